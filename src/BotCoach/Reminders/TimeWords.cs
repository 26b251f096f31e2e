using System.Text.RegularExpressions;
using BotCoach.People;
using NodaTime;

namespace BotCoach.Reminders;

/// <summary>A part of a day. A bare hour beside it is an hour of that part.</summary>
internal enum DayPart { None, Morning, Afternoon, Evening }

/// <summary>A time of day; midnight ends the day that is named with it.</summary>
internal sealed record TimeRead(LocalTime Time, bool OfNextDay = false);

/// <summary>
/// Times of day as people write them: 9, 9am, 9:00, 14.30, noon. An hour from 1 to 6 without a nought before it is one of the afternoon, unless the person
/// is at work by then: hardly anybody wants to be woken.
/// </summary>
internal static partial class TimeWords
{
    public static readonly LocalTime Afternoon = new(14, 0);
    public static readonly LocalTime Evening = new(18, 0);
    private static readonly LocalTime EarlyMorning = new(9, 0);

    /// <param name="bare">A number alone is an hour here, since a day or "at" stands before it.</param>
    public static TimeRead? Read(WordRun run, WorkCalendar calendar, DayPart part, bool bare)
    {
        bare |= run.Take("at", "@", "around", "about");
        if (run.Take("noon", "midday")) return new TimeRead(LocalTime.Noon);
        if (run.Take("midnight")) return new TimeRead(LocalTime.Midnight, OfNextDay: true);
        if (Clock().Match(run.Word.TrimEnd('.')) is not { Success: true } match) return null;
        var half = match.Groups["half"].Value;
        if (half.Length == 0 && Half().IsMatch(run.Ahead(1))) half = run.Ahead(1);
        var separated = match.Groups["m"].Success;
        if (!separated && half.Length == 0 && !bare && run.Ahead(1) != "o'clock") return null;
        if (match.Groups["mark"].Value == "." && !bare) return null;
        var (hour, minute) = (int.Parse(match.Groups["h"].Value), separated ? int.Parse(match.Groups["m"].Value) : 0);
        if (Hour(hour, match.Groups["h"].Value, half, part, calendar) is not { } of || minute > 59)
        {
            if (separated || half.Length > 0) run.Complain($"“{run.Word}” is no time of day.");
            return null;
        }
        run.At += match.Groups["half"].Success || half.Length == 0 ? 1 : 2;
        run.Take("o'clock");
        if (half.Length == 0 && part == DayPart.None && Part(run) is var later and not DayPart.None) of = Hour(hour, match.Groups["h"].Value, "", later, calendar)!.Value;
        return new TimeRead(new LocalTime(of, minute));
    }

    /// <summary>The part of a day that is named next.</summary>
    public static DayPart Part(WordRun run)
    {
        var at = run.At;
        if (run.TakePhrase("in the") || run.Take("this")) { }
        if (run.Take("morning")) return DayPart.Morning;
        if (run.Take("afternoon")) return DayPart.Afternoon;
        if (run.Take("evening", "night")) return DayPart.Evening;
        run.At = at;
        return DayPart.None;
    }

    /// <summary>When a part of the day begins for this person; null where none was named.</summary>
    public static LocalTime? Of(DayPart part, WorkCalendar calendar) => part switch
    {
        DayPart.Morning => calendar.Hours.Start is { Hour: >= 5 and < 12 } start ? start : EarlyMorning,
        DayPart.Afternoon => Afternoon,
        DayPart.Evening => Evening,
        _ => null,
    };

    private static int? Hour(int hour, string typed, string half, DayPart part, WorkCalendar calendar)
    {
        if (half.Length > 0) return hour is < 1 or > 12 ? null : hour % 12 + (half[0] == 'p' ? 12 : 0);
        if (hour > 23) return null;
        if (part is DayPart.Afternoon or DayPart.Evening && hour is >= 1 and < 12) return hour + 12;
        var isEarly = hour is >= 1 and <= 6 && typed[0] != '0' && part == DayPart.None && calendar.Hours.Start.Hour > hour;
        return isEarly ? hour + 12 : hour;
    }

    [GeneratedRegex(@"^(?<h>\d{1,2})(?:(?<mark>[:.h])(?<m>\d{2}))?(?<half>[ap]\.?m\.?)?$")]
    private static partial Regex Clock();

    [GeneratedRegex(@"^[ap]\.?m\.?$")]
    private static partial Regex Half();
}
