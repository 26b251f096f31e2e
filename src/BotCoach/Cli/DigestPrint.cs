using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Digests;
using BotCoach.Metrics;
using BotCoach.People;
using BotCoach.Reviews;
using NodaTime;

namespace BotCoach.Cli;

/// <summary>A digest for a terminal, and as JSON: the names there stay.</summary>
internal static class DigestPrint
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Json(PastDigest past, Person manager, LocalDate asOf, DateTimeZone zone)
    {
        var (sheet, diff) = (past.Sheet, past.Sheet.Diff);
        object Deal(Guid id) => new { id, name = sheet.Names.GetValueOrDefault(id)?.Name, account = sheet.Called(id), owner = sheet.Names.TryGetValue(id, out var name) ? sheet.Person(name.Owner) : null };
        string Stage(Guid deal, string stage) => sheet.Names.GetValueOrDefault(deal)?.StageName(stage) ?? stage;
        object Moves(DigestWay way) => diff.Moves.Where(m => m.Way == way).Select(m => new
        {
            deal = Deal(m.Deal), from = Stage(m.Deal, m.From), to = Stage(m.Deal, m.To),
            evidence = m.Evidence is { } e ? new { asked = e.All, evidenced = e.Evidenced, on_their_word = e.Claimed, waived = e.Waived, let_pass = e.Overridden, open = e.Open } : null,
        });
        object Came(DigestCameHow how) => diff.Came.Where(c => c.How == how).Select(c => new { deal = Deal(c.Deal.Id), amount = c.Deal.Amount, currency = c.Deal.Currency });
        object Ended(DealStatus status) => diff.Ended.Where(e => e.Status == status).Select(e => new { deal = Deal(e.Deal), reason = sheet.Names.GetValueOrDefault(e.Deal)?.Why });
        return JsonSerializer.Serialize(new
        {
            manager = manager.Name, as_of = Day(asOf), since = diff.Since is { } since ? Day(since.DayIn(zone)) : null, @base = past.IsRebuilt ? "rebuilt" : "sent", nothing_changed = diff.IsNothing,
            numbers = Numbers(diff.Numbers), numbers_before = diff.Before is { } before ? Numbers(before) : null,
            moved_forward = Moves(DigestWay.Forward), moved_back = Moves(DigestWay.Back), @new = Came(DigestCameHow.New), reopened = Came(DigestCameHow.Reopened), handed_in = Came(DigestCameHow.HandedIn),
            handed_out = diff.Left.Select(l => new { deal = Deal(l.Deal), to = l.To is null ? null : sheet.Person(l.To) }),
            won = Ended(DealStatus.Won), lost = Ended(DealStatus.Lost), disqualified = Ended(DealStatus.Disqualified),
            slipped = diff.Closes.Where(c => c.IsLater).Select(c => new { deal = Deal(c.Deal), from = Day(c.From), to = Day(c.To), times = c.Slips }),
            without_next_step = sheet.Now.Deals.Where(d => d.LacksStep).Select(d => Deal(d.Id)),
            promises = sheet.Promises.Select(p => new { deal = Deal(p.Deal), owner = sheet.Person(p.Owner), words = p.Words, due = Day(p.Due), state = p.State.ToString().ToLowerInvariant() }),
            talk = diff.Talks.Select(t => new { deal = Deal(t.Deal), why = Why(t.Why), question = t.Question }),
        }, Options);
    }

    public static string Text(PastDigest past, Person manager, LocalDate asOf, DateTimeZone zone)
    {
        var (sheet, text) = (past.Sheet, new StringBuilder());
        text.AppendLine(CultureInfo.InvariantCulture, $"{manager.Name}, as of {Day(asOf)}{(sheet.Diff.Since is { } since ? $", since {Day(since.DayIn(zone))}{(past.IsRebuilt ? " (rebuilt from history)" : " (the last digest)")}" : "")}").AppendLine();
        foreach (var figure in DigestFigures.Of(sheet.Now.Numbers, sheet.Diff.Before)) text.AppendLine(CultureInfo.InvariantCulture, $"{figure.Name}: {figure.Value}{(figure.Change is null ? "" : $" ({figure.Change})")}");
        foreach (var list in DigestLists.Of(sheet, asOf).Where(l => l.Lines.Count > 0))
        {
            text.AppendLine().AppendLine(list.Title);
            foreach (var line in list.Lines) text.Append("  ").AppendLine(line);
        }
        if (sheet.Diff.IsNothing) text.AppendLine().AppendLine("Nothing has changed: no digest would be sent.");
        if (sheet.Diff.Talks.Count > 0) text.AppendLine().AppendLine("To talk about");
        foreach (var talk in sheet.Diff.Talks) text.AppendLine(CultureInfo.InvariantCulture, $"  {sheet.Called(talk.Deal)}: {DigestMessage.Why(talk, sheet)}. {talk.Question}");
        return text.ToString().TrimEnd();
    }

    private static object Numbers(DigestNumbers n) => new
    {
        open = n.Open, pipeline = n.Pipeline.Select(m => new { currency = m.Currency, n = m.Deals, sum = m.Sum }),
        forecast = n.Forecast.Select(f => new { currency = f.Currency, n = f.Deals, weighted = f.Weighted, low = f.Low, high = f.High, of_own_history = f.OfOwn }),
        evidence_coverage = Share(n.Coverage), with_next_step = Share(n.Stepped), multi_threaded = Share(n.MultiThreaded), conversion = Share(n.Conversion), median_days_in_stage = n.MedianDays,
    };

    private static object Share(Rate rate) => new { numerator = rate.Of, denominator = rate.All };

    private static string? Day(LocalDate? day) => day is { } d ? $"{d:uuuu-MM-dd}" : null;

    private static string Why(TalkReason why) => why switch
    {
        TalkReason.PromiseMissed => "promise_missed",
        TalkReason.ThinEvidence => "thin_evidence",
        TalkReason.OverTime => "over_time",
        TalkReason.SlippedTwice => "slipped_twice",
        TalkReason.WeakChampion => "weak_champion",
        _ => "largest_change",
    };
}
