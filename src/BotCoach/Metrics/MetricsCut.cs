using NodaTime;

namespace BotCoach.Metrics;

/// <summary>By what deals are told apart, each by what it says itself or who owns it.</summary>
public enum MetricsBy { Team, Manager, Owner, Segment, Source, Quarter, Product, Process }

/// <summary>
/// Which deals are looked at, and which days. What happened counts when it happened on one of the days; what stands is as it stood at the end of the last one, by
/// the history. Whose deals they are, of which team, segment and source, and whom we know there is as it is today: a team looks back on what it works with.
/// </summary>
/// <param name="AsOf">The last day, in the company's zone.</param>
/// <param name="From">The first day of what happened; null: from the beginning.</param>
public sealed record MetricsCut(LocalDate AsOf, LocalDate? From = null)
{
    /// <summary>Deals of these owners; null: of all.</summary>
    public IReadOnlyCollection<Guid>? Owners { get; init; }
    public string? Team { get; init; }
    public string? Segment { get; init; }
    public string? Source { get; init; }
    public Guid? ProcessId { get; init; }

    /// <summary>Deals that are in this version of their process now.</summary>
    public int? Version { get; init; }
}
