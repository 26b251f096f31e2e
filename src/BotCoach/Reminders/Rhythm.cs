using System.Globalization;
using NodaTime;

namespace BotCoach.Reminders;

public enum RhythmUnit { Day, WorkingDay, Week, Month, Year }

/// <summary>
/// How a reminder comes again: every so many days, on the person's working days, on weekdays every so many weeks, on a day of the month (its last is 32,
/// a day that a month has not is its last), on the first to fourth or last (5) such weekday of it, on a day of the year.
/// </summary>
public sealed record Rhythm(RhythmUnit Unit, int Step = 1, int Weekdays = 0, int DayOfMonth = 0, int Nth = 0, int Month = 0)
{
    public const int LastDay = 32;
    public const int LastWeekday = 5;
    private const int FarthestDays = 4000;

    public static int Bit(IsoDayOfWeek day) => 1 << ((int)day - 1);

    /// <summary>The first day of this rhythm from this one on.</summary>
    public LocalDate First(LocalDate from, People.WorkCalendar calendar)
    {
        var day = from;
        for (var i = 0; i < FarthestDays && !Fits(day, calendar); i++) day = day.PlusDays(1);
        return day;
    }

    /// <summary>The day after this occurrence on which it comes again.</summary>
    public LocalDate After(LocalDate last, People.WorkCalendar calendar) => Unit switch
    {
        RhythmUnit.Day => last.PlusDays(Step),
        RhythmUnit.WorkingDay => First(last.PlusDays(1), calendar),
        RhythmUnit.Week => NextOfWeek(last, calendar),
        RhythmUnit.Month => First(new LocalDate(last.Year, last.Month, 1).PlusMonths(Step), calendar),
        _ => First(new LocalDate(last.Year + Step, Month, 1), calendar),
    };

    /// <summary>As it is kept.</summary>
    public string Kept() => string.Create(CultureInfo.InvariantCulture, $"{Unit}/{Step}/{Weekdays}/{DayOfMonth}/{Nth}/{Month}");

    /// <summary>Reads what <see cref="Kept"/> wrote.</summary>
    public static Rhythm? Of(string? kept)
    {
        if (kept?.Split('/') is not [var unit, .. { Length: 5 } rest]) return null;
        var n = rest.Select(r => int.Parse(r, CultureInfo.InvariantCulture)).ToArray();
        return new Rhythm(Enum.Parse<RhythmUnit>(unit), n[0], n[1], n[2], n[3], n[4]);
    }

    private bool Fits(LocalDate day, People.WorkCalendar calendar) => Unit switch
    {
        RhythmUnit.Day => true,
        RhythmUnit.WorkingDay => calendar.IsWorkingDay(day),
        RhythmUnit.Week => (Weekdays & Bit(day.DayOfWeek)) != 0,
        RhythmUnit.Month => FitsMonth(day),
        _ => day.Month == Month && FitsMonth(day),
    };

    private bool FitsMonth(LocalDate day)
    {
        var length = day.Calendar.GetDaysInMonth(day.Year, day.Month);
        if (Nth == 0) return day.Day == Math.Min(DayOfMonth, length);
        if ((Weekdays & Bit(day.DayOfWeek)) == 0) return false;
        return Nth == LastWeekday ? day.Day + 7 > length : (day.Day - 1) / 7 + 1 == Nth;
    }

    /// <summary>The next of its weekdays in the same week, Monday to Sunday; else the first of them so many weeks on.</summary>
    private LocalDate NextOfWeek(LocalDate last, People.WorkCalendar calendar)
    {
        var next = First(last.PlusDays(1), calendar);
        var monday = last.PlusDays(1 - (int)last.DayOfWeek);
        return next < monday.PlusDays(7) ? next : First(monday.PlusWeeks(Step), calendar);
    }
}
