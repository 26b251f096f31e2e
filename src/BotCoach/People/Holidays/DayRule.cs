using NodaTime;
using static NodaTime.IsoDayOfWeek;

namespace BotCoach.People.Holidays;

/// <summary>On which days a holiday falls. A rule may give a day of the year before or after: who asks for a year looks at its neighbours too.</summary>
internal sealed record DayRule(Func<int, IEnumerable<LocalDate>> In)
{
    /// <summary>The last year of which the rule knows everything.</summary>
    public int Until { get; init; } = int.MaxValue;

    public static DayRule On(int month, int day) => new(year => [new LocalDate(year, month, day)]);

    /// <summary>The first, second … such weekday of a month.</summary>
    public static DayRule Nth(int nth, IsoDayOfWeek weekday, int month) =>
        new(year => [new LocalDate(year, month, 1).With(DateAdjusters.NextOrSame(weekday)).PlusWeeks(nth - 1)]);

    /// <summary>The last such weekday before a day.</summary>
    public static DayRule Before(IsoDayOfWeek weekday, int month, int day) => new(year => [new LocalDate(year, month, day).With(DateAdjusters.Previous(weekday))]);

    /// <summary>So many days after Easter Sunday.</summary>
    public static DayRule Easter(int days = 0) => new(year => [EasterOf(year).PlusDays(days)]);

    /// <summary>Single days that somebody announced; nothing is known after the last year.</summary>
    public static DayRule Table(params string[] days)
    {
        var known = days.Select(d => NodaTime.Text.LocalDatePattern.Iso.Parse(d).Value).ToLookup(d => d.Year);
        return new DayRule(year => known[year]) { Until = known.Max(d => d.Key) };
    }

    public DayRule Plus(int days) => this with { In = year => In(year).Select(d => d.PlusDays(days)) };

    /// <summary>This and the days that follow, so many in all.</summary>
    public DayRule For(int days) => this with { In = year => In(year).SelectMany(first => Enumerable.Range(0, days).Select(first.PlusDays)) };

    /// <summary>Kept so many days later, instead, when it falls on the weekend.</summary>
    public DayRule Moved(int sat = 0, int sun = 0) => this with { In = year => In(year).Select(d => d.PlusDays(Shift(d, sat, sun))) };

    /// <summary>The day, and one so many days later as well when it falls on the weekend.</summary>
    public DayRule Also(int sat = 0, int sun = 0) => this with
    {
        In = year => In(year).SelectMany(d => Shift(d, sat, sun) is var by and not 0 ? (LocalDate[])[d, d.PlusDays(by)] : [d]),
    };

    public DayRule When(Func<int, bool> year) => this with { In = y => year(y) ? In(y) : [] };

    /// <summary>What was announced otherwise than the rule has it.</summary>
    public DayRule But(params (string Ruled, string Announced)[] changes)
    {
        var known = changes.ToDictionary(c => NodaTime.Text.LocalDatePattern.Iso.Parse(c.Ruled).Value, c => NodaTime.Text.LocalDatePattern.Iso.Parse(c.Announced).Value);
        return this with { In = year => In(year).Select(d => known.GetValueOrDefault(d, d)) };
    }

    private static int Shift(LocalDate day, int sat, int sun) => day.DayOfWeek switch { Saturday => sat, Sunday => sun, _ => 0 };

    // The Western Easter, by the anonymous Gregorian rule.
    private static LocalDate EasterOf(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        var l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        var n = h + l - 7 * ((a + 11 * h + 22 * l) / 451) + 114;
        return new LocalDate(year, n / 31, n % 31 + 1);
    }
}
