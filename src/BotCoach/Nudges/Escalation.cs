using BotCoach.Storage;

namespace BotCoach.Nudges;

/// <summary>Where an escalation is on its way: nobody knows of it, the owner was told what will be said and when, the manager was told, or it is off.</summary>
public enum EscalationState { Waiting, Previewed, Told, Off }

/// <summary>
/// A deal that was left alone after a nudge, on its way to the owner's manager. One per nudge: made when the nudge is first shown, and off as soon as the
/// deal is put right, the nudge is answered, or the owner says why it should not be told.
/// </summary>
public sealed class Escalation : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }

    /// <summary>The nudge's own short name.</summary>
    public required Guid NudgeId { get; init; }
    public required Guid DealId { get; init; }
    public required Guid OwnerId { get; init; }
    public EscalationState State { get; set; }

    /// <summary>When it is looked at next; null once it is told or off.</summary>
    public DateTimeOffset? At { get; set; }

    /// <summary>The message by which the owner was told beforehand.</summary>
    public Guid? PreviewId { get; set; }

    /// <summary>When the owner's platform had taken that message: the notice runs from then.</summary>
    public DateTimeOffset? PreviewedAt { get; set; }

    /// <summary>What the manager is told, word for word as the owner saw it.</summary>
    public string? Words { get; set; }
    public Guid? ManagerId { get; set; }
    public DateTimeOffset? ToldAt { get; set; }

    /// <summary>What the owner said against it: it goes along.</summary>
    public string? Dispute { get; set; }

    /// <summary>Why it is off.</summary>
    public string? Why { get; set; }
    public long Revision { get; set; } = 1;

    public bool IsUnderWay => State is EscalationState.Waiting or EscalationState.Previewed;

    public void Stop(string why)
    {
        (State, At, Why) = (EscalationState.Off, null, why);
        Revision++;
    }

    public void LookAgain(DateTimeOffset at)
    {
        At = at;
        Revision++;
    }

    public void Preview(Guid messageId, Guid managerId, string words, DateTimeOffset at)
    {
        (State, PreviewId, ManagerId, Words, At) = (EscalationState.Previewed, messageId, managerId, words, at);
        Revision++;
    }

    public void Tell(DateTimeOffset previewedAt, DateTimeOffset now)
    {
        (State, PreviewedAt, ToldAt, At) = (EscalationState.Told, previewedAt, now, null);
        Revision++;
    }
}
