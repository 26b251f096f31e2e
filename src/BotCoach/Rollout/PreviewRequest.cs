using BotCoach.Storage;

namespace BotCoach.Rollout;

/// <summary>Somebody waits for the preview of a draft that touches more deals than are looked at while a click waits: it comes into the message that says so.</summary>
public sealed class PreviewRequest : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid ProcessId { get; init; }
    public required Guid PersonId { get; init; }
    public required Guid MessageId { get; set; }
    public required DateTimeOffset AskedAt { get; set; }
}
