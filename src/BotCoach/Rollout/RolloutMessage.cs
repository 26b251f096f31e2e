using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Rollout;

/// <summary>The words of what a version does before it takes effect, and of what took effect when.</summary>
public static class RolloutMessage
{
    public const string Changed = "The draft was changed since this preview was made. Look at it again first.";
    private const string Failed = "The preview could not be made.";
    private const int MostChanges = 8;
    private const int MostOldChanges = 40;
    private const int MostDeals = 5;
    private const int MostOwners = 10;

    /// <param name="gone">Stages that the draft has no more, and where their deals go.</param>
    public static Message Preview(Process process, ProcessVersion draft, IReadOnlyList<BookChange> changes, Impact impact, IReadOnlyDictionary<Guid, string> names, IReadOnlyList<(GoneStage Stage, string To)> gone)
    {
        List<Block> blocks =
        [
            new Heading($"{process.Name}, version {draft.Number}"),
            .. DraftMessage.Listed("What changes", [.. changes.Select(c => c.Sentence)], MostChanges),
            .. DraftMessage.Listed("Stages that are gone", [.. gone.Select(g => $"{g.Stage.Name}: its {Wording.Count(g.Stage.Deals, "open deal goes", "open deals go")} to {g.To}")], MostChanges),
            new Paragraph(Touched(impact)),
            .. DraftMessage.Listed("What is asked anew", [.. Asked(impact)], MostChanges),
            .. DraftMessage.Listed("For example", [.. impact.Struck.OrderByDescending(s => s.NewlyMissing.Count).ThenBy(s => s.Name, StringComparer.Ordinal).Select(s => Example(s, names))], MostDeals),
            .. WholeList(impact),
            .. DraftMessage.Listed("Next week, if nobody acts", [.. Owners(impact, names)], MostOwners),
            Buttons.Of([
                new Button("Publish to everyone", "rollout.publish", $"{draft.ProcessId}:{draft.Revision}", Look.Main), new Button("Pilot with a team", "rollout.pilot", $"{draft.ProcessId}:{draft.Revision}"),
                .. gone.Count > 0 ? [Moves(draft)] : Array.Empty<Button>(), new Button("Back to the draft", "draft.show", draft.ProcessId.ToString()),
            ]),
        ];
        return new Message($"{process.Name}, version {draft.Number}: {Short(impact)}", blocks);
    }

    /// <param name="done">How many I have gone through so far.</param>
    public static Message Looking(Process process, int deals, int done = 0) => Message.Of(
        "The preview comes in a moment.", new Heading(process.Name),
        new Paragraph($"I go through {Wording.Count(deals, "open deal")} and the week ahead of them. The preview comes here in a moment."),
        new Chart("Looked at", ChartKind.Progress, [new ChartPoint("", deals == 0 ? 0 : Math.Min(99, 100.0 * done / deals))]));

    public static Message Elsewhere(Guid processId) => Message.Of(
        "The preview comes in another message.", new Paragraph("The preview was asked for again, and comes in that message."), Channels.Buttons.Of(new Button("Back to the draft", "draft.show", processId.ToString())));

    /// <summary>It tells what this draft does, as it stands now; in chat, the same message may go on to something else.</summary>
    public static bool IsPreviewOf(ProcessVersion draft, Message message) =>
        message.Blocks.OfType<Buttons>().Any(b => b.Items.Any(i => i.Action == "rollout.publish" && i.Value == $"{draft.ProcessId}:{draft.Revision}"));

    /// <summary>The same of any message in chat, where the button alone may stand below an edit too.</summary>
    public static bool IsWholePreviewOf(ProcessVersion draft, Message message) => IsPreviewOf(draft, message) && message.Blocks.OfType<Buttons>().Any(b => b.Items.Any(i => i.Action == "rollout.pilot"));

    public static bool IsFailure(Message message) => message.Fallback == Failed;

    public static Message NoPreview(Guid processId) => Message.Of(
        Failed, new Paragraph("The preview could not be made; the host’s log says why. The draft is as it was."), Channels.Buttons.Of(new Button("Back to the draft", "draft.show", processId.ToString())));

