using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using NodaTime;

namespace BotCoach.Deals;

public enum AnswerState { Empty, Claimed, Evidenced, Disputed, Waived }

/// <summary>
/// What was said of a criterion for a deal: keyed by the criterion's permanent id, and remembering the version it was given under.
/// </summary>
public sealed class Answer : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid DealId { get; init; }
    public required string CriterionId { get; init; }
    public AnswerState State { get; set; }
    public EvidenceKind? Kind { get; set; }

    /// <summary>The note, the quote, the link, the name.</summary>
    public string? Text { get; set; }

    /// <summary>"I don't know yet", said on this day: a first-class answer that becomes a question to ask.</summary>
    public LocalDate? UnknownSince { get; set; }

    /// <summary>The call in which the buyer said it, as somebody accepted of its recap; null for what was typed.</summary>
    public Guid? CallId { get; set; }

    public Guid? GivenBy { get; set; }
    public DateTimeOffset GivenAt { get; set; }
    public string Channel { get; set; } = "";

    /// <summary>The process version under which it was given.</summary>
    public int Version { get; set; }

    /// <summary>Why it was waived or disputed.</summary>
    public string? Reason { get; set; }
    public DateTimeOffset? WaivedUntil { get; set; }

    /// <summary>Who said yes, disputed or waived, when and where: beside the one who answered, whose words stay.</summary>
    public Guid? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public string? DecidedChannel { get; set; }

    /// <summary>How it stands without a dispute or a waiver.</summary>
    public AnswerState Undecided =>
        Kind == EvidenceKind.Approver || (CallId is not null && Text is not null) ? AnswerState.Evidenced : Text is null ? AnswerState.Empty : AnswerState.Claimed;

    public DateTimeOffset LastAt => DecidedAt > GivenAt ? DecidedAt.Value : GivenAt;

    public bool IsWaived(DateTimeOffset now) => State == AnswerState.Waived && WaivedUntil > now;
}

/// <summary>A gate passed by somebody's decision: who, why, what was missing, and until when it holds.</summary>
public sealed class GateOverride : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid Id { get; init; }
    public required Guid DealId { get; init; }
    public required string FromStage { get; init; }
    public required string ToStage { get; init; }
    public required string Reason { get; init; }

    /// <summary>Ids of the criteria and fields that were missing, joined by a comma.</summary>
    public required string Missing { get; init; }
    public required Guid ByPersonId { get; init; }
    public Role ByRole { get; init; }
    public required DateTimeOffset GivenAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>Somebody on the buyer's side.</summary>
public sealed class Stakeholder : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid Id { get; init; }
    public required Guid DealId { get; init; }
    public required string Name { get; set; }
    public string? Title { get; set; }
    public string? Department { get; set; }

    /// <summary>One of <see cref="KnownFields.StakeholderRoles"/>.</summary>
    public required string Role { get; set; }
    public DateTimeOffset? EngagedAt { get; set; }
}

/// <summary>A link or file that belongs to a deal.</summary>
public sealed class Artifact : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid Id { get; init; }
    public required Guid DealId { get; init; }

    /// <summary>The id of the <see cref="ArtifactSpec"/> it satisfies.</summary>
    public required string SpecId { get; set; }
    public required string Link { get; set; }
    public DateTimeOffset AddedAt { get; init; }
}
