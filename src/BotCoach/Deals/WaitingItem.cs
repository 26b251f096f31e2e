using BotCoach.Storage;

namespace BotCoach.Deals;

/// <summary>What a manager is asked or told about a deal of the team's: a yes, an answered dispute, a gate to let pass, an override, an escalation; terms to approve.</summary>
public enum WaitingKind { Approval, Answered, Pass, Override, Escalation, Terms, Handoff }

/// <summary>Something that waits for a manager. Whether it still does is read from the deal; what only wants to be seen waits until it is noted.</summary>
public sealed class WaitingItem : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid PersonId { get; init; }

    /// <summary>The key of the message that said it: the same is not asked twice.</summary>
    public required string Key { get; init; }
    public required WaitingKind Kind { get; init; }
    public required Guid DealId { get; init; }

    /// <summary>The criterion; or the stages between which it is to pass, by a comma; or the question for terms.</summary>
    public string About { get; init; } = "";

    /// <summary>In one line, as it was said.</summary>
    public required string Words { get; init; }
    public required DateTimeOffset Since { get; init; }
    public DateTimeOffset? NotedAt { get; set; }

    /// <summary>Nobody has given the answer yet.</summary>
    public bool Waits(Deal deal, Answer? answer) => NotedAt is null && Kind switch
    {
        WaitingKind.Approval => deal.IsOpen && answer is not { State: AnswerState.Evidenced, Kind: Stages.EvidenceKind.Approver } && !(answer?.DecidedAt >= Since),
        WaitingKind.Answered => deal.IsOpen && answer is { State: AnswerState.Disputed },
        WaitingKind.Pass => deal.IsOpen && deal.StageId == About.Split(',')[0] && deal.StageEnteredAt <= Since,
        WaitingKind.Terms => deal.IsOpen,
        WaitingKind.Handoff => deal.HandoffDueAt is not null,
        _ => true,
    };
}
