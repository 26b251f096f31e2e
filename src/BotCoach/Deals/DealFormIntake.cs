using BotCoach.Channels;
using BotCoach.Chat;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Deals;

/// <summary>
/// Takes the forms that fill a deal, wherever they were opened from: what is wrong is said at its field, what somebody else changed meanwhile is shown
/// beside one's own. Null means that it was taken.
/// </summary>
public sealed class DealFormIntake(DealFacts facts, DealMoves moves, DealOrigins origins, PeopleNames names)
{
    /// <summary>The form for this way of filling a deal.</summary>
    public async Task<Form> OpenAsync(Turn turn, DealFile file, WayKind kind, string of, string action, string state) => kind switch
    {
        WayKind.NextStep => DealForms.NextStep(file, await names.AroundAsync(file.Deal, turn.Person), action, state),
        WayKind.Person => DealForms.Person(file, of, action, state),
        WayKind.Artifact => DealForms.Artifact(file, of, action, state),
        _ => DealForms.Facts(file, of, action, state),
    };

    public Task<Reply?> TakeAsync(Turn turn, DealFile file, WayKind kind, string of, string action, string state) => kind switch
    {
        WayKind.NextStep => NextStepAsync(turn, file, action, state),
        WayKind.Person => PersonAsync(turn, file),
        WayKind.Artifact => ArtifactAsync(turn, file),
        _ => FactsAsync(turn, file, of, action, state),
    };

    private async Task<Reply?> FactsAsync(Turn turn, DealFile file, string only, string action, string state)
    {
        var fresh = DealForms.Facts(file, only, action, state);
        var read = Read(turn, file, fresh);
        if (read.Faults.Count > 0) return new FormErrors(read.Faults);
        var merge = await MergeAsync(turn, file.Deal, read.Values);
        if (merge.Clashes.Count > 0) return await AskAsync(turn, fresh, read.Values, merge);
        await facts.SetAsync(file.Deal, merge.Values, turn.Actor, turn.Now);
        return null;
    }

    private async Task<Reply?> NextStepAsync(Turn turn, DealFile file, string action, string state)
    {
        var fresh = DealForms.NextStep(file, await names.AroundAsync(file.Deal, turn.Person), action, state);
        var read = Read(turn, file, fresh);
        if (read.Faults.Count > 0) return new FormErrors(read.Faults);
        if (read.Values["next-step-confirmed"] == "no") read.Values["next-step-confirmed"] = null;
        var merge = await MergeAsync(turn, file.Deal, read.Values);
        // Kept as nothing; but in the form it is one of two.
        read.Values["next-step-confirmed"] ??= "no";
        if (merge.Clashes.Count > 0) return await AskAsync(turn, fresh, read.Values, merge);
        var step = StepOf(merge.Values);
        return await moves.SetNextStepAsync(file.Deal, step, turn.Actor, turn.Now) is MayNot(var why) ? FormErrors.At("next-step", why) : null;
    }

    private static NextStep StepOf(IReadOnlyDictionary<string, string?> values) => new(
        values["next-step"] ?? "",
        values["next-step-on"] is { } day ? LocalDatePattern.Iso.Parse(day).Value : null,
        Guid.TryParse(values["next-step-owner"], out var owner) ? owner : null,
        Enum.TryParse<Side>(values["next-step-side"], out var side) ? side : null,
        values["next-step-confirmed"] == "yes");

    private async Task<Reply?> PersonAsync(Turn turn, DealFile file)
    {
        var read = Read(turn, file, DealForms.Person(file, "", "", ""));
        if (read.Faults.Count > 0) return new FormErrors(read.Faults);
        var done = await facts.AddPersonAsync(
            file.Deal, file.Stakeholders, read.Values["person"]!, read.Values["role"]!, read.Values["title"], read.Values["department"], turn.Actor, turn.Now);
        return done is MayNot(var why) ? FormErrors.At("person", why) : null;
    }

    private async Task<Reply?> ArtifactAsync(Turn turn, DealFile file)
    {
        var read = Read(turn, file, DealForms.Artifact(file, turn.Field("spec") is { } asked && Knows(file, asked) ? asked : "", "", ""));
        if (read.Faults.Count > 0) return new FormErrors(read.Faults);
        if (LinkOf(read.Values["link"]) is not { } link) return FormErrors.At("link", "Paste the whole address. It begins with https://");
        var done = await facts.LinkAsync(file.Deal, file.Artifacts, read.Values["spec"]!, link, turn.Actor, turn.Now);
        return done is MayNot(var why) ? FormErrors.At("link", why) : null;
    }

    /// <summary>The address as it is kept; null for one that nobody could open safely.</summary>
    internal static string? LinkOf(string? typed) => Uri.TryCreate(typed, UriKind.Absolute, out var uri) && uri.Scheme == "https" && uri.Host.Contains('.') ? uri.AbsoluteUri : null;

    /// <summary>The deal's process asks for this artifact somewhere.</summary>
    internal static bool Knows(DealFile file, string spec) => file.Book.Stages.Any(s =>
        s.Artifacts.Any(a => a.Id == spec)
        || s.Exit.Concat(s.Entry).SelectMany(c => c.Accepts).Any(e => e.Kind == Stages.EvidenceKind.Artifact && e.Of == spec));

    private static (Dictionary<string, string?> Values, Dictionary<string, string> Faults) Read(Turn turn, DealFile file, Form form)
    {
        var today = LocalDate.Min(file.Today(turn.Now), turn.Today);
        var values = new Dictionary<string, string?>();
        var faults = new Dictionary<string, string>();
        var before = DealSnapshot.Of(file.Deal);
        foreach (var field in form.Fields)
        {
            var typed = turn.Field(field.Id);
            // what stood there already is not judged again: an old close date must not keep the amount from being saved
            var (value, fault) = field is ChoiceField || (field.Optional && typed == before[field.Id]) ? (typed, null) : FieldInput.Read(field.Id, typed, today);
            if (fault is null && value is not null && field is ChoiceField choice && choice.Options.All(o => o.Value != value)) fault = "Choose one of the list.";
            if (fault is null && value is null && !field.Optional) fault = "This is needed.";
            if (fault is not null) faults[field.Id] = fault;
            values[field.Id] = value;
        }
        return (values, faults);
    }

    private async Task<FormMerge> MergeAsync(Turn turn, Deal deal, IReadOnlyDictionary<string, string?> values)
    {
        var basedOn = turn.Inbound is FormSubmitted form ? form.BasedOn : deal.Revision;
        return FormMerge.Of(values, DealSnapshot.Of(deal), await origins.SinceAsync(deal, basedOn));
    }

    private async Task<Reply> AskAsync(Turn turn, Form fresh, IReadOnlyDictionary<string, string?> submitted, FormMerge merge)
    {
        var people = await names.OfAsync(merge.Clashes.Select(c => c.By.PersonId).Concat(merge.Clashes.Select(c => Guid.TryParse(c.Theirs, out var id) ? id : (Guid?)null)));
        return new UpdateForm(FormMerge.Ask(fresh, submitted, merge.Clashes, clash =>
        {
            var who = clash.By.PersonId is { } id ? people.GetValueOrDefault(id, "Somebody") : "An import";
            var theirs = Guid.TryParse(clash.Theirs, out var person) ? people.GetValueOrDefault(person) : clash.Theirs;
            return theirs is null ? $"{who} emptied this meanwhile." : $"{who} changed this meanwhile to: {theirs}";
        }));
    }
}
