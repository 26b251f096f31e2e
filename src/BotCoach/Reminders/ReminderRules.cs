using BotCoach.People;
using NodaTime;

namespace BotCoach.Reminders;

/// <summary>
/// When a reminder comes. A time of day is kept as it was chosen, at whatever hour. A day alone comes at the start of that working day, or of the next one.
/// Who travels: a single time stays the instant that it was, since others are mostly part of it; a day, and what repeats, goes by the new place's clock.
/// </summary>
public static class ReminderRules
{
    public static DateTimeOffset AtOf(LocalDate day, LocalTime? time, WorkCalendar calendar) =>
        time is { } of ? calendar.At(day, of) : calendar.NextStart(calendar.Midnight(day).AddMilliseconds(-1));

    public static DateTimeOffset AtOf(When when, WorkCalendar calendar) => when.Exactly ?? AtOf(when.Day, when.Time, calendar);

    /// <summary>Its time by the calendar as it is now. What a day was to bring is brought in working time alone.</summary>
    public static void Follow(Reminder reminder, WorkCalendar calendar, DateTimeOffset now)
    {
        if (reminder is not { IsOpen: true, At: { } at }) return;
        if (reminder is { DueTime: not null, Every: null }) reminder.Set(Local(at, calendar), at);
        else if (reminder.ShownAt is null || reminder.Every is not null || at > now) reminder.Set(reminder.When, Later(reminder, at, calendar, now));
        if (reminder is { DueTime: null, At: { } due } && due <= now && !calendar.IsWorking(now)) reminder.Set(reminder.When, calendar.NextStart(now));
    }

    /// <summary>The last time of a repeated one up to now, and the first after now: what was missed meanwhile comes once.</summary>
    public static (LocalDate Last, LocalDate Next) Times(Reminder reminder, WorkCalendar calendar, DateTimeOffset now)
    {
        var (last, rhythm) = (reminder.DueOn, reminder.Rhythm!);
        while (rhythm.After(last, calendar) is var next)
        {
            if (AtOf(next, reminder.DueTime, calendar) > now) return (last, next);
            last = next;
        }
        return (last, last);
    }

    /// <summary>This instant as the person's own clock shows it, to the minute.</summary>
    public static When Local(DateTimeOffset instant, WorkCalendar calendar)
    {
        var local = Instant.FromDateTimeOffset(instant).InZone(calendar.Zone).LocalDateTime;
        return new When(local.Date, new LocalTime(local.Hour, local.Minute)) { Exactly = instant };
    }

    /// <summary>The next working day, at the same time of day if it has one.</summary>
    public static When Tomorrow(Reminder reminder, WorkCalendar calendar, DateTimeOffset now) =>
        new(calendar.AddWorkingDays(calendar.Today(now), 1), reminder.DueTime);

    /// <summary>The deal's new owner has it now, when it is due there.</summary>
    public static void Inherit(Reminder reminder, Guid ownerId, WorkCalendar calendar, DateTimeOffset now) =>
        reminder.HandTo(ownerId, Ahead(AtOf(reminder.DueOn, reminder.DueTime, calendar), calendar, now));

    /// <summary>What is due today once the day has begun was said when the deal changed, and stands on the list: it comes with the next day's work.</summary>
    public static DateTimeOffset Ahead(DateTimeOffset at, WorkCalendar calendar, DateTimeOffset now) => at > now ? at : calendar.NextStart(now);

    /// <summary>A task that was put off past its own day, since that day's work had begun, stays put off.</summary>
    private static DateTimeOffset Later(Reminder reminder, DateTimeOffset at, WorkCalendar calendar, DateTimeOffset now)
    {
        var own = AtOf(reminder.DueOn, reminder.DueTime, calendar);
        return own <= now && at > now ? at : own;
    }
}
