using BotCoach.Storage;
using NodaTime;

namespace BotCoach.People;

/// <summary>
/// Days on which the company does not work, as an admin's calendar file says. They belong to a set, which never changes: another file is another set, and
/// the workspace names the one that holds.
/// </summary>
public sealed class CompanyDay : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid SetId { get; init; }
    public required int Ordinal { get; init; }
    public required string Name { get; init; }
    public required LocalDate FirstOn { get; init; }
    public required LocalDate LastOn { get; init; }

    /// <summary>Once every so many years on the same day; 0: once.</summary>
    public int EveryYears { get; init; }

    /// <summary>The last day on which a yearly one may begin, or null.</summary>
    public LocalDate? UntilOn { get; init; }

    /// <summary>The spans that begin in this year, or the year before.</summary>
    public IEnumerable<DaySpan> In(int year)
    {
        var length = Period.DaysBetween(FirstOn, LastOn);
        foreach (var at in (int[])[year - 1, year])
            if (BeginsIn(at) is { } first) yield return new DaySpan(first, first.PlusDays(length));
    }

    /// <summary>29 February is kept in leap years alone, as calendars do.</summary>
    private LocalDate? BeginsIn(int year)
    {
        var isOne = year == FirstOn.Year || (EveryYears > 0 && year > FirstOn.Year && (year - FirstOn.Year) % EveryYears == 0);
        if (!isOne || (FirstOn is { Month: 2, Day: 29 } && !CalendarSystem.Iso.IsLeapYear(year))) return null;
        var first = new LocalDate(year, FirstOn.Month, FirstOn.Day);
        return UntilOn is { } until && first > until ? null : first;
    }
}
