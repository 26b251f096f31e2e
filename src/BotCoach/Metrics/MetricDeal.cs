using BotCoach.Deals;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Metrics;

/// <summary>A deal as the figures ask of it.</summary>
/// <param name="Deal">As it stood at the end of the last day.</param>
/// <param name="Moves">What of its history has to do with stages, up to then and in its order.</param>
/// <param name="Known">Different people of the buyer's.</param>
/// <param name="Book">Of the version it is in.</param>
public sealed record MetricDeal(Deal Deal, IReadOnlyList<DealEvent> Moves, int Known, StageBook Book);

/// <summary>The days of a cut as instants, in the company's zone.</summary>
public sealed class MetricsDays(MetricsCut cut, DateTimeZone zone)
{
    private readonly DateTimeOffset _from = cut.From is { } first ? first.AtStartOfDayInZone(zone).ToDateTimeOffset() : DateTimeOffset.MinValue;

    /// <summary>The first instant that is over the last day.</summary>
    public DateTimeOffset End { get; } = cut.AsOf.PlusDays(1).AtStartOfDayInZone(zone).ToDateTimeOffset().ToUniversalTime();

    public LocalDate AsOf => cut.AsOf;

    /// <summary>They have a first one.</summary>
    public bool IsBounded => cut.From is not null;

    public bool Has(DateTimeOffset at) => at >= _from && at < End;

    public LocalDate DayOf(DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(zone).Date;

    /// <summary>Whole days from one day to another, 0 where they are the same.</summary>
    public int Between(DateTimeOffset from, DateTimeOffset to) => Math.Max(0, Period.DaysBetween(DayOf(from), DayOf(to)));
}
