using System.Globalization;
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
    // Two people of one name are two, and so are two processes; a team that is written in two ways is one.
    private readonly Dictionary<string, (string Name, MetricsFold Fold)> _groups = new(StringComparer.OrdinalIgnoreCase);

    public void Take(MetricDeal deal)
    {
        _all.Take(deal);
        if (by == MetricsBy.Quarter) foreach (var quarter in QuartersOf(deal)) OfQuarter(quarter).Take(deal);
        else if (by is not null) Of(KeyOf(deal.Deal)).Take(deal);
    }

    public MetricsTable Sum(IReadOnlyDictionary<Guid, StageBook> newest) => new(
        cut, _all.Sum(newest), [.. _groups.OrderBy(g => g.Value.Name, StringComparer.OrdinalIgnoreCase).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Value.Name, g.Value.Fold.Sum(newest)))]);

    private MetricsFold Of((string Key, string Name) group)
    {
        if (!_groups.TryGetValue(group.Key, out var known)) _groups[group.Key] = known = (group.Name, new MetricsFold(days));
        return known.Fold;
    }

    private MetricsFold OfQuarter(Quarter quarter)
    {
        if (!_groups.TryGetValue(quarter.Name, out var known))
        {
            var (from, last) = (cut.From is { } first && first > quarter.First ? first : quarter.First, cut.AsOf < quarter.Last ? cut.AsOf : quarter.Last);
            _groups[quarter.Name] = known = (quarter.Name, new MetricsFold(new MetricsDays(new MetricsCut(last, from), zone), stands: quarter.Has(cut.AsOf)));
        }
        return known.Fold;
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

    private (string Key, string Name) KeyOf(Deal deal) => by switch
    {
        MetricsBy.Team => Said(deal.SalesTeam),
        MetricsBy.Manager => people.GetValueOrDefault(deal.OwnerId).Manager is { } manager ? Person(manager) : Said(null),
        MetricsBy.Owner => Person(deal.OwnerId),
        MetricsBy.Segment => Said(deal.Segment),
        MetricsBy.Source => Said(deal.LeadSource),
        MetricsBy.Product => Said(deal.Custom.FirstOrDefault(c => c.Key.Equals("product", StringComparison.OrdinalIgnoreCase)).Value),
        MetricsBy.Process => ($"{deal.ProcessId}", processes.GetValueOrDefault(deal.ProcessId) ?? None),
        _ => Said(null),
    };

    private (string Key, string Name) Person(Guid id) => ($"{id}", people.GetValueOrDefault(id).Name ?? None);

    private static (string Key, string Name) Said(string? words) => (words?.Trim() ?? None, words?.Trim() ?? None);
}

/// <summary>A quarter of the calendar year.</summary>
public readonly record struct Quarter(int Year, int Number)
{
    public string Name => $"{Year}-Q{Number}";
    public LocalDate First => new(Year, Number * 3 - 2, 1);
    public LocalDate Last => First.PlusMonths(3).PlusDays(-1);

    /// <summary>"2026-Q4".</summary>
    public static Quarter Named(string name) => new(int.Parse(name.AsSpan(0, name.IndexOf('-')), CultureInfo.InvariantCulture), name[^1] - '0');

    public static Quarter Of(LocalDate day) => new(day.Year, (day.Month + 2) / 3);

    public bool Has(LocalDate day) => Of(day) == this;
}
