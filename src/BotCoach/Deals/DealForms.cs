using System.Globalization;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Deals;

/// <summary>The forms about a deal. Each carries the revision it was made from.</summary>
public static class DealForms
{
    private const int MostProven = 50;

    /// <param name="sources">The sources by which a process is chosen; none: it is not asked for. So too the types.</param>
    public static Form New(string currency, IReadOnlyList<Option> owners, Guid me, IReadOnlyList<string> sources, IReadOnlyList<string> types) => new(
        "deal.made", "New deal",
        [
            new TextField("name", "Deal name") { Hint = "For example: Acme, first order" },
            new TextField("account", "Account"),
            new NumberField("amount", $"Amount ({currency})") { Optional = true },
            new DateField("close-on", "Close date") { Optional = true },
            new TextField("segment", "Segment") { Optional = true, Hint = "For example smb or mid-market" },
            .. sources.Count > 0 ? [new TextField("lead-source", "Source") { Optional = true, Hint = Example(sources) }] : Array.Empty<Field>(),
            .. types.Count > 0 ? [new TextField("deal-type", "Type of deal") { Optional = true, Hint = Example(types) }] : Array.Empty<Field>(),
            .. owners.Count > 1 ? [new ChoiceField("owner", "Owner", owners) { Value = $"{me}" }] : Array.Empty<Field>(),
        ], Submit: "Create");

    /// <summary>One field, which then must be filled; or everything that its stage asks for, each as far as it is known.</summary>
    public static Form Facts(DealFile file, string only, string action, string state)
    {
        var fields = only.Length > 0 ? [only] : FieldsOf(file);
        return new Form(action, only.Length > 0 ? Wording.Short(FieldWords.Title(only), 24) : "Deal facts",
            [.. fields.Select(f => FieldInput.Ask(f, file.Deal, optional: only.Length == 0))], state, file.Deal.Revision, Intro: file.Deal.Name);
    }

