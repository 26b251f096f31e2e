using BotCoach.Storage;

namespace BotCoach.Crm;

/// <summary>
/// What a company's CRM is to us: asking (a stage of theirs that we cannot place), checking (the dry run), checked, syncing (the first time), live, paused, or refused (its token does not hold).
/// </summary>
public enum CrmState { Asking, Checking, Checked, Syncing, Live, Paused, Refused }

/// <summary>A company's CRM, how far reading it is, and when it is asked again. One of a kind for a company.</summary>
public sealed class CrmLink : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid Id { get; init; }

    /// <summary><c>hubspot</c>, <c>pipedrive</c> or <c>salesforce</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>By what it lets us in, unreadable without the host's ring of keys.</summary>
    public required string Secret { get; set; }
    public CrmState State { get; set; }

    /// <summary>What is wrong, in words; null: nothing.</summary>
    public string? Why { get; set; }

    /// <summary>The admin who is told.</summary>
    public required Guid ToldTo { get; set; }

    /// <summary>Owners and stages as they were read last, as JSON.</summary>
    public string? Shape { get; set; }
    public DateTimeOffset? ShapeAt { get; set; }

    /// <summary>What an admin said of stages: their id, and ours or an outcome.</summary>
    public Dictionary<string, string> Stages { get; set; } = [];

    /// <summary>Where a pass goes on; null: it begins, or none is under way.</summary>
    public string? Cursor { get; set; }

    /// <summary>The last change seen, by the CRM's clock; null before the first sync.</summary>
    public DateTimeOffset? Mark { get; set; }

    /// <summary>The last change seen in the pass under way.</summary>
    public DateTimeOffset? PassMark { get; set; }
    public int Created { get; set; }
    public int Changed { get; set; }
    public int Same { get; set; }
    public int Refused { get; set; }

    /// <summary>When it is looked at next; null: not until somebody says so.</summary>
    public DateTimeOffset? NextAt { get; set; }

    /// <summary>When its changes are asked for next.</summary>
    public DateTimeOffset? PollAt { get; set; }

    /// <summary>When its deletions are, where they are asked for apart, and where that goes on.</summary>
    public DateTimeOffset? GoneAt { get; set; }
    public string? GoneCursor { get; set; }

    /// <summary>No other instance is at it before this instant.</summary>
    public DateTimeOffset? TakenUntil { get; set; }

    /// <summary>How often in a row it did not answer as it should.</summary>
    public int Misses { get; set; }

    /// <summary>How many pages were asked for at one instant: so many a second is what it allows.</summary>
    public DateTimeOffset? PacedAt { get; set; }
    public int Paced { get; set; }
    public long Requests { get; set; }

    /// <summary>What people approve here is written there.</summary>
    public bool WritesBack { get; set; }

    /// <summary>Up to when what people did here was looked through for that.</summary>
    public DateTimeOffset? HeardUpTo { get; set; }
    public required DateTimeOffset MadeAt { get; init; }
    public DateTimeOffset? LiveAt { get; set; }
    public DateTimeOffset? ReadAt { get; set; }
    public long Revision { get; set; } = 1;

    /// <summary>Where it goes on after a pause or a refusal.</summary>
    public CrmState GoesOn => LiveAt is not null ? CrmState.Live : PassMark is not null ? CrmState.Syncing : CrmState.Checking;

    /// <summary>A pass begins anew.</summary>
    public void CountAnew() => (Cursor, Created, Changed, Same, Refused) = (null, 0, 0, 0, 0);

    /// <summary>It is read by the clock, now or later.</summary>
    public bool Runs => State is CrmState.Checking or CrmState.Syncing or CrmState.Live;
}

/// <summary>Which deal of theirs is which of ours, and as of which change of it we know it.</summary>
public sealed class CrmDeal : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid LinkId { get; init; }
    public required string TheirId { get; init; }
    public required Guid DealId { get; set; }

    /// <summary>By their clock.</summary>
    public required DateTimeOffset ModifiedAt { get; set; }

    /// <summary>It is not there any more.</summary>
    public bool IsGone { get; set; }
}

/// <summary>A deal of theirs of which something could not be taken: kept, and asked for again.</summary>
public sealed class CrmError : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid LinkId { get; init; }
    public required string TheirId { get; init; }
    public required string Why { get; set; }
    public required DateTimeOffset At { get; set; }
    public int Tries { get; set; }

    /// <summary>Null: the dry run said so, and nothing is tried yet.</summary>
    public DateTimeOffset? NextAt { get; set; }
}

/// <summary>A field that was changed here and there since both agreed: both values stand until the owner has chosen.</summary>
public sealed class CrmConflict : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid LinkId { get; init; }
    public required Guid DealId { get; init; }
    public required string Field { get; init; }
    public string? Ours { get; set; }
    public string? Theirs { get; set; }
    public required string TheirId { get; set; }
    public required DateTimeOffset At { get; set; }
    public long Revision { get; set; } = 1;
}

/// <summary>What is written back: what should stand there. A step and a stage are one row each a deal, so that the last word counts; a note is one row each.</summary>
public sealed class CrmWriteBack : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid Id { get; init; }
    public required Guid LinkId { get; init; }
    public required Guid DealId { get; init; }
    public required CrmWritten What { get; init; }
    public required string Text { get; set; }
    public NodaTime.LocalDate? On { get; set; }
    public Guid? ApprovedBy { get; set; }
    public required DateTimeOffset ApprovedAt { get; set; }

    /// <summary>When it is tried next; null: it is done, or given up.</summary>
    public DateTimeOffset? NextAt { get; set; }
    public int Tries { get; set; }
    public bool MayHaveArrived { get; set; }
    public DateTimeOffset? DoneAt { get; set; }
    public string? Why { get; set; }

    /// <summary>The id of what was made there.</summary>
    public string? Made { get; set; }
    public long Revision { get; set; } = 1;
}

public enum CrmWritten { NextStep, Stage, Note }
