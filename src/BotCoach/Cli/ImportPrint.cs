using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BotCoach.Chat;
using BotCoach.Deals;

namespace BotCoach.Cli;

/// <summary>An import's result for a terminal, and the same as JSON.</summary>
internal static class ImportPrint
{
    private const int MostRefusals = 20;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(ImportReport report)
    {
        var text = new StringBuilder();
        var tally = report.Tally;
        if (report.Plan.Recognised is { } recognised) text.AppendLine(recognised);
        text.AppendLine($"{string.Join(", ", report.Files)} → {report.Workspace}{(report.DryRun ? " (dry run: nothing was written)" : report.Resumed ? " (went on where it had stopped)" : "")}");
        text.AppendLine();
        text.AppendLine("Columns");
        foreach (var (theirs, ours) in report.Plan.Columns) text.AppendLine($"  {theirs} = {ours}");
        if (report.Plan.OwnColumns.Count > 0) text.AppendLine($"  kept as your own fields: {string.Join(", ", report.Plan.OwnColumns)}");
        text.AppendLine("Stages");
        foreach (var (theirs, ours) in report.Plan.Stages.Values.SelectMany(s => s).Distinct()) text.AppendLine($"  {theirs} = {ours}");
        foreach (var note in ImportNotes.Of(report.Plan)) text.AppendLine($"Note: {note}");
        text.AppendLine();
        text.AppendLine($"{(report.DryRun ? "Would be created" : "Created")} {Number(tally.Created)} · changed {Number(tally.Changed)} · unchanged {Number(tally.Unchanged)} · refused {Number(tally.Refused)}");
        foreach (var refusal in report.Refusals.Take(MostRefusals)) text.AppendLine($"  {refusal.Sentence}");
        if (report.Refusals.Count > MostRefusals) text.AppendLine($"  …and {Number(report.Refusals.Count - MostRefusals)} more; --rejects FILE writes them all");
        text.AppendLine();
        text.AppendLine($"Deals      {Number(tally.Deals),12}");
        text.AppendLine($"Open       {Number(tally.Open),12}");
        text.AppendLine($"Won        {Number(tally.Won),12}");
        text.AppendLine($"Lost       {Number(tally.Lost),12}");
        if (tally.Disqualified > 0) text.AppendLine($"Disqualified {Number(tally.Disqualified),10}");
        text.AppendLine($"Won value  {WonValue(tally),12}");
        text.Append($"Refused    {Number(tally.Refused),12}");
        return text.ToString();
    }

    public static string Text(ImportRefusedException refused)
    {
        var text = new StringBuilder();
        if (refused.Recognised is { } recognised) text.AppendLine(recognised);
        text.Append(refused.Stopped ? "The import stopped. What was imported so far stays." : "Nothing was imported.");
        foreach (var fault in refused.Faults) text.AppendLine().Append($"  {fault.Sentence}{Hint(fault)}");
        return text.ToString();
    }

    public static string Json(ImportReport report) => JsonSerializer.Serialize(new
    {
        report.Workspace, report.Files, report.DryRun, report.Resumed, report.Plan.Recognised,
        report.Tally.Deals, report.Tally.Open, report.Tally.Won, report.Tally.Lost, report.Tally.Disqualified,
        WonValue = report.Tally.WonValue.Values.Sum(), WonValueByCurrency = report.Tally.WonValue,
        report.Tally.Refused, report.Tally.Created, report.Tally.Changed, report.Tally.Unchanged,
        report.Plan.Columns, report.Plan.OwnColumns,
        Stages = report.Plan.Stages.Values.SelectMany(s => s).DistinctBy(s => s.Key).ToDictionary(s => s.Key, s => s.Value),
        Notes = ImportNotes.Of(report.Plan), Refusals = report.Refusals.Select(Plain),
    }, Options);

    public static string Json(ImportRefusedException refused) => JsonSerializer.Serialize(new { Error = refused.Fault.Sentence, Refusals = refused.Faults.Select(Plain) }, Options);

    private static object Plain(ImportFault fault) => new { fault.File, fault.Line, fault.Column, fault.Value, fault.Why };

    private static string Hint(ImportFault fault) => fault.Asks switch
    {
        ImportAsks.Dates => ". Say --dates dmy or --dates mdy",
        ImportAsks.Stage => $". Say --stage \"{fault.Value}=…\"",
        ImportAsks.Column => ". Say --column \"Their name=…\"; see import --help for the fields",
        _ => "",
    };

    private static string WonValue(ImportTally tally) =>
        tally.WonValue.Count == 0 ? "0" : string.Join(" + ", tally.WonValue.Select(w => tally.WonValue.Count == 1 ? Amount(w.Value) : Wording.Money(w.Value, w.Key)));

    private static string Amount(decimal value) => value.ToString(value == decimal.Truncate(value) ? "#,0" : "#,0.00", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
