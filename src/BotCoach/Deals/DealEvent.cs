using BotCoach.People;
using BotCoach.Storage;

namespace BotCoach.Deals;

public enum DealEventKind
{
    Created, Imported, Advanced, MovedBack, Overridden, Won, Lost, Disqualified, Reopened,
    NextStepSet, FieldsChanged, Answered, Disputed, Waived, Touched, Heard, HandedOver, Triaged, StakeholderChanged, ArtifactAdded, VersionChanged, HandoffSent, HandoffReturned,
}

/// <summary>
/// What happened to a deal, append-only. <see cref="HappenedAt"/> is when it happened in the world, <see cref="RecordedAt"/> when we learned of it.
/// Before and after hold the changed values as JSON, except free text, which sits in <see cref="DealEventText"/>.
/// Nothing rewrites them but the erasure of a person, which puts another word in place of the name.
/// </summary>
public sealed class DealEvent : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid DealId { get; init; }
    public required int Seq { get; init; }
    public required DealEventKind Kind { get; init; }
    public required DateTimeOffset HappenedAt { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public Guid? ActorId { get; init; }
    public Role ActorRole { get; init; }
    public required string ActorChannel { get; init; }
    public By ActorBy { get; init; }
    public string? FromStage { get; init; }
    public string? ToStage { get; init; }

    /// <summary>
    /// How long the deal had been in <see cref="FromStage"/>, in seconds, when it left it or was closed in it; null where nobody knows since when.
    /// </summary>
    public long? DwellSeconds { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }
}

/// <summary>The free text of an event: next steps, notes, reasons.</summary>
public sealed class DealEventText : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid DealId { get; init; }
    public required int Seq { get; init; }
    public required string Field { get; init; }
    public string? Before { get; set; }
    public string? After { get; set; }
}
