using BotCoach.People;
using NodaTime;

namespace BotCoach.ProcessReviews;

/// <summary>
/// When the review of a month comes: at the start of work on the first day of the next on which the person works and is there, in the person's own calendar, and never before the
/// month is over at the company. Pure.
/// </summary>
public static class ReviewMonths
{
    /// <summary>The month that has begun at the company, by its first day.</summary>
    public static LocalDate Of(DateTimeOffset now, DateTimeZone company) => ProcessReviewRules.FirstOf(Instant.FromDateTimeOffset(now).InZone(company).Date);

    /// <summary>The first start of work in this month.</summary>
    public static DateTimeOffset StartOf(WorkCalendar calendar, LocalDate first, DateTimeZone company)
    {
        var (own, theirs) = (calendar.Midnight(first), company.AtStartOfDay(first).ToDateTimeOffset().ToUniversalTime());
        return calendar.NextStart((own > theirs ? own : theirs).AddMilliseconds(-1));
    }

    /// <summary>It is to be made now: the person is at work, and the first start of the month was now or before.</summary>
    public static bool IsDue(WorkCalendar calendar, DateTimeOffset now, DateTimeZone company) => calendar.IsWorking(now) && StartOf(calendar, Of(now, company), company) <= now;

    /// <summary>When to ask again: what was missed on the first day is made up for at the next start of work.</summary>
    /// <param name="isDone">This month's needs to be made no more.</param>
    public static DateTimeOffset Next(WorkCalendar calendar, DateTimeOffset now, DateTimeZone company, bool isDone)
    {
        var (first, start) = (Of(now, company), StartOf(calendar, Of(now, company), company));
        return isDone ? StartOf(calendar, first.PlusMonths(1), company) : start > now ? start : calendar.NextStart(now);
    }
}
