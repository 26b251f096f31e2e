using BotCoach.Storage;

namespace BotCoach.Stages;

/// <summary>A company's way of selling, and which deals it is for: the first that matches in <see cref="Ordinal"/> order, one default.</summary>
public sealed class Process : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid Id { get; init; }
    public required string Name { get; set; }
    public int Ordinal { get; set; }
    public bool IsDefault { get; set; }

    /// <summary>Null matches every deal.</summary>
    public string? Segment { get; set; }
    public string? LeadSource { get; set; }
    public string? DealType { get; set; }
}

/// <summary>
/// The team's own median time in a stage, taken once a week from the history and pinned to a deal when it enters the stage.
/// </summary>
public sealed class StageMedian : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid ProcessId { get; init; }
    public required string StageId { get; init; }
    public required NodaTime.LocalDate TakenOn { get; init; }
    public required double Days { get; init; }
    public required int Examples { get; init; }
}