    public static Form NextStep(DealFile file, IReadOnlyList<Option> owners, string action, string state)
    {
        var deal = file.Deal;
        var examples = (file.Stage?.NextSteps ?? []).Take(2).Select(l => l.Text).ToList();
        return new Form(action, "Next step",
            [
                new TextField("next-step", "What happens next") { Value = deal.NextStep, Hint = examples.Count > 0 ? Wording.Short("For example: " + string.Join("; ", examples), 150) : null },
                new DateField("next-step-on", "On which day") { Value = deal.NextStepOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
                new ChoiceField("next-step-side", "Who acts", [new Option("Us", "We do"), new Option("Buyer", "The buyer does")]) { Value = $"{deal.NextStepSide ?? Side.Us}" },
                new ChoiceField("next-step-owner", "Who sees to it", owners) { Value = $"{deal.NextStepOwnerId ?? deal.OwnerId}" },
                new ChoiceField("next-step-confirmed", "Has the buyer confirmed it", [new Option("no", "Not yet"), new Option("yes", "Yes, this step and this day")])
                {
                    Value = deal.NextStepConfirmed ? "yes" : "no",
                },
            ], state, deal.Revision, Intro: deal.Name);
    }

    public static Form Person(DealFile file, string role, string action, string state) => new(
        action, "Who on their side",
        [
            new TextField("person", "Name"),
            new ChoiceField("role", "Role in this decision", [.. KnownFields.StakeholderRoles.Select(r => new Option(r, FieldWords.Title(r)))])
            {
                Value = KnownFields.StakeholderRoles.Contains(role) ? role : null,
            },
            new TextField("title", "Title") { Optional = true, Hint = "For example CFO" },
            new TextField("department", "Department") { Optional = true, Hint = "For example finance" },
        ], state, file.Deal.Revision, "Add", file.Deal.Name);

    public static Form Artifact(DealFile file, string spec, string action, string state) => new(
        action, "Link a document",
        [
            new ChoiceField("spec", "What it is", Specs(file, spec)) { Value = spec.Length > 0 ? spec : null },
            new TextField("link", "Address") { Hint = "It begins with https://" },
        ], state, file.Deal.Revision, "Link", About(file, ArtifactTemplate.Find(file.Book, spec)));

    /// <param name="proven">What its earlier stages have proven, any of which may hold no more.</param>
    public static Form Back(DealFile file, IReadOnlyList<(Stage Stage, Criterion Criterion)> proven, string state)
    {
        var earlier = file.Book.Stages.Take(Math.Max(0, file.Book.IndexOf(file.Deal.StageId))).Where(s => s.Kind == StageKind.Pipeline).Reverse().ToList();
        return new Form("deal.wentback", "Move back",
            [
                new ChoiceField("stage", "To which stage", [.. earlier.Select(s => new Option(s.Id, Wording.Short(s.Name, 75)))]) { Value = earlier.FirstOrDefault()?.Id },
                new TextField("reason", "What is new", 3) { Hint = "What you learned that the stage did not know. It is counted, not blamed." },
                .. proven.Count == 0 ? Array.Empty<Field>() :
                [
                    new ChoiceField("broken", "What holds no more", [.. proven.Take(MostProven).Select(p => new Option(p.Criterion.Id, Wording.Short($"{p.Stage.Name}: {p.Criterion.Text}", 75)))])
                    {
                        Optional = true, Hint = "It goes back to where this was proven, and it is asked for again.",
                    },
                ],
            ], state, file.Deal.Revision, "Move back", file.Deal.Name);
    }

    public static Form Won(DealFile file, string state) => new(
        "deal.waswon", "Won",
        [WhyBought("reason")], state, file.Deal.Revision, "Record the win", file.Deal.Name);

    private static string Example(IReadOnlyList<string> words) => Wording.Short($"It says how we sell it, for example {string.Join(" or ", words.Take(3))}", 140);

    private static TextField WhyBought(string id) => new(id, "Why did they buy", 3) { Hint = "In their words if you have them." };

    /// <summary>Lost, or not a fit after all: a reason from the process's own list, and the rep's words.</summary>
    public static Form Closing(DealFile file, bool lost, string action, string state)
    {
        var reasons = lost ? file.Book.Rules.LossReasons : file.Book.Rules.DisqualificationReasons;
        return new Form(action, lost ? "Lost" : "Not a fit",
            [
                new ChoiceField("reason", "The main reason", Reasons(reasons)) { Hint = "To learn from, not to blame." },
                new TextField("words", "In your words", 3) { Optional = true },
            ], state, file.Deal.Revision, lost ? "Record it as lost" : "Close it", file.Deal.Name);
    }

    public static Form Override(DealFile file, GateAnswer gate, string state) => new(
        "deal.overruled", "Move past the gate",
        [
            new TextField("reason", "Why move it now", 3) { Hint = "The manager sees this line. It holds for " + Wording.Days(file.Book.Rules.OverrideDays) + "; then what is missing is asked for again." },
            .. gate.Target == StageGate.Won ? [WhyBought("outcome")] : Array.Empty<Field>(),
        ],
        state, file.Deal.Revision, "Move it", $"{file.Deal.Name}: {Wording.Count(gate.Missing.Count, "thing")} still missing.");

    /// <summary>A reason's words from a submitted <see cref="Closing"/>; null when neither list nor words give one.</summary>
    public static string? ReasonOf(DealFile file, bool lost, string? chosen, string? words)
    {
        var reasons = lost ? file.Book.Rules.LossReasons : file.Book.Rules.DisqualificationReasons;
        var listed = int.TryParse(chosen, out var at) && at >= 0 && at < reasons.Count ? reasons[at].Text : null;
        if (listed is null && chosen != "other") return null;
        if (words is not null && Placeholders.IsOne(words)) words = null;
        return listed is null ? words : words is null ? listed : $"{listed}: {words}";
    }

    /// <summary>What the stage asks for in its fields and evidence, after what every deal has.</summary>
    private static List<string> FieldsOf(DealFile file)
    {
        var stage = file.Stage;
        var asked = (stage?.Fields.Select(f => f.Field) ?? []).Concat(
            stage?.Exit.SelectMany(c => c.Accepts).SelectMany(e => e.Fields) ?? []);
        var typed = asked.Where(f => KnownFields.Facts.Contains(f) || f is "segment" or "lead-source");
        var champion = file.InRole("champion") is null ? Array.Empty<string>() : ["champion"];
        return [.. new[] { "amount", "close-date", "account" }.Concat(typed).Concat(champion).Distinct().Take(12)];
    }

    /// <summary>The deal, and below it the document's template, where there is one.</summary>
    private static Text About(DealFile file, ArtifactSpec? artifact)
    {
        if (artifact is null || ArtifactTemplate.Shown(artifact) is not { } template) return file.Deal.Name;
        return new Text([new Plain($"{file.Deal.Name}\n"), .. template]);
    }

    private static List<Option> Specs(DealFile file, string spec)
    {
        var specs = file.Book.Stages.SelectMany(s => s.Artifacts).DistinctBy(a => a.Id).Select(a => new Option(a.Id, Wording.Short(a.Name, 75))).ToList();
        if (spec.Length > 0 && specs.All(o => o.Value != spec)) specs.Insert(0, new Option(spec, FieldWords.Title(spec)));
        return specs;
    }

    private static List<Option> Reasons(IReadOnlyList<Line> reasons) =>
        [.. reasons.Take(30).Select((r, i) => new Option($"{i}", Wording.Short(r.Text, 75))), new Option("other", "Something else")];
}