    /// <summary>The short path: one edit's impact in one sentence.</summary>
    public static string Short(Impact impact)
    {
        var nudges = impact.Owners.Values.Sum(o => o.Nudges);
        var struck = impact.Struck.Count == 0 ? "nothing is asked of them that is not there" : $"{Wording.Count(impact.Struck.Count, "of them lacks", "of them lack")} what is asked anew";
        return $"{Wording.Count(impact.Deals, "open deal gets", "open deals get")} it, {struck}; {Wording.Count(nudges, "nudge")} next week if nobody acts";
    }

    /// <summary>Below a saved edit: what it would do, and the button that lets it.</summary>
    public static IReadOnlyList<Block> ShortPath(ProcessVersion draft, Impact impact) =>
    [
        new Paragraph($"{Text.Strong("Published now:")} {Wording.LowerFirst(Short(impact))}."),
        Buttons.Of(new Button("Publish to everyone", "rollout.publish", $"{draft.ProcessId}:{draft.Revision}", Look.Main), new Button("Preview", "rollout.preview", draft.ProcessId.ToString())),
    ];

    private static Button Moves(ProcessVersion draft) => new("Where the deals go", "rollout.moves", $"{draft.ProcessId}:{draft.Revision}");

    /// <param name="gone">The draft with stages gone, of which it is to be said where their deals go; null where that is not what is in the way.</param>
    public static Message InTheWay(IReadOnlyList<StageBookProblem> problems, Guid processId, ProcessVersion? gone = null) => Message.Of(
        "This cannot be published yet.", new Paragraph(Text.Strong("This cannot be published yet.")), new Paragraph(string.Join("\n", problems.Take(10).Select(p => $"• {p}"))),
        Buttons.Of([.. gone is null ? Array.Empty<Button>() : [Moves(gone)], new Button("Back to the draft", "draft.show", processId.ToString())]));

    public static Message Done(string what, Process process) => Message.Of(
        what, new Paragraph(what), Buttons.Of(new Button("Versions", "rollout.versions", process.Id.ToString()), new Button("How we sell", "stage.list", process.Id.ToString())));

    public static string Published(Process process, ProcessVersion version, int deals) =>
        $"Version {version.Number} of {process.Name} is published. {(deals == 0 ? "No open deal has to follow." : $"{Wording.Count(deals, "open deal follows", "open deals follow")} now, with every answer.")}{(process.IsDefault || ProcessRules.IsScoped(process) ? "" : " It is for no new deal yet: say which deals it is for.")}";

    public static string Piloted(Process process, ProcessVersion version) =>
        $"Version {version.Number} of {process.Name} is piloted by {Wording.List(version.PilotTeams)}. Their open deals follow now, with every answer; all others stay as they are.";

    public static Form Pilot(IReadOnlyList<string> teams, string state) => new(
        "rollout.piloted", "Pilot with a team",
        [new ChoiceField("teams", "Which sales teams", [.. teams.Take(100).Select(t => new Option(t, Wording.Short(t, 70)))], Several: true) { Hint = "Their open deals get the draft first. You can widen it or drop it later." }],
        state, Submit: "Begin");

    public static Message Versions(Process process, IReadOnlyList<ProcessVersion> versions, IReadOnlyDictionary<Guid, string> names, VersionMove? move, DateTimeZone zone)
    {
        var rows = versions.OrderByDescending(v => v.Number).Select(v => new Row(Text.Strong($"Version {v.Number}"), [.. Open(process, v, versions)], State(v, names, zone)));
        List<Block> blocks = [new Heading($"Versions of {process.Name}"), new Rows([.. rows])];
        if (move is { IsUnderWay: true }) blocks.Add(new Paragraph($"{Wording.Count(move.Moved, "deal has", "deals have")} followed so far; the others do in a moment.", Quiet: true));
        blocks.Add(Channels.Buttons.Of(new Button("Which deals it is for", "process.scope", process.Id.ToString()), new Button("What of it earns its place", "rollout.use", process.Id.ToString())));
        return new Message($"{process.Name} has {Wording.Count(versions.Count, "version")}.", blocks);
    }

