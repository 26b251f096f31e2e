using System.Collections.Concurrent;
using NodaTime;

namespace BotCoach.People;

/// <summary>A set of the company's own holidays, to ask: which days are off, and what they are called.</summary>
public sealed class CompanyDays(IReadOnlyList<CompanyDay> days)
{
    public static readonly CompanyDays None = new([]);

    private readonly ConcurrentDictionary<int, IReadOnlySet<LocalDate>> _years = [];

    public int Count => days.Count;

    public bool IsOff(LocalDate day) => days.Count > 0 && _years.GetOrAdd(day.Year, Off).Contains(day);

    /// <summary>The next one from this day on, this year or the next.</summary>
    public (LocalDate Day, string Name)? Next(LocalDate from)
    {
        var coming = days.SelectMany(d => d.In(from.Year).Concat(d.In(from.Year + 1)).Where(s => s.Last >= from).Select(s => (Day: LocalDate.Max(s.First, from), d.Name)))
            .OrderBy(d => d.Day).ToList();
        return coming.Count == 0 ? null : coming[0];
    }

    private IReadOnlySet<LocalDate> Off(int year) =>
        days.SelectMany(d => d.In(year)).SelectMany(s => Enumerable.Range(0, Period.DaysBetween(s.First, s.Last) + 1).Select(s.First.PlusDays)).ToHashSet();
}

/// <summary>Sets that were read before: a set never changes, so it is read once per process of the host.</summary>
public sealed class CompanyDaysCache
{
    private const int Most = 2_000;
    private readonly ConcurrentDictionary<Guid, CompanyDays> _sets = [];

    public CompanyDays? Find(Guid set) => _sets.GetValueOrDefault(set);

    public void Keep(Guid set, CompanyDays days)
    {
        if (_sets.Count >= Most) _sets.Clear();
        _sets[set] = days;
    }
}
