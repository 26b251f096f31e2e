using BotCoach.Storage;

namespace BotCoach.Reviews;

/// <summary>A deal that a manager's next review is to talk about. It leaves the agenda when a review takes it along.</summary>
public sealed class AgendaPick : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid ManagerId { get; init; }
    public required Guid DealId { get; init; }

    /// <summary>What chose it: a signal's name, or one of <see cref="TalkWhy"/>.</summary>
    public required string Why { get; set; }

    /// <summary>The one question to begin with.</summary>
    public required string Question { get; set; }
    public required DateTimeOffset PickedAt { get; set; }

    /// <summary>Its place among those that were picked along with it.</summary>
    public int Place { get; set; }

    /// <summary>The digest that picked it; null: the manager did, or it was left over.</summary>
    public Guid? DigestId { get; set; }
}
