using System.Globalization;
using BotCoach.Channels;
using BotCoach.Chat;

namespace BotCoach.Deals;

/// <summary>The words of an import in chat: one card that changes from the first look to the last chunk.</summary>
internal static class ImportMessage
{
    public const string Gone = "That import is not there any more, or it is not yours. Share the files again.";
    public const string Help =
        "Share your CSV files with me here, all at once: the deals, and if you have them accounts, products and sales teams. "
        + "I check everything first and show you what would happen; nothing is written until you press import.";

    private const int MostShown = 8;

    public static string KeyOf(ImportRun run) => $"import:{run.Id}";

    public static Message Reading(ImportRun run, ImportPlan plan) => Message.Of($"Reading {run.FileNames}.",
        new Heading(Title(run, "reading")), Progress("Checked", plan.Tally.Deals + plan.Tally.Refused, plan.Rows), Quiet("Nothing is written yet."));

    public static Message Asking(ImportRun run, ImportPlan plan) => Message.Of($"{run.FileNames} needs an answer before it can be imported.",
    [
        new Heading(Title(run, "one thing to say first")),
        .. Recognised(plan),
        .. plan.Questions.Take(MostShown).Select(q => new Paragraph(q.Sentence + ".")),
        .. More(plan.Questions.Count),
        new Buttons([.. Answers(run, plan), Cancel(run)]),
    ]);

    public static Message Checked(ImportRun run, ImportPlan plan, IReadOnlyList<ImportFault> refusals)
    {
        var tally = plan.Tally;
        var todo = tally.Created + tally.Changed;
        return Message.Of($"{run.FileNames} is checked: {Wording.Count(tally.Created, "deal")} would be created, {tally.Changed} changed, {tally.Refused} refused.",
        [
            new Heading(Title(run, "checked, nothing written yet")),
            .. Recognised(plan),
            new Facts([Fact("Would be created", tally.Created), Fact("Changed", tally.Changed), Fact("Unchanged", tally.Unchanged), Fact("Refused", tally.Refused)]),
            Totals(tally),
            new Facts([.. Columns(plan), .. Stages(plan)]),
            .. ImportNotes.Of(plan).Take(MostShown).Select(Quiet),
            .. refusals.Take(MostShown).Select(r => new Paragraph(r.Sentence + ".")),
            .. More(tally.Refused),
            new Buttons(
            [
                .. todo > 0 ? [new Button($"Import {Wording.Count(todo, "deal")}", "import.apply", run.Id.ToString(), Look.Main)] : Array.Empty<Button>(),
                Button("Columns", "import.columns", run), Button("Stage names", "import.stages", run),
                .. plan.UsualOrder ? [Button("Order of dates", "import.dates", run)] : Array.Empty<Button>(),
                .. tally.Refused > 0 ? [Button("Refused rows", "import.rejects", run)] : Array.Empty<Button>(),
                Cancel(run),
            ]),
        ]);
    }

    public static Message Applying(ImportRun run, ImportPlan plan, int done) => Message.Of($"Importing {run.FileNames}.",
        new Heading(Title(run, "importing")), Progress("Imported", done, plan.Tally.Created + plan.Tally.Changed),
        Quiet("You can go on working; this goes on by itself, also after a restart."));

    public static Message Done(ImportRun run, ImportPlan plan) => Message.Of($"{run.FileNames} is imported: {Wording.Count(plan.Tally.Created, "new deal")}.",
    [
        new Heading(Title(run, "imported")),
        new Facts([Fact("Created", plan.Tally.Created), Fact("Changed", plan.Tally.Changed), Fact("Unchanged", plan.Tally.Unchanged), Fact("Refused", plan.Tally.Refused)]),
        Totals(plan.Tally),
        .. plan.Tally.Open > 0 && plan.Tally.Created > 0 ? [Quiet("Each owner has one card to say which of the open deals to work, park or close. Nobody is nudged about a deal before that.")] : Array.Empty<Block>(),
        .. plan.Tally.Refused > 0 ? [new Buttons([Button("Refused rows", "import.rejects", run)])] : Array.Empty<Block>(),
    ]);

    public static Message Refused(ImportRun run, IReadOnlyList<ImportFault> why) => Message.Of($"{run.FileNames} was not imported.",
    [
        new Heading(Title(run, "not imported")), .. why.Take(MostShown).Select(f => new Paragraph(f.Sentence + ".")),
        Quiet("Nothing was written. Put it right and share the files again."),
    ]);

