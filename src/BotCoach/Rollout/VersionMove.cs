using BotCoach.Storage;

namespace BotCoach.Rollout;

/// <summary>
/// How far the open deals of a process have come to the version that is theirs: begun anew whenever a version is published, piloted, dropped or rolled back
/// to, and gone through in the order of the deals' ids. The deals that are not there yet go on as they were.
/// </summary>
public sealed class VersionMove : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid ProcessId { get; init; }

    /// <summary>The last deal that was looked at; null when all were.</summary>
    public Guid? AfterDeal { get; set; }

    /// <summary>How many deals have moved since it was begun.</summary>
    public int Moved { get; set; }
    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    public bool IsUnderWay => AfterDeal is not null;

    public void Begin(DateTimeOffset now) => (AfterDeal, Moved, StartedAt, EndedAt) = (Guid.Empty, 0, now, null);

    /// <param name="last">The last deal of those that were looked at; null: there are no more.</param>
    public void GoOn(Guid? last, int moved, DateTimeOffset now)
    {
        Moved += moved;
        AfterDeal = last;
        if (last is null) EndedAt = now;
    }
}
