using BotCoach.People;

namespace BotCoach.Tests.People;

internal static class WorkingSpan
{
    private const int MostShifts = 800;

    /// <summary>How much working time lies between two instants; zero when the second is not the later.</summary>
    public static TimeSpan WorkingTimeBetween(this WorkCalendar calendar, DateTimeOffset from, DateTimeOffset to)
    {
        var (sum, at) = (TimeSpan.Zero, from);
        for (var i = 0; i < MostShifts && at < to; i++)
        {
            if (calendar.ShiftDay(at) is { } day)
            {
                var end = calendar.EndOn(day);
                sum += (end < to ? end : to) - at;
                at = end;
            }
            else at = calendar.NextStart(at);
        }
        return sum;
    }
}
