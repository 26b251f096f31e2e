using BotCoach.People.Holidays;
using NodaTime;

namespace BotCoach.People;

/// <summary>
/// The hours of a working day and which days are working days (bits, Monday = 1 … Sunday = 64). An end that is not after the start
/// lies on the next day; an end equal to the start is a shift around the clock.
/// </summary>
public sealed record WorkingHours(LocalTime Start, LocalTime End, int Days)
{
    public bool IsOvernight => End <= Start;

    public bool Includes(IsoDayOfWeek day) => (Days & (1 << ((int)day - 1))) != 0;
}

/// <summary>
/// A person's own calendar: zone, hours, working days, days off. Instants that a clock change skips are moved on by as much as was skipped,
/// instants that it repeats are the first of the two: nothing starts early.
/// </summary>
/// <remarks>
/// A platform's do-not-disturb is the platform's: Slack and Teams hold their own notification back. To read it, Slack wants one more scope and a call for each
/// person at each brief, and Teams a permission over everybody's presence.
/// </remarks>
public sealed record WorkCalendar(DateTimeZone Zone, WorkingHours Hours)
{
    private const int FarthestDays = 800;

    /// <summary>Single days on which nobody works.</summary>
    public IReadOnlySet<LocalDate> DaysOff { get; init; } = new HashSet<LocalDate>();

    /// <summary>Public holidays of the person's country.</summary>
    public PlaceDays? Holidays { get; init; }

    /// <summary>The company's own holidays.</summary>
    public CompanyDays Company { get; init; } = CompanyDays.None;

    /// <summary>
    /// Days that the person alone is off. Like <see cref="QuietUntil"/>, they move what is said, and not what deals are judged by: they are still working days.
    /// </summary>
    public IReadOnlyList<DaySpan> Away { get; init; } = [];

    /// <summary>Nothing but what was asked for is said before this instant.</summary>
    public DateTimeOffset? QuietUntil { get; init; }

    /// <summary>As deals are judged by it: with the days that the person alone is off, and without quiet.</summary>
    public WorkCalendar AsJudged => Away.Count == 0 && QuietUntil is null ? this : this with { Away = [], QuietUntil = null };

    public static WorkCalendar Of(Person person, Workspace workspace, CompanyDays? company = null) =>
        new(ZoneOf(person.Zone) ?? ZoneOf(workspace.Zone) ?? DateTimeZone.Utc, new WorkingHours(person.WorkStart, person.WorkEnd, person.WorkDays))
        {
            Holidays = HolidayBook.Find(person.Country ?? workspace.Country), Company = company ?? CompanyDays.None,
            Away = DaySpan.Read(person.DaysOff), QuietUntil = person.QuietUntil,
        };

    public LocalDate Today(DateTimeOffset now) => Instant.FromDateTimeOffset(now).InZone(Zone).Date;

    /// <summary>The first instant of a day here, which a clock change can make later than midnight.</summary>
    public DateTimeOffset Midnight(LocalDate day) => Zone.AtStartOfDay(day).ToDateTimeOffset().ToUniversalTime();

    public bool IsWorkingDay(LocalDate day) =>
        Hours.Includes(day.DayOfWeek) && !DaysOff.Contains(day) && Holidays?.IsOff(day) != true && !Company.IsOff(day);

    /// <summary>A working day on which the person is not away.</summary>
    public bool IsThere(LocalDate day) => IsWorkingDay(day) && !IsAway(day);

    public bool IsAway(LocalDate day)
    {
        foreach (var span in Away) if (span.Contains(day)) return true;
        return false;
    }

    public bool IsQuiet(DateTimeOffset now) => QuietUntil > now;

    public bool IsWorking(DateTimeOffset now) => ShiftDay(now) is not null;

    /// <summary>The day on which the shift that is under way began, or null outside working time: past midnight it is the day before.</summary>
    public LocalDate? ShiftDay(DateTimeOffset now) => IsQuiet(now) ? null : Shift(now);

    /// <summary>This instant in working time, else the next start: what nobody asked for is said then.</summary>
    public DateTimeOffset NextMoment(DateTimeOffset now) => IsWorking(now) ? now : NextStart(now);

    /// <summary>When the shift that is under way ends; null outside working time.</summary>
    public DateTimeOffset? EndOfShift(DateTimeOffset now) => Shift(now) is { } day ? EndOn(day) : null;

    private LocalDate? Shift(DateTimeOffset now)
    {
        var today = Today(now);
        if (Covers(today, now)) return today;
        var yesterday = today.PlusDays(-1);
        return Covers(yesterday, now) ? yesterday : null;
    }

    /// <summary>
    /// The first start of a working day after this instant, or the end of the quiet where that lies in a shift; a calendar without any working day is asked
    /// again in a year.
    /// </summary>
    public DateTimeOffset NextStart(DateTimeOffset after)
    {
        if (QuietUntil is { } quiet && quiet > after)
        {
            if (Shift(quiet) is not null) return quiet;
            after = quiet;
        }
        var first = Today(after).PlusDays(-1);
        for (var i = 0; i < FarthestDays; i++)
        {
            var day = first.PlusDays(i);
            if (IsThere(day) && StartOn(day) is var start && start > after) return start;
        }
        return Midnight(Today(after).PlusDays(365));
    }

    /// <summary>When work starts on this day, were it a working day.</summary>
    public DateTimeOffset StartOn(LocalDate day) => At(day, Hours.Start);

    /// <summary>An instant of a day here.</summary>
    public DateTimeOffset At(LocalDate day, LocalTime time) => Zone.AtLeniently(day + time).ToDateTimeOffset().ToUniversalTime();

    /// <summary>How many working days lie after <paramref name="from"/>, up to and with <paramref name="to"/>; negative when it lies before.</summary>
    public int WorkingDaysBetween(LocalDate from, LocalDate to)
    {
        if (to < from) return -WorkingDaysBetween(to, from);
        var count = 0;
        for (var day = from.PlusDays(1); day <= to; day = day.PlusDays(1)) if (IsWorkingDay(day)) count++;
        return count;
    }

    /// <summary>The working day that many working days after this day; zero is this day itself.</summary>
    public LocalDate AddWorkingDays(LocalDate from, int days)
    {
        var day = from;
        for (var i = 0; i < FarthestDays && days > 0; i++)
        {
            day = day.PlusDays(1);
            if (IsWorkingDay(day)) days--;
        }
        return day;
    }

    private bool Covers(LocalDate day, DateTimeOffset now) =>
        IsThere(day) && StartOn(day) <= now && now < EndOn(day);

    public DateTimeOffset EndOn(LocalDate day) => At(Hours.IsOvernight ? day.PlusDays(1) : day, Hours.End);

    private static DateTimeZone? ZoneOf(string? id) => id is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(id);
}
