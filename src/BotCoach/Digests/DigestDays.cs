using BotCoach.People;
using NodaTime;

namespace BotCoach.Digests;

/// <summary>
/// When a manager's digest comes: at the start of work on Monday, or on the first day after it on which the manager works and is there. Judged in the manager's own
/// calendar, quiet hours and days off included: nothing starts early. Pure.
/// </summary>
public static class DigestDays
{
    public static LocalDate MondayOf(LocalDate day) => day.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));

    /// <summary>The first start of work of this week or, where it has none, after it.</summary>
    public static DateTimeOffset StartOf(WorkCalendar calendar, LocalDate monday) => calendar.NextStart(calendar.Midnight(monday).AddMilliseconds(-1));

    /// <summary>When the next one is due: what was missed on Monday is made up for at the next start.</summary>
    /// <param name="done">The Monday of a week that needs none any more.</param>
    public static DateTimeOffset Next(WorkCalendar calendar, DateTimeOffset now, LocalDate? done) =>
        MondayOf(calendar.Today(now)) == done ? StartOf(calendar, done.Value.PlusWeeks(1)) : calendar.NextStart(now);
}
