using NodaTime;

namespace BotCoach.Tests.Simulation;

/// <summary>
/// When a person wants to be spoken to, as the simulation itself keeps it from what the person said: the oracle, which asks nothing of the product.
/// A working day's window is from its start to its end (on the next day where the end is not later), less quiet; a day off has none.
/// </summary>
internal sealed class OwnTime
{
    private const int FarthestDays = 120;

    public required string ZoneId { get; set; }
    public required LocalTime Start { get; set; }
    public required LocalTime End { get; set; }

    /// <summary>Bits, Monday 1 to Sunday 64.</summary>
    public required int Days { get; set; }

    public string? Place { get; set; }
    public List<(LocalDate First, LocalDate Last)> Off { get; } = [];
    public DateTimeOffset QuietUntil { get; set; }

    public DateTimeZone Zone => DateTimeZoneProviders.Tzdb[ZoneId];

    public LocalDate Today(DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(Zone).Date;

    /// <summary>The day whose window this instant is in, or null.</summary>
    public LocalDate? WindowAt(DateTimeOffset at)
    {
        if (at < QuietUntil) return null;
        var today = Today(at);
        foreach (var day in (LocalDate[])[today, today.PlusDays(-1)])
            if (IsThere(day) && From(day) <= at && at < To(day)) return day;
        return null;
    }

    /// <summary>When the next window opens after this instant, and which day's it is; null when there is none for months.</summary>
    public (DateTimeOffset At, LocalDate Day)? NextAfter(DateTimeOffset at)
    {
        var first = Today(at).PlusDays(-1);
        for (var i = 0; i < FarthestDays; i++)
        {
            var day = first.PlusDays(i);
            if (!IsThere(day)) continue;
            var opens = From(day) < QuietUntil ? QuietUntil : From(day);
            if (opens > at && opens < To(day)) return (opens, day);
        }
        return null;
    }

    public bool IsOff(LocalDate day) => Off.Exists(s => s.First <= day && day <= s.Last);

    private bool IsThere(LocalDate day) => (Days & (1 << ((int)day.DayOfWeek - 1))) != 0 && !PublishedDays.IsOff(Place, day) && !IsOff(day);

    private DateTimeOffset From(LocalDate day) => At(day + Start);

    private DateTimeOffset To(LocalDate day) => At((End > Start ? day : day.PlusDays(1)) + End);

    /// <summary>A time that a clock change skips is as much later; one that it repeats is the first of the two.</summary>
    private DateTimeOffset At(LocalDateTime time)
    {
        var map = Zone.MapLocal(time);
        if (map.Count > 0) return map.First().ToDateTimeOffset().ToUniversalTime();
        return new OffsetDateTime(time, map.EarlyInterval.WallOffset).ToDateTimeOffset().ToUniversalTime();
    }
}
