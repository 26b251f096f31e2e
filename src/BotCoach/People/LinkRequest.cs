using BotCoach.Storage;

namespace BotCoach.People;

/// <summary>The question whether two are one person; a merge needs a yes from both.</summary>
public sealed class LinkRequest : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid Id { get; init; }
    public required Guid NewcomerId { get; init; }
    public required Guid KnownId { get; init; }
    public bool NewcomerAgreed { get; set; }
    public bool KnownAgreed { get; set; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
}
