using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Metrics;

/// <summary>What is forecast of a quarter in one currency, with what is won in it already.</summary>
/// <param name="Name">"2026-Q4"; empty: deals without a close date.</param>
public sealed record QuarterForecast(string Name, decimal Won, ForecastSum Sum);

/// <summary>The same of all its currencies in the company's own, by the rates of today: a sum of its own, since the ranges of several cannot be added up.</summary>
/// <param name="By">The rates that it rests on.</param>
/// <param name="Missing">Currencies without a rate, which are no part of it.</param>
public sealed record QuarterTogether(string Name, decimal Won, ForecastSum Sum, IReadOnlyList<HeldRate> By, IReadOnlyList<string> Missing);

/// <summary>By quarter and currency; and together, for quarters in which something is converted.</summary>
public sealed record ForecastView(IReadOnlyList<QuarterForecast> Quarters, IReadOnlyList<QuarterTogether> Together);

/// <summary>What was said of a quarter, and what came of it.</summary>
/// <param name="First">Won by then and forecast, on the quarter's first Monday of which anything was written down; null: nothing was.</param>
/// <param name="Half">The same on the Monday nearest to the quarter's middle.</param>
/// <param name="Came">What was won in it.</param>
public sealed record QuarterCame(string Name, string Currency, decimal? First, decimal? Half, decimal Came);

/// <summary>A Monday's forecast for one quarter and currency: won by then, and won and weighted.</summary>
public sealed record WeekForecast(LocalDate Week, decimal Won, decimal Expected);

/// <summary>Reads the forecast of open deals by the quarter of their close date, keeps it once a week, and holds what was kept against what came.</summary>
public sealed class ForecastReading(BotCoachDb db, StageShelf shelf, StageRates rates, CurrencyRates currencies)
{
    /// <summary>So far back it is told what was said and what came.</summary>
    public const int QuartersBack = 12;

    private readonly Dictionary<(Guid, int), StageBook> _books = [];

    /// <param name="owners">Whose deals; null: everybody's.</param>
    public async Task<ForecastView> OfAsync(IReadOnlyCollection<Guid>? owners, DateTimeOffset now)
    {
        var (deals, today, book) = (new List<(string Quarter, ForecastDeal Deal)>(), now.DayIn(await db.CompanyZoneAsync()), await currencies.BookAsync());
        await foreach (var (_, quarter, deal) in OpenAsync(owners, now)) deals.Add((quarter, deal));
        // what is won in this quarter stays to be seen when nothing is open any more
        var current = Quarter.Of(today);
        var won = await WonAsync(owners, [.. deals.Select(d => d.Quarter).Where(q => q.Length > 0).Distinct().Select(Quarter.Named).Append(current).Distinct().Where(q => q.First <= today)]);
        var sums = deals.GroupBy(d => d.Quarter).SelectMany(q => ForecastRules.Sums(q.Select(d => d.Deal)).Select(s => (Quarter: q.Key, Sum: s))).ToList();
        foreach (var currency in won.Where(w => w.Quarter == current.Name).Select(w => w.Currency).Distinct())
            if (!sums.Exists(s => s.Quarter == current.Name && s.Sum.Currency == currency)) sums.Add((current.Name, ForecastRules.Nothing(currency)));
        List<QuarterForecast> quarters = [.. sums.Select(s => new QuarterForecast(s.Quarter, won.Where(w => w.Quarter == s.Quarter && w.Currency == s.Sum.Currency).Sum(w => w.Amount), s.Sum))
            .OrderBy(q => q.Name.Length == 0).ThenBy(q => q.Name, StringComparer.Ordinal).ThenBy(q => q.Sum.Currency, StringComparer.Ordinal)];
        return new ForecastView(quarters, [.. quarters.Select(q => q.Name).Distinct().Select(name => TogetherOf(name, [.. deals.Where(d => d.Quarter == name).Select(d => d.Deal)], [.. won.Where(w => w.Quarter == name).Select(w => (w.Currency, w.Amount))], book, today)).OfType<QuarterTogether>()]);
    }

