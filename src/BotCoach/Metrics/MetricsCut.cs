using BotCoach.Deals;
using NodaTime;

namespace BotCoach.Metrics;

/// <summary>By what deals are told apart, each by what it says itself or who owns it.</summary>
public enum MetricsBy { Team, Manager, Owner, Segment, Source, Quarter, Product, Process }

/// <summary>
/// Which deals are looked at, and which days. What happened counts when it happened on one of the days; what stands is as it stood at the end of the last one, by
/// the history. Whose deals they are, of which team, segment and source, and whom we know there is as it is today: a team looks back on what it works with.
/// A deal counts for the team that stands on it: who changes teams in a quarter leaves deals with the one, and makes new ones for the other.
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

    /// <summary>In place of one: all the ways in which it is written, "West" and "west".</summary>
    public IReadOnlyCollection<string>? Teams { get; init; }
    public IReadOnlyCollection<string>? Segments { get; init; }
    public IReadOnlyCollection<string>? Sources { get; init; }
    public Guid? ProcessId { get; init; }

    /// <summary>Deals that are in this version of their process now.</summary>
    public int? Version { get; init; }

    /// <summary>All deals are meant.</summary>
    public bool IsWhole => this is { Owners: null, Team: null, Teams: null, Segment: null, Segments: null, Source: null, Sources: null, ProcessId: null, Version: null };

    /// <summary>The deals that are meant.</summary>
    public IQueryable<Deal> Of(IQueryable<Deal> deals)
    {
        if (Owners is { } owners) deals = deals.Where(d => owners.Contains(d.OwnerId));
        if (Team is { } team) deals = deals.Where(d => d.SalesTeam == team);
        if (Teams is { } teams) deals = deals.Where(d => teams.Contains(d.SalesTeam!));
        if (Segment is { } segment) deals = deals.Where(d => d.Segment == segment);
        if (Segments is { } segments) deals = deals.Where(d => segments.Contains(d.Segment!));
        if (Source is { } source) deals = deals.Where(d => d.LeadSource == source);
        if (Sources is { } sources) deals = deals.Where(d => sources.Contains(d.LeadSource!));
        if (ProcessId is { } process) deals = deals.Where(d => d.ProcessId == process);
        if (Version is { } version) deals = deals.Where(d => d.ProcessVersion == version);
        return deals;
    }
}
