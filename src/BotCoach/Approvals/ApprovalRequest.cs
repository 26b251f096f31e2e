using BotCoach.Storage;

namespace BotCoach.Approvals;

/// <summary>What is asked for: the question of a request. A deal has one open request for each.</summary>
public enum ApprovalKind { Discount, Payment, Term, Other }

public enum ApprovalState { Open, Approved, Declined, Withdrawn, Expired }

/// <summary>Somebody asks for terms that nobody has approved in advance. It is open until it is decided, taken back or out of time, and never opened again: who asks once more makes another.</summary>
public sealed class ApprovalRequest : IWorkspaceRow
{
    public const int LongestText = 500;

    public required Guid WorkspaceId { get; set; }
    public required Guid Id { get; init; }
    public required Guid DealId { get; init; }
    public required ApprovalKind Kind { get; init; }

    /// <summary>In percent.</summary>
    public decimal? Discount { get; init; }

    /// <summary>So many days to pay in.</summary>
    public int? PaymentDays { get; init; }
    public int? TermMonths { get; init; }

    /// <summary>What is asked for besides, in words; null: nothing.</summary>
    public string? Words { get; init; }

    /// <summary>What we get for it.</summary>
    public required string Gets { get; init; }

    /// <summary>The deal's amount when it was asked.</summary>
    public decimal? Amount { get; init; }
    public required string Currency { get; init; }
    public required Guid AskedBy { get; init; }
    public required DateTimeOffset AskedAt { get; init; }

    public ApprovalState State { get; set; }

    /// <summary>The line of the company's rules by which it was routed, or approved in advance.</summary>
    public required string Rule { get; init; }

    /// <summary>The version of those rules; zero: none were made yet.</summary>
    public int PolicyNumber { get; init; }

    /// <summary>Each who is asked has to say yes; else whoever answers first decides.</summary>
    public bool NeedsAll { get; init; }

    public DateTimeOffset? RemindAt { get; set; }
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it is next looked at; null once it is settled.</summary>
    public DateTimeOffset? At { get; set; }
    public Guid? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Working minutes of the deal's owner from the question to the decision; null where nobody decided, and where it was approved in advance.</summary>
    public int? WorkedMinutes { get; set; }

    /// <summary>Why it was declined, or is open no more.</summary>
    public string? Reason { get; set; }

    /// <summary>The one that was asked before with other values.</summary>
    public Guid? AfterId { get; init; }
    public long Revision { get; set; } = 1;

    public bool IsOpen => State == ApprovalState.Open;

    public AskedTerms Asked => new(Kind, Discount, PaymentDays, TermMonths, Words);

    public void Settle(ApprovalState state, Guid? by, string? reason, int? worked, DateTimeOffset now)
    {
        (State, DecidedBy, DecidedAt, Reason, WorkedMinutes, At, RemindAt) = (state, by, now, reason, worked, null, null);
        Revision++;
    }

    /// <summary>Somebody answered, asked or joined: whoever does so at the same instant sees it.</summary>
    public void Touch() => Revision++;
}
