using BotCoach.Deals;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Metrics;

/// <summary>
/// Deals told apart, each group with its own figures, in the order of their names: nobody is ranked. Of a quarter counts what happened in it; what stands open is
/// in the quarter of the last day alone. Pure.
/// </summary>
/// <param name="people">Whose name and manager are asked for.</param>
internal sealed class MetricsGroups(
    MetricsCut cut, MetricsDays days, DateTimeZone zone, MetricsBy? by, IReadOnlyDictionary<Guid, (string Name, Guid? Manager)> people, IReadOnlyDictionary<Guid, string> processes)
{
    /// <summary>Deals of which nobody says it.</summary>
    public const string None = "";

    private readonly MetricsFold _all = new(days);
    private readonly Dictionary<string, MetricsFold> _groups = new(StringComparer.OrdinalIgnoreCase);

    public void Take(MetricDeal deal)
    {
        _all.Take(deal);
        if (by == MetricsBy.Quarter) foreach (var quarter in QuartersOf(deal)) OfQuarter(quarter).Take(deal);
        else if (by is not null) Of(KeyOf(deal.Deal)).Take(deal);
    }

    public MetricsTable Sum(IReadOnlyDictionary<Guid, StageBook> newest) => new(
        cut, _all.Sum(newest), [.. _groups.OrderBy(g => g.Key, StringComparer.OrdinalIgnoreCase).Select(g => (g.Key, g.Value.Sum(newest)))]);

    private MetricsFold Of(string key)
    {
        if (!_groups.TryGetValue(key, out var fold)) _groups[key] = fold = new MetricsFold(days);
        return fold;
    }

    private MetricsFold OfQuarter(Quarter quarter)
    {
        if (!_groups.TryGetValue(quarter.Name, out var fold))
        {
            var (from, last) = (cut.From is { } first && first > quarter.First ? first : quarter.First, cut.AsOf < quarter.Last ? cut.AsOf : quarter.Last);
            _groups[quarter.Name] = fold = new MetricsFold(new MetricsDays(new MetricsCut(last, from), zone), stands: quarter.Has(cut.AsOf));
        }
        return fold;
    }

    private IEnumerable<Quarter> QuartersOf(MetricDeal it)
    {
        var quarters = new HashSet<Quarter>();
        if (days.Has(it.Deal.CreatedAt)) quarters.Add(Quarter.Of(days.DayOf(it.Deal.CreatedAt)));
        if (it.Deal.IsOpen) quarters.Add(Quarter.Of(cut.AsOf));
        else if (it.Deal.ClosedAt is { } ended && days.Has(ended)) quarters.Add(Quarter.Of(days.DayOf(ended)));
        foreach (var move in it.Moves) if (days.Has(move.HappenedAt)) quarters.Add(Quarter.Of(days.DayOf(move.HappenedAt)));
        return quarters;
    }

    private string KeyOf(Deal deal) => by switch
    {
        MetricsBy.Team => deal.SalesTeam?.Trim(),
        MetricsBy.Manager => people.GetValueOrDefault(deal.OwnerId).Manager is { } manager ? people.GetValueOrDefault(manager).Name : null,
        MetricsBy.Owner => people.GetValueOrDefault(deal.OwnerId).Name,
        MetricsBy.Segment => deal.Segment,
        MetricsBy.Source => deal.LeadSource,
        MetricsBy.Product => deal.Custom.FirstOrDefault(c => c.Key.Equals("product", StringComparison.OrdinalIgnoreCase)).Value,
        MetricsBy.Process => processes.GetValueOrDefault(deal.ProcessId),
        _ => None,
    } ?? None;
}

/// <summary>A quarter of the calendar year.</summary>
public readonly record struct Quarter(int Year, int Number)
{
    public string Name => $"{Year}-Q{Number}";
    public LocalDate First => new(Year, Number * 3 - 2, 1);
    public LocalDate Last => First.PlusMonths(3).PlusDays(-1);

    public static Quarter Of(LocalDate day) => new(day.Year, (day.Month + 2) / 3);

    public bool Has(LocalDate day) => Of(day) == this;
}
