using System.Globalization;
using BotCoach.Admin.Charts;
using BotCoach.Deals;
using BotCoach.Metrics;
using BotCoach.People;
using Microsoft.AspNetCore.Mvc;

namespace BotCoach.Admin.Pages;

/// <summary>What open deals will bring, by the quarter of their close date, with its range; how that went from Monday to Monday, and what came of what was said before.</summary>
public sealed class ForecastModel(ForecastReading forecasts, DealAccess access) : ConsolePage
{
    public IReadOnlyList<QuarterForecast> Quarters { get; private set; } = [];
    public IReadOnlyList<QuarterTogether> Together { get; private set; } = [];
    public IReadOnlyList<QuarterCame> Came { get; private set; } = [];
    public IReadOnlyList<LineChart> Courses { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? csv)
    {
        var owners = Visitor.IsAdmin ? null : await access.OwnersAsync(Visitor.Person);
        ((Quarters, Together), Came) = (await forecasts.OfAsync(owners, Visitor.Now), await forecasts.CameAsync(owners, Visitor.CompanyToday));
        if (csv == "quarters") return new TableFile("forecast", ["quarter", "currency", "won", "open deals", "pipeline", "weighted", "low", "high", "by own history"], Quarters.Select(q => (string[])
            [q.Name, q.Sum.Currency, Number(q.Won), $"{q.Sum.Deals}", Number(q.Sum.Pipeline), Number(q.Sum.Weighted), Number(q.Sum.Low), Number(q.Sum.High), $"{q.Sum.OfOwn}"]));
        if (csv == "together") return new TableFile("forecast-together", ["quarter", "currency", "won", "open deals", "pipeline", "weighted", "low", "high", "rests on"], Together.Select(q => (string[])
            [q.Name, q.Sum.Currency, Number(q.Won), $"{q.Sum.Deals}", Number(q.Sum.Pipeline), Number(q.Sum.Weighted), Number(q.Sum.Low), Number(q.Sum.High), CurrencyMessage.Rests(q.By, q.Missing)]));
        if (csv == "came") return new TableFile("forecast-and-what-came", ["quarter", "currency", "said at its start", "said halfway", "came"], Came.Select(c => (string[])
            [c.Name, c.Currency, c.First is { } first ? Number(first) : "", c.Half is { } half ? Number(half) : "", Number(c.Came)]));
        if (csv is not null) return NotFound();
        var now = Quarter.Of(Visitor.CompanyToday).Name;
        var courses = new List<LineChart>();
        foreach (var currency in Quarters.Where(q => q.Name == now).Select(q => q.Sum.Currency)) courses.Add(CourseOf(now, currency, await forecasts.WeeksAsync(owners, now, currency)));
        Courses = courses;
        return Page();
    }

    public static string Named(string quarter) => quarter.Length == 0 ? "no close date" : quarter;

    private static LineChart CourseOf(string quarter, string currency, IReadOnlyList<WeekForecast> weeks) => new(
        $"{quarter} in {currency}, Monday by Monday", WeekCharts.Mondays(weeks.Select(w => w.Week)),
        [new LineSeries("won and weighted", [.. WeekCharts.Mondays(weeks.Select(w => w.Week)).Select(m => (double?)weeks.FirstOrDefault(w => w.Week == m)?.Expected)]), new LineSeries("won by then", [.. WeekCharts.Mondays(weeks.Select(w => w.Week)).Select(m => (double?)weeks.FirstOrDefault(w => w.Week == m)?.Won)])])
    { Nothing = "It is written down each Monday: the first one is still to come." };

    private static string Number(decimal money) => money.ToString("0.##", CultureInfo.InvariantCulture);
}
