using BotCoach.Storage;

namespace BotCoach.Chat;

/// <summary>The mark that an inbound was seen, and the reply it got: a duplicate gets the same one. Kept at least 25 hours.</summary>
public sealed class SeenInbound : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required string Channel { get; init; }
    public required string DedupeId { get; init; }
    public required string Reply { get; set; }
    public DateTimeOffset SeenAt { get; init; }
}

/// <summary>When a team, or one conversation of it, may next be sent to. Shared by all instances; host-wide, since a platform's limits know no workspace.</summary>
public sealed class PaceSlot
{
    public required string Channel { get; init; }
    public required string Team { get; init; }

    /// <summary>Empty for the whole team, else the conversation.</summary>
    public required string Scope { get; init; }

    public DateTimeOffset NextAt { get; set; }

    /// <summary>The last place in the queue that was given away, or null: what may wait is given the ones behind it.</summary>
    public DateTimeOffset? QueuedUntil { get; set; }
}
