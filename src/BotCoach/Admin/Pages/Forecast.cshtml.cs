using System.Globalization;
using BotCoach.Admin.Charts;
using BotCoach.Deals;
using BotCoach.Metrics;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Admin.Pages;

/// <summary>What open deals will bring, by the quarter of their close date, with its range; how that went from Monday to Monday, and what came of what was said before.</summary>
public sealed class ForecastModel(BotCoachDb db, ForecastReading forecasts, DealAccess access) : ConsolePage
{
    private const int WeeksBack = 26;

    public IReadOnlyList<QuarterForecast> Quarters { get; private set; } = [];
    public IReadOnlyList<QuarterCame> Came { get; private set; } = [];
    public IReadOnlyList<LineChart> Courses { get; private set; } = [];
    public LineChart? Compliance { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? csv)
    {
        var owners = Visitor.IsAdmin ? null : await access.OwnersAsync(Visitor.Person);
        (Quarters, Came) = (await forecasts.OfAsync(owners, Visitor.Now), await forecasts.CameAsync(owners, Visitor.CompanyToday));
        if (csv == "quarters") return new TableFile("forecast", ["quarter", "currency", "won", "open deals", "pipeline", "weighted", "low", "high", "by own history"], Quarters.Select(q => (string[])
            [q.Name, q.Sum.Currency, Number(q.Won), $"{q.Sum.Deals}", Number(q.Sum.Pipeline), Number(q.Sum.Weighted), Number(q.Sum.Low), Number(q.Sum.High), $"{q.Sum.OfOwn}"]));
        if (csv == "came") return new TableFile("forecast-and-what-came", ["quarter", "currency", "said at its start", "said halfway", "came"], Came.Select(c => (string[])
            [c.Name, c.Currency, c.First is { } first ? Number(first) : "", c.Half is { } half ? Number(half) : "", Number(c.Came)]));
        if (csv is not null) return NotFound();
        var now = Quarter.Of(Visitor.CompanyToday).Name;
        var courses = new List<LineChart>();
        foreach (var currency in Quarters.Where(q => q.Name == now).Select(q => q.Sum.Currency)) courses.Add(CourseOf(now, currency, await forecasts.WeeksAsync(owners, now, currency)));
        (Courses, Compliance) = (courses, await ComplianceAsync(owners));
        return Page();
    }

    public static string Named(string quarter) => quarter.Length == 0 ? "no close date" : quarter;

    private static LineChart CourseOf(string quarter, string currency, IReadOnlyList<WeekForecast> weeks) => new(
        $"{quarter} in {currency}, Monday by Monday", Mondays(weeks.Select(w => w.Week)),
        [new LineSeries("won and weighted", [.. Mondays(weeks.Select(w => w.Week)).Select(m => (double?)weeks.FirstOrDefault(w => w.Week == m)?.Expected)]), new LineSeries("won by then", [.. Mondays(weeks.Select(w => w.Week)).Select(m => (double?)weeks.FirstOrDefault(w => w.Week == m)?.Won)])])
    { Nothing = "It is written down each Monday: the first one is still to come." };

    private async Task<LineChart> ComplianceAsync(IReadOnlyCollection<Guid>? owners)
    {
        var since = Visitor.CompanyToday.PlusWeeks(-WeeksBack);
        var asked = db.WeekFigures.AsNoTracking().Where(f => f.TakenOn >= since);
        var kept = await (owners is null ? asked : asked.Where(f => owners.Contains(f.OwnerId))).ToListAsync();
        var weeks = kept.GroupBy(f => f.TakenOn).ToDictionary(g => g.Key, g => (Step: new Rate(g.Sum(f => f.Active - f.WithoutStep), g.Sum(f => f.Active)), Known: new Rate(g.Sum(f => f.Known), g.Sum(f => f.Open))));
        var mondays = Mondays(weeks.Keys);
        return new LineChart("Open deals in order, Monday by Monday", mondays,
            [new LineSeries("with a dated next step", [.. mondays.Select(w => weeks.TryGetValue(w, out var of) ? Percent(of.Step) : null)]), new LineSeries("with two people known or more", [.. mondays.Select(w => weeks.TryGetValue(w, out var of) ? Percent(of.Known) : null)])])
        { Unit = " %", Note = "Of fewer than five deals there is no rate.", Nothing = "It is written down each Monday: the first one is still to come." };
    }

    /// <summary>From the first to the last of them, also those of which nothing was written down.</summary>
    private static IReadOnlyList<LocalDate> Mondays(IEnumerable<LocalDate> known)
    {
        List<LocalDate> all = [.. known.Order()];
        return all.Count == 0 ? [] : [.. Enumerable.Range(0, Period.DaysBetween(all[0], all[^1]) / 7 + 1).Select(w => all[0].PlusWeeks(w))];
    }

    private static double? Percent(Rate rate) => rate.Value is { } share ? Math.Round(share * 100) : null;

    private static string Number(decimal money) => money.ToString("0.##", CultureInfo.InvariantCulture);
}