    public static Message Stopped(ImportRun run) => Message.Of($"The import of {run.FileNames} stopped.",
        new Heading(Title(run, "stopped")), new Paragraph($"{run.Why}."),
        Quiet("What was imported so far stays. Share the files again to go on with the rest."));

    public static Message Cancelled(ImportRun run) => Message.Of($"The import of {run.FileNames} is cancelled.",
        new Heading(Title(run, "cancelled")), Quiet("Nothing was written."));

    public static Message Rejects(string csv, int shown, int all) => Message.Of($"{Wording.Count(shown, "refused row")} to put right.",
        new Heading("Refused rows"),
        new Paragraph($"Copy this into a file, put the rows right, and share it with me{(shown < all ? $". These are the first {Number(shown)} of {Number(all)}; {Number(all - shown)} are left out here. Once these are right, share the whole file again to see the next; the command line writes all at once with --rejects" : "")}."),
        new Quote(csv));

    /// <summary>What a press finds that comes too late.</summary>
    public static string Standing(ImportRun run) => run.State switch
    {
        ImportState.Done => "That import is done already.",
        ImportState.Applying => "That import is being made right now; its card follows it.",
        ImportState.Cancelled => "That import is cancelled. Share the files again.",
        ImportState.Refused => "That import was refused. Put the files right and share them again.",
        ImportState.AwaitingMapping => "That import needs an answer first; see its card.",
        _ => "That import is still being read; its card follows it.",
    };

    private static string Title(ImportRun run, string state) => $"Import of {Wording.Short(run.FileNames, 80)}: {state}";

    private static Chart Progress(string what, int done, int total) =>
        new($"{what} {Number(done)}{(total > 0 ? $" of {Number(total)}" : "")}", ChartKind.Progress, [new ChartPoint("done", total > 0 ? Math.Min(100, Math.Floor(100.0 * done / total)) : 0)]);

    private static Facts Totals(ImportTally tally) => new(
    [
        Fact("Deals", tally.Deals), Fact("Open", tally.Open), Fact("Won", tally.Won), Fact("Lost", tally.Lost),
        .. tally.WonValue.Count == 0 ? Array.Empty<Fact>() : [new Fact("Won value", string.Join(" + ", tally.WonValue.Select(w => Wording.Money(w.Value, w.Key))))],
    ]);

    private static IEnumerable<Block> Recognised(ImportPlan plan) => plan.Recognised is { } sentence ? [new Paragraph(sentence)] : [];

    private static IEnumerable<Fact> Columns(ImportPlan plan)
    {
        yield return new Fact("Columns", string.Join(" · ", plan.Columns.Select(c => $"{c.Key} → {c.Value}")));
        if (plan.OwnColumns.Count > 0) yield return new Fact("Kept as your own fields", string.Join(", ", plan.OwnColumns));
    }

    private static IEnumerable<Fact> Stages(ImportPlan plan)
    {
        var names = plan.Stages.Values.SelectMany(s => s).Distinct().ToList();
        if (names.Count > 0) yield return new Fact("Stages", string.Join(" · ", names.Select(s => $"{s.Key} → {s.Value}")));
    }

    private static IEnumerable<Button> Answers(ImportRun run, ImportPlan plan)
    {
        var asks = plan.Questions.Select(q => q.Asks).ToHashSet();
        if (asks.Contains(ImportAsks.Stage)) yield return new Button("Stage names", "import.stages", run.Id.ToString(), Look.Main);
        if (asks.Contains(ImportAsks.Dates)) yield return new Button("Order of dates", "import.dates", run.Id.ToString(), Look.Main);
        yield return new Button("Columns", "import.columns", run.Id.ToString(), asks.Contains(ImportAsks.Column) ? Look.Main : Look.Plain);
    }

    private static IEnumerable<Block> More(int all) => all > MostShown ? [Quiet($"…and {Number(all - MostShown)} more.")] : [];

    private static Button Cancel(ImportRun run) => Button("Cancel", "import.cancel", run);

    private static Button Button(string label, string action, ImportRun run) => new(label, action, run.Id.ToString());

    private static Paragraph Quiet(string words) => new(words, true);

    private static Fact Fact(string label, int number) => new(label, Number(number));

    private static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