    private static IEnumerable<Button> Open(Process process, ProcessVersion version, IReadOnlyList<ProcessVersion> versions)
    {
        if (version.State == VersionState.Draft) yield return new("Go on with it", "draft.show", process.Id.ToString());
        if (version.State == VersionState.Pilot)
        {
            yield return new("Compare", "rollout.compare", process.Id.ToString(), Look.Main);
            yield return new("For everyone", "rollout.widen", process.Id.ToString());
            yield return new("Drop", "rollout.drop", process.Id.ToString());
        }
        if (version.State != VersionState.Draft) yield return new("Open", "rollout.open", $"{process.Id}:{version.Number}");
        if (version.State != VersionState.Draft && VersionRules.Before(version, versions) is not null) yield return new("What it changed", "rollout.changes", $"{process.Id}:{version.Number}");
        if (version is { State: VersionState.Retired, Teams: "" } && versions.Any(v => v.State == VersionState.Published))
            yield return new("Back to this one", "rollout.back", $"{process.Id}:{version.Number}");
    }

    /// <summary>What a version said otherwise than the one before it.</summary>
    public static Message Changes(Process process, int version, int before, IReadOnlyList<BookChange> changes) => Message.Of(
        $"Version {version} of {process.Name}: {Wording.Count(changes.Count, "change")}",
        [
            new Heading($"{process.Name}, version {version}"),
            .. changes.Count == 0 ? [new Paragraph($"It says the same as version {before}.")] : DraftMessage.Listed($"What changed after version {before}", [.. changes.Select(c => c.Sentence)], MostOldChanges),
            Buttons.Of(new Button("Open", "rollout.open", $"{process.Id}:{version}"), new Button("Versions", "rollout.versions", process.Id.ToString())),
        ]);

    /// <summary>"published 2 March 2026, by Ada".</summary>
    public static string State(ProcessVersion version, IReadOnlyDictionary<Guid, string> names, DateTimeZone zone) => version.State switch
    {
        VersionState.Draft => $"a draft{By(version.EditedBy, names)}",
        VersionState.Pilot => $"piloted by {Wording.List(version.PilotTeams)} since {Day(version.PublishedAt, zone)}{By(version.PublishedBy, names)}",
        VersionState.Published => $"published {Day(version.PublishedAt, zone)}{By(version.PublishedBy, names)}",
        _ when version.Teams.Length > 0 => $"a pilot that was dropped {Day(version.RetiredAt, zone)}",
        _ => $"retired {Day(version.RetiredAt, zone)}",
    };

    private static string By(Guid? id, IReadOnlyDictionary<Guid, string> names) => id is { } by && names.TryGetValue(by, out var name) ? $", by {name}" : "";

    private static string Day(DateTimeOffset? at, DateTimeZone zone) => at is { } then ? Instant.FromDateTimeOffset(then).InZone(zone).Date.ToString("d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture) : "";

    private static string Touched(Impact impact)
    {
        var moved = impact.Moved == 0 ? "" : $" {Wording.Count(impact.Moved, "of them changes", "of them change")} the stage.";
        var struck = impact.Struck.Count == 0 ? "Nothing is asked of them that is not there." : $"Of {impact.Struck.Count} something is asked that is not there yet.";
        return $"{Wording.Count(impact.Deals, "open deal gets", "open deals get")} it.{moved} {struck}";
    }

    private static IEnumerable<string> Asked(Impact impact) => impact.Struck.SelectMany(s => s.NewlyMissing).GroupBy(m => m.Id).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => $"{g.First().Text.TrimEnd('.')}: {Wording.Count(g.Count(), "deal")}");

    private static IEnumerable<Block> WholeList(Impact impact) => impact.Struck.Count <= MostDeals ? []
        : [new Paragraph($"All {impact.Struck.Count} of them, each with what is missing, stand in the console on this draft’s preview, and as a file: type {Text.Type("console")}.", Quiet: true)];

    private static string Example(DealImpact deal, IReadOnlyDictionary<Guid, string> names) =>
        $"{deal.Name}{(names.TryGetValue(deal.OwnerId, out var owner) ? $" ({owner})" : "")}: {Wording.Short(string.Join("; ", deal.NewlyMissing.Select(m => m.Text.TrimEnd('.'))), 160)}";

    private static IEnumerable<string> Owners(Impact impact, IReadOnlyDictionary<Guid, string> names) => impact.Owners.Where(o => o.Value.Nudges > 0 && names.ContainsKey(o.Key))
        .OrderBy(o => names[o.Key], StringComparer.Ordinal).Select(o => $"{names[o.Key]}: {Wording.Count(o.Value.Nudges, "nudge")} in {Wording.Count(o.Value.Briefs, "brief")}");
}