    /// <summary>How the forecast of one quarter went from Monday to Monday.</summary>
    public async Task<IReadOnlyList<WeekForecast>> WeeksAsync(IReadOnlyCollection<Guid>? owners, string quarter, string currency) =>
        [.. (await KeptAsync(owners, s => s.Quarter == quarter && s.Currency == currency)).GroupBy(s => s.TakenOn).OrderBy(g => g.Key).Select(g => new WeekForecast(g.Key, g.Sum(s => s.Won), g.Sum(s => s.Won + s.Weighted)))];

    /// <summary>The last quarters that are over, the newest first, of which a forecast was kept.</summary>
    public async Task<IReadOnlyList<QuarterCame>> CameAsync(IReadOnlyCollection<Guid>? owners, LocalDate today)
    {
        var (now, first) = (Quarter.Of(today).Name, Quarter.Of(today.PlusMonths(-3 * QuartersBack)).Name);
        var kept = await KeptAsync(owners, s => s.Quarter != "" && s.Quarter.CompareTo(now) < 0 && s.Quarter.CompareTo(first) >= 0);
        var won = await WonAsync(owners, [.. kept.Select(s => s.Quarter).Distinct().Select(Quarter.Named)]);
        return [.. kept.GroupBy(s => (s.Quarter, s.Currency)).OrderByDescending(g => g.Key.Quarter, StringComparer.Ordinal).ThenBy(g => g.Key.Currency, StringComparer.Ordinal).Select(g =>
        {
            var weeks = g.GroupBy(s => s.TakenOn).Where(w => Quarter.Of(w.Key).Name == g.Key.Quarter).OrderBy(w => w.Key).Select(w => (Week: w.Key, Said: w.Sum(s => s.Won + s.Weighted))).ToList();
            var half = Quarter.Of(weeks.Count == 0 ? today : weeks[0].Week).First.PlusDays(45);
            return new QuarterCame(g.Key.Quarter, g.Key.Currency, weeks.Count == 0 ? null : weeks[0].Said, weeks.Count == 0 ? null : weeks.MinBy(w => Math.Abs(Period.DaysBetween(half, w.Week))).Said,
                won.Where(w => w.Quarter == g.Key.Quarter && w.Currency == g.Key.Currency).Sum(w => w.Amount));
        })];
    }

    internal async Task<IReadOnlyList<ForecastSnapshot>> SnapshotsAsync(LocalDate monday, DateTimeOffset now)
    {
        var sums = new Dictionary<(Guid Owner, string Quarter, string Currency), (int Deals, decimal Pipeline, decimal Weighted)>();
        await foreach (var (owner, quarter, deal) in OpenAsync(null, now))
        {
            var (deals, pipeline, weighted) = sums.GetValueOrDefault((owner, quarter, deal.Currency));
            sums[(owner, quarter, deal.Currency)] = (deals + 1, pipeline + deal.Amount, weighted + deal.Amount * (decimal)deal.Odds.Share);
        }
        var won = (await WonAsync(null, [Quarter.Of(monday)])).GroupBy(w => (w.Owner, w.Quarter, w.Currency)).ToDictionary(g => g.Key, g => g.Sum(w => w.Amount));
        return [.. sums.Keys.Union(won.Keys).Select(key => new ForecastSnapshot
        {
            WorkspaceId = db.WorkspaceId, TakenOn = monday, OwnerId = key.Owner, Quarter = key.Quarter, Currency = key.Currency, Deals = sums.GetValueOrDefault(key).Deals,
            Pipeline = sums.GetValueOrDefault(key).Pipeline, Weighted = Math.Round(sums.GetValueOrDefault(key).Weighted, 2), Won = won.GetValueOrDefault(key),
        })];
    }

