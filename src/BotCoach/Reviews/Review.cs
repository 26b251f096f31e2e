using BotCoach.Storage;

namespace BotCoach.Reviews;

/// <summary>
/// A manager's review of a few deals, walked one at a time. Where it stands is in here, so that it goes on after a restart and on another channel.
/// </summary>
public sealed class Review : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid Id { get; init; }
    public required Guid ManagerId { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>When something was last done in it.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Where the walk stands: 0 what was promised last time, then the deals by their places, then the end.</summary>
    public int Step { get; set; }

    /// <summary>How many more deals were on the agenda than there is time for.</summary>
    public int LeftOver { get; set; }
    public long Revision { get; set; } = 1;

    public bool IsOver => EndedAt is not null;

    public void Go(int step, DateTimeOffset now)
    {
        (Step, At) = (step, now);
        Revision++;
    }

    public void End(DateTimeOffset now)
    {
        (EndedAt, At) = (now, now);
        Revision++;
    }
}

/// <summary>A deal of a review: why it was chosen, what stood there, and what was said of it.</summary>
public sealed class ReviewDeal : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid ReviewId { get; init; }
    public required Guid DealId { get; init; }

    /// <summary>1 for the first.</summary>
    public required int Place { get; init; }
    public required string Why { get; init; }
    public required string Question { get; set; }

    /// <summary>How the deal stood when it was shown first, in one line.</summary>
    public string? Stood { get; set; }

    /// <summary>When it was talked about; null: it was skipped, or is still to come.</summary>
    public DateTimeOffset? TalkedAt { get; set; }

    /// <summary>Why did it move?</summary>
    public string? Moved { get; set; }

    /// <summary>What evidence supports that?</summary>
    public string? Evidence { get; set; }

    /// <summary>Is the next step confirmed by the buyer?</summary>
    public string? Confirmed { get; set; }

    /// <summary>Did the previous owner pass enough on?</summary>
    public string? PassedOn { get; set; }

    /// <summary>What friction repeats?</summary>
    public string? Friction { get; set; }

    public bool HasNotes => (Moved ?? Evidence ?? Confirmed ?? PassedOn ?? Friction) is not null;
}
