using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using BotCoach.Metrics;

namespace BotCoach.Cli;

/// <summary>The figures for a terminal, and as JSON: the names there stay.</summary>
internal static class MetricsPrint
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    /// <param name="teams">How long new people take in each team; null: it is not told apart by teams.</param>
    public static string Json(MetricsTable table, MetricsBy? by, RateBook rates, Ramp ramp, IReadOnlyDictionary<string, Ramp>? teams, IReadOnlyList<HandoffFigures> handoffs) => JsonSerializer.Serialize(
        new
        {
            as_of = $"{table.Cut.AsOf:uuuu-MM-dd}", from = table.Cut.From is { } from ? $"{from:uuuu-MM-dd}" : null, by = by?.ToString().ToLowerInvariant(),
            all = With(Figures(table.All, m => rates.Sum(m, table.Cut.AsOf)), ramp),
            groups = table.Groups.Select(g => Named(g.Name, With(Figures(g.Metrics, m => rates.Sum(m, table.Cut.AsOf)), teams is null ? null : teams.GetValueOrDefault(g.Name, Ramp.None)))),
            handoffs = handoffs.Select(h => new { h.Route, h.Accepted, all_there = Share(h.AllThere), returned = Share(h.Returned), in_time = Share(h.InTime) }),
        }, Options);

    public static string Text(MetricsTable table, MetricsBy? by, RateBook rates, Ramp ramp, IReadOnlyList<HandoffFigures> handoffs)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"As of {table.Cut.AsOf:uuuu-MM-dd}{(table.Cut.From is { } from ? $", from {from:uuuu-MM-dd}" : "")}").AppendLine().AppendLine();
        List<(string Name, PipelineMetrics Metrics)> rows = [.. table.Groups, ("All", table.All)];
        var first = Math.Max(by?.ToString().Length ?? 0, rows.Max(r => Shown(r.Name).Length));
        text.Append((by?.ToString() ?? "").PadRight(first)).AppendLine("    open     won    lost  no fit  win rate  days to win  to loss  to close  won");
        foreach (var (name, m) in rows)
            text.Append(Shown(name).PadRight(first)).Append(CultureInfo.InvariantCulture, $"{m.Open,8:#,0}{m.Won,8:#,0}{m.Lost,8:#,0}{m.Disqualified,8:#,0}{Percent(m.WinRate),10}{Days(m.DaysToWin.Median()),13}{Days(m.DaysToLoss.Median()),9}{Days(m.DaysToClose.Median()),10}  {string.Join(", ", m.WonAmounts.Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.Sum:#,0.##} {a.Currency}")))}").AppendLine();
        foreach (var (what, amounts) in new[] { ("Won", table.All.WonAmounts), ("Open", table.All.OpenAmounts) })
            if (CurrencyMessage.Of(rates.Sum(amounts, table.Cut.AsOf)) is { } together) text.AppendLine().Append(CultureInfo.InvariantCulture, $"{what}, {together}").AppendLine();
        if (table.All.LeadsInTime.All > 0) text.AppendLine().Append(CultureInfo.InvariantCulture, $"Until a lead is answered, median {FigureWords.Minutes(table.All.LeadMinutes)}; in time {FigureWords.Of(table.All.LeadsInTime)}").AppendLine();
        if (ramp.People > 0) text.AppendLine().Append(CultureInfo.InvariantCulture, $"Days to a first win {Days(Ramp.Median(ramp.FirstWin))} (n = {ramp.FirstWin.Count}, {ramp.NotYet} not yet), to a third {Days(Ramp.Median(ramp.ThirdWin))} (n = {ramp.ThirdWin.Count}, {ramp.NotYetThird} not yet)").AppendLine();
        foreach (var h in handoffs) text.AppendLine().Append(CultureInfo.InvariantCulture, $"Handoffs, {h.Route}: {h.Accepted:#,0} accepted; all there {FigureWords.Of(h.AllThere)}; returned before {FigureWords.Of(h.Returned)}; in time {FigureWords.Of(h.InTime)}").AppendLine();
        return by is null ? text.AppendLine().Append(Stages(table.All)).ToString().TrimEnd() : text.ToString().TrimEnd();
    }

    private static string Stages(PipelineMetrics metrics)
    {
        if (metrics.Stages.Count == 0) return "";
        var first = metrics.Stages.Max(s => s.Name.Length);
        var text = new StringBuilder("Stage".PadRight(first)).AppendLine("    open      in      on    back     out  led on  median days  won from here");
        foreach (var s in metrics.Stages)
            text.Append(s.Name.PadRight(first)).Append(CultureInfo.InvariantCulture, $"{s.Open,8:#,0}{s.In,8:#,0}{s.On,8:#,0}{s.Back,8:#,0}{s.Out,8:#,0}{Percent(s.Conversion),8}{Days(s.MedianDays),13}{Percent(s.WonFromHere),15}").AppendLine();
        return text.ToString();
    }

    private static Dictionary<string, object?> Figures(PipelineMetrics m, Func<IReadOnlyList<Money>, Converted?> together) => new()
    {
        ["created"] = m.Created, ["open"] = m.Open, ["won"] = m.Won, ["lost"] = m.Lost, ["disqualified"] = m.Disqualified, ["qualified"] = m.Qualified,
        ["win_rate"] = Share(m.WinRate),
        ["days_to_win"] = Middle(m.DaysToWin), ["days_to_loss"] = Middle(m.DaysToLoss), ["days_to_close"] = Middle(m.DaysToClose),
        ["won_amounts"] = Sums(m.WonAmounts), ["open_amounts"] = Sums(m.OpenAmounts), ["won_converted"] = Together(together(m.WonAmounts)), ["open_converted"] = Together(together(m.OpenAmounts)),
        ["without_next_step"] = Share(m.WithoutNextStep), ["next_step_confirmed"] = Share(m.Confirmed), ["close_date_slipped"] = Share(m.Slipped),
        ["multi_threaded"] = Share(m.MultiThreaded), ["discovery_documented"] = Share(m.Discovery), ["lead_response_minutes"] = Middle(m.LeadMinutes), ["leads_in_time"] = Share(m.LeadsInTime), ["moved_back"] = Share(m.Backward), ["champion_strength"] = Middle(m.Champion),
        ["win_rate_by_source"] = m.BySource.OrderBy(s => s.Key, StringComparer.OrdinalIgnoreCase).Select(s => new { source = s.Key, numerator = s.Value.Of, denominator = s.Value.All }),
        ["stages"] = m.Stages.Select(s => new
        {
            id = s.StageId, s.Name, process = s.ProcessId, s.Open, open_amounts = Sums(s.OpenAmounts), s.In, s.On, s.Back, s.Out, conversion = Share(s.Conversion),
            days = new { median = s.MedianDays, n = s.StayHours.Count }, won_from_here = Share(s.WonFromHere),
            losses = s.Losses.OrderBy(l => l.Key, StringComparer.OrdinalIgnoreCase).Select(l => new { reason = l.Key, n = l.Value }),
        }),
    };

    private static Dictionary<string, object?> With(Dictionary<string, object?> figures, Ramp? ramp) => ramp is null ? figures : new([.. figures, new("ramp", new
    {
        ramp.People, days_to_first_win = new { median = Ramp.Median(ramp.FirstWin), n = ramp.FirstWin.Count }, ramp.NotYet, days_to_third_win = new { median = Ramp.Median(ramp.ThirdWin), n = ramp.ThirdWin.Count }, ramp.NotYetThird,
    })]);

    private static Dictionary<string, object?> Named(string name, Dictionary<string, object?> figures) => new([new("name", name), .. figures]);

    private static object Share(Rate rate) => new { numerator = rate.Of, denominator = rate.All };

    private static object Middle(Tally tally) => new { median = tally.Median(), n = tally.Count };

    private static IEnumerable<object> Sums(IReadOnlyList<Money> sums) => sums.Select(s => new { s.Currency, n = s.Deals, s.Sum, s.Median });

    private static object? Together(Converted? sum) => sum is null ? null
        : new { sum.Currency, sum.Sum, rates = sum.By.Select(r => new { r.Currency, r.Rate, since = $"{r.Since:uuuu-MM-dd}" }), sum.Missing };

    private static string Shown(string name) => name.Length == 0 ? "(not said)" : name;

    private static string Percent(Rate rate) => rate.Value is { } share ? share.ToString("0.00 %", CultureInfo.InvariantCulture).Replace(" %", "%") : $"{rate.Of}/{rate.All}";

    private static string Days(double? days) => days is { } d ? d.ToString("#,0.#", CultureInfo.InvariantCulture) : "-";
}