    private async IAsyncEnumerable<(Guid Owner, string Quarter, ForecastDeal Deal)> OpenAsync(IReadOnlyCollection<Guid>? owners, DateTimeOffset now)
    {
        var odds = await rates.OfAsync(now);
        var open = db.Deals.AsNoTracking().Where(d => d.Status == DealStatus.Open && d.Amount != null);
        if (owners is not null) open = open.Where(d => owners.Contains(d.OwnerId));
        var rows = await open.Select(d => new { d.OwnerId, d.ProcessId, d.ProcessVersion, d.StageId, d.Currency, Amount = d.Amount!.Value, d.CloseOn }).ToListAsync();
        foreach (var pin in rows.Select(r => (r.ProcessId, r.ProcessVersion)).Distinct()) _books.TryAdd(pin, await shelf.OpenAsync(pin.ProcessId, pin.ProcessVersion));
        foreach (var d in rows)
        {
            var percent = _books[(d.ProcessId, d.ProcessVersion)].Find(d.StageId)?.Forecast.Probability ?? 0;
            yield return (d.OwnerId, d.CloseOn is { } on ? Quarter.Of(on).Name : "", new ForecastDeal(d.ProcessId, d.StageId, d.Currency, d.Amount, ForecastRules.OddsOf(odds.GetValueOrDefault((d.ProcessId, d.StageId)), percent)));
        }
    }

    /// <summary>Null where nothing is converted.</summary>
    private static QuarterTogether? TogetherOf(string name, List<ForecastDeal> deals, List<(string Currency, decimal Amount)> won, RateBook book, LocalDate today)
    {
        if (book.Sum([.. deals.Select(d => (d.Currency, d.Amount)), .. won], today) is not { } all) return null;
        var sum = ForecastRules.Sums(deals.Select(d => book.Into(d.Amount, d.Currency, today) is { } amount ? d with { Currency = book.Own, Amount = amount } : (ForecastDeal?)null).OfType<ForecastDeal>());
        return new QuarterTogether(name, Math.Round(won.Sum(w => book.Into(w.Amount, w.Currency, today) ?? 0), 2), sum.Count == 0 ? ForecastRules.Nothing(book.Own) : sum[0], all.By, all.Missing);
    }

    /// <summary>What was won in these quarters and no others: a company's whole past is not read to show the present.</summary>
    private async Task<IReadOnlyList<(Guid Owner, string Quarter, string Currency, decimal Amount)>> WonAsync(IReadOnlyCollection<Guid>? owners, IReadOnlyCollection<Quarter> quarters)
    {
        var (zone, all) = (await db.CompanyZoneAsync(), new List<(Guid, string, string, decimal)>());
        // a date that somebody mistyped is no quarter in which anything was won
        foreach (var quarter in quarters.Where(q => q.Year >= 1900))
        {
            var (from, until) = (quarter.First.AtStartOfDayInZone(zone).ToDateTimeOffset().ToUniversalTime(), quarter.Last.PlusDays(1).AtStartOfDayInZone(zone).ToDateTimeOffset().ToUniversalTime());
            var won = db.Deals.AsNoTracking().Where(d => d.Status == DealStatus.Won && d.Amount != null && d.ClosedAt >= from && d.ClosedAt < until);
            if (owners is not null) won = won.Where(d => owners.Contains(d.OwnerId));
            all.AddRange((await won.Select(d => new { d.OwnerId, d.Currency, Amount = d.Amount!.Value }).ToListAsync()).Select(d => (d.OwnerId, quarter.Name, d.Currency, d.Amount)));
        }
        return all;
    }

    private async Task<IReadOnlyList<ForecastSnapshot>> KeptAsync(IReadOnlyCollection<Guid>? owners, System.Linq.Expressions.Expression<Func<ForecastSnapshot, bool>> which)
    {
        var kept = db.ForecastSnapshots.AsNoTracking().Where(which);
        return await (owners is null ? kept : kept.Where(s => owners.Contains(s.OwnerId))).ToListAsync();
    }
}
