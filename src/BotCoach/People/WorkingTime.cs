namespace BotCoach.People;

/// <summary>Spans counted in a person's working time alone: nights, days off and holidays take none of it. Pure.</summary>
public static class WorkingTime
{
    private const int MostShifts = 800;

    /// <summary>The instant at which so much working time has passed since then; a calendar without work is asked again in a year.</summary>
    public static DateTimeOffset AddWorkingTime(this WorkCalendar calendar, DateTimeOffset from, TimeSpan span)
    {
        var at = from;
        for (var i = 0; i < MostShifts; i++)
        {
            if (calendar.ShiftDay(at) is { } day)
            {
                var end = calendar.EndOn(day);
                if (at + span <= end) return at + span;
                span -= end - at;
                at = end;
            }
            else at = calendar.NextStart(at);
        }
        return at;
    }

    /// <summary>How much working time lies between two instants; none where the second is not the later.</summary>
    public static TimeSpan WorkedBetween(this WorkCalendar calendar, DateTimeOffset from, DateTimeOffset to)
    {
        var (at, worked) = (from, TimeSpan.Zero);
        for (var i = 0; i < MostShifts && at < to; i++)
        {
            if (calendar.ShiftDay(at) is { } day)
            {
                var end = calendar.EndOn(day);
                worked += (end < to ? end : to) - at;
                at = end;
            }
            else at = calendar.NextStart(at);
        }
        return worked;
    }
}
