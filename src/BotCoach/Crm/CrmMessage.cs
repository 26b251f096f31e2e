using System.Globalization;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Crm;

/// <summary>The words of the sync with a CRM.</summary>
internal static class CrmMessage
{
    public const string OnlyAdmins = "Only an admin can look after the CRM.";
    public const string None = "No CRM is connected. On the machine where BotCoach runs: CRM_TOKEN=… botcoach crm connect hubspot. See crm --help there.";
    public const string Gone = "That is settled already, or the value has changed since. Here is how it stands.";

    private const int MostDifferences = 5;
    private const int MostValue = 120;
    private const int MostLabel = 75;

    public static Message Card(CrmLink link, string source, IReadOnlyList<CrmError> wrong, int allWrong) => Message.Of($"{source}: {State(link)}",
    [
        new Heading($"{source}: {State(link)}"),
        .. link.Why is { } why ? [new Paragraph($"{source} says: {why}.")] : Array.Empty<Block>(),
        .. Body(link, source),
        .. wrong.Select(e => new Paragraph($"{source} {e.TheirId}: {e.Why}.", true)),
        .. allWrong > wrong.Count ? [new Paragraph($"…and {Number(allWrong - wrong.Count)} more.", true)] : Array.Empty<Block>(),
        .. Presses(link) is { Count: > 0 } presses ? [new Buttons(presses)] : Array.Empty<Block>(),
    ]);

    public static Message Conflicts(string source, IReadOnlyList<CrmDifference> all)
    {
        if (all.Count == 0) return Message.Of($"{source} and BotCoach agree.", new Paragraph($"{source} and BotCoach agree again.", true));
        return Message.Of($"{source} and BotCoach differ: which is right?",
        [
            new Heading($"{source} and BotCoach differ"), new Paragraph("Both were changed since they last agreed. Nothing is overwritten until you choose."),
            new Rows([.. all.Take(MostDifferences).Select(d => new Row($"{d.Deal}, {Label(d.Conflict.Field)}: here “{Value(d.Said(d.Conflict.Ours))}”, in {source} “{Value(d.Said(d.Conflict.Theirs))}”",
                [Choice("Keep ours", "crm.ours", d), Choice($"Take {source}’s", "crm.theirs", d)]))]),
            .. all.Count > MostDifferences ? [new Paragraph($"…and {Number(all.Count - MostDifferences)} more, once these are chosen.", true)] : Array.Empty<Block>(),
        ]);
    }

    public static Message Closed(Deal deal, string source, string why) => Message.Of($"{deal.Called} is closed here: {Wording.LowerFirst(why)}",
        new Paragraph($"{deal.Called} is closed here: {Wording.LowerFirst(why)} What was proven stays on it."), Buttons.Of(new Button("See the deal", "deal.show", $"{deal.Id}"), new Button("Open it again", "deal.reopen", $"{deal.Id}")));

    public static Message Continues(Deal deal, string source, string? name) => Message.Of($"{deal.Called} was merged in {source}.",
        new Paragraph($"{deal.Called} was merged in {source}; it goes on here as “{name}”, with all that was proven."), Buttons.Of(new Button("See the deal", "deal.show", $"{deal.Id}")));

    public static Message NotWritten(CrmWriteBack row, Deal deal, string source, string why) => Message.Of($"{source} did not take {Thing(row.What)} of {deal.Called}.",
        new Paragraph($"{source} did not take {Thing(row.What)} of {deal.Called}: {why}. Here it stays as you set it."), Buttons.Of(new Button("See the deal", "deal.show", $"{deal.Id}")));

