using BotCoach.People;
using NodaTime;

namespace BotCoach.Reminders;

/// <summary>What was said of a time, before it is held against the clock.</summary>
internal sealed record SaidWhen(DayRead? Day = null, TimeRead? Time = null, DayPart Part = DayPart.None, Rhythm? Every = null, DateTimeOffset? Exactly = null)
{
    /// <summary>A day without a time, or a time without a day: the other half may stand elsewhere.</summary>
    public bool IsHalf => Exactly is null && (Time is null || (Day is null && Every is null)) && Part == DayPart.None;

    /// <summary>This and its other half; null where that is none.</summary>
    public SaidWhen? With(SaidWhen other)
    {
        if (other.Exactly is not null) return null;
        if (Time is null && other is { Day: null, Every: null, Time: not null }) return this with { Time = other.Time };
        if (Time is not null && other is { Time: null } && (other.Day is not null || other.Every is not null)) return other with { Time = Time };
        return null;
    }

    /// <summary>The first time from now on that this can mean, or why there is none.</summary>
    public (When? When, string? Fault) Settle(WhenReader reader)
    {
        var (calendar, now, today) = (reader.Calendar, reader.Now, reader.Today);
        if (Exactly is { } instant) return (At(instant, calendar), null);
        var time = Time?.Time ?? Day?.Time ?? TimeWords.Of(Part, calendar);
        if (Every is { } every)
        {
            var first = every.First(today, calendar);
            return (new When(IsAhead(first, time, reader) ? first : every.First(today.PlusDays(1), calendar), time, every), null);
        }
        var day = (Day?.Day ?? today).PlusDays(Time?.OfNextDay == true ? 1 : 0);
        var isNext = Day is null or { AgainInDays: not null } && (time is null ? day <= today : !IsAhead(day, time, reader));
        if (isNext) day = day.PlusDays(Day?.AgainInDays ?? 1);
        if (IsAhead(day, time, reader)) return (new When(day, time), null);
        if (day == today && time is null) return (null, "Your working day has begun already. Say a time too, for example “today 16:00”.");
        return (null, $"{DateSaid.Of(new When(day, time))} has passed: it is {DateSaid.Of(At(now, calendar))} where you are.");
    }

    /// <summary>A day without a time is ahead as long as its work has not begun; what is no working day waits for the next.</summary>
    private static bool IsAhead(LocalDate day, LocalTime? time, WhenReader reader)
    {
        if (time is { } of) return reader.Calendar.At(day, of) > reader.Now;
        return day > reader.Today || (day == reader.Today && (!reader.Calendar.IsWorkingDay(day) || reader.Calendar.StartOn(day) > reader.Now));
    }

    private static When At(DateTimeOffset instant, WorkCalendar calendar)
    {
        var local = Instant.FromDateTimeOffset(instant).InZone(calendar.Zone).LocalDateTime;
        return new When(local.Date, new LocalTime(local.Hour, local.Minute)) { Exactly = instant };
    }
}
