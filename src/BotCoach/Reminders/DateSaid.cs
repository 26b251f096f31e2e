using System.Globalization;
using BotCoach.Chat;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Reminders;

/// <summary>Days and times as they are said back: in full, so that a wrong reading is seen at once. <see cref="DateWords"/> reads every one of them as what it says.</summary>
public static class DateSaid
{
    private static readonly LocalDatePattern Whole = LocalDatePattern.CreateWithInvariantCulture("dddd d MMMM yyyy");
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private static readonly string[] Places = ["", "first", "second", "third", "fourth", "last"];

    /// <summary>"Thursday 3 December 2026".</summary>
    public static string Day(LocalDate day) => Whole.Format(day);

    /// <summary>"09:00".</summary>
    public static string Time(LocalTime time) => Clock.Format(time);

    /// <summary>"Thursday 3 December 2026 at 09:00", "every Monday at 09:00".</summary>
    public static string Of(When when) => (when.Every is { } every ? Of(every) : Day(when.Day)) + (when.Time is { } time ? $" at {Time(time)}" : "");

    /// <summary>"every 2 weeks on Tuesday".</summary>
    public static string Of(Rhythm rhythm) => rhythm.Unit switch
    {
        RhythmUnit.Day => Every(rhythm.Step, "day"),
        RhythmUnit.WorkingDay => "every working day",
        RhythmUnit.Week when rhythm.Step == 1 => $"every {Weekdays(rhythm)}",
        RhythmUnit.Week => $"{Every(rhythm.Step, "week")} on {Weekdays(rhythm)}",
        RhythmUnit.Month => $"{Every(rhythm.Step, "month")} on the {Place(rhythm)}",
        _ => $"{Every(rhythm.Step, "year")} on {rhythm.DayOfMonth} {CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(rhythm.Month)}",
    };

    private static string Every(int step, string unit) => step == 1 ? $"every {unit}" : $"every {step} {unit}s";

    private static string Weekdays(Rhythm rhythm) => Wording.List(
        [.. Enumerable.Range(1, 7).Select(n => (IsoDayOfWeek)n).Where(d => (rhythm.Weekdays & Rhythm.Bit(d)) != 0).Select(d => $"{d}")]);

    private static string Place(Rhythm rhythm)
    {
        if (rhythm.Nth > 0) return $"{Places[rhythm.Nth]} {Weekdays(rhythm)}";
        return rhythm.DayOfMonth == Rhythm.LastDay ? "last day" : DateFigures.Th(rhythm.DayOfMonth);
    }
}