    /// <summary>Which of our stages each of theirs is.</summary>
    public static Form Stages(CrmLink link, string source, IReadOnlyList<(Wire.SourceStage Theirs, string? Ours)> stages, StageBook book)
    {
        List<Option> options =
        [
            .. book.Stages.Select(s => new Option(s.Id, Wording.Short(s.Name, MostLabel))), new(ImportStageNames.Won, "Won"), new(ImportStageNames.Lost, "Lost"), new(ImportStageNames.Disqualified, "Disqualified"),
        ];
        return new Form("crm.stagesset", "Stages", [.. stages.Select((s, i) => new ChoiceField($"s{i}", Wording.Short(s.Theirs.Label, MostLabel), options) { Value = s.Ours, Optional = true })], $"{link.Id}", link.Revision, "Save",
            $"Which of your stages each of {source}’s is. This is remembered.");
    }

    public static Form Note(Deal deal, string source) => new("crm.notesaid", "Note", [new TextField("note", $"A note on {Wording.Short(deal.Called, 40)}", 6) { Hint = $"It is written to the deal in {source}." }], $"{deal.Id}", 0, "Write it");

    private static string State(CrmLink link) => link.State switch
    {
        CrmState.Asking => "one thing to say first",
        CrmState.Checking => "dry run, nothing is written",
        CrmState.Checked => "checked, nothing written yet",
        CrmState.Syncing => "first sync",
        CrmState.Live => "in step",
        CrmState.Paused => "paused",
        _ => "it does not let BotCoach in",
    };

    private static IEnumerable<Block> Body(CrmLink link, string source) => link.State switch
    {
        CrmState.Asking => [new Paragraph($"Some of {source}’s stages could be any of yours. Say which, and the dry run goes on.")],
        CrmState.Checking => [Tally(link, "Would be created"), new Paragraph("Reading. Nothing is written yet.", true)],
        CrmState.Checked => [Tally(link, "Would be created"), new Paragraph($"Nothing changes until you press Start. {source} itself is only read.", true)],
        CrmState.Syncing => [Tally(link, "Created"), new Paragraph("You can go on working; this goes on by itself, also after a restart.", true)],
        CrmState.Refused => [new Paragraph($"Connect it again with a token that holds: CRM_TOKEN=… botcoach crm connect {link.Kind}.")],
        _ => [Tally(link, "Created"), new Paragraph(link.WritesBack ? "Next steps, stages and notes that your people set here are written back." : "It is only read. Write-back is off.", true)],
    };

    private static List<Button> Presses(CrmLink link) => link.State switch
    {
        CrmState.Asking => [new("Stages", "crm.stages", $"{link.Id}", Look.Main)],
        CrmState.Checked => [new("Start", "crm.start", $"{link.Id}", Look.Main), new("Stages", "crm.stages", $"{link.Id}"), new("Check again", "crm.check", $"{link.Id}")],
        CrmState.Checking or CrmState.Syncing => [new("Pause", "crm.pause", $"{link.Id}")],
        CrmState.Live => [link.WritesBack ? new("Stop writing back", "crm.write", $"{link.Id}:off") : new("Write back", "crm.write", $"{link.Id}:on"), new("Stages", "crm.stages", $"{link.Id}"), new("Pause", "crm.pause", $"{link.Id}")],
        CrmState.Paused => [new("Go on", "crm.start", $"{link.Id}", Look.Main)],
        _ => [],
    };

    private static Facts Tally(CrmLink link, string created) =>
        new([new Fact(created, Number(link.Created)), new Fact("Changed", Number(link.Changed)), new Fact("Unchanged", Number(link.Same)), new Fact("Refused", Number(link.Refused))]);

    private static Button Choice(string label, string action, CrmDifference of) => new(label, action, $"{of.Conflict.DealId}:{of.Conflict.Revision}:{of.Conflict.Field}");

    private static string Value(string? value) => value is null ? "nothing" : Wording.Short(value, MostValue);

    private static string Label(string field) => field.StartsWith("custom:", StringComparison.Ordinal) ? field[7..] : field == "close-on" ? "close date" : field.Replace('-', ' ');

    private static string Thing(CrmWritten what) => what switch { CrmWritten.NextStep => "the next step", CrmWritten.Stage => "the stage", _ => "the note" };

    private static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
