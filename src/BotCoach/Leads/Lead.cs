using BotCoach.Storage;

namespace BotCoach.Leads;

/// <summary>Where a lead is: it waits to be given to somebody, was offered, became a deal, or is no fit.</summary>
public enum LeadState { Waiting, Offered, Accepted, Disqualified }

/// <summary>What happened to a lead.</summary>
public enum LeadMoveKind { Received, Offered, Reminded, Late, Away, Returned, Stranded, Accepted, Disqualified }

/// <summary>
/// Somebody who would like to hear from us, as a form or another system sent it. It is offered to one person at a time, by rule; accepted it is a deal, and the
/// clock of the first answer runs on there.
/// </summary>
public sealed class Lead : IWorkspaceRow
{
    public const int LongestName = 200;
    public const int LongestNote = 2000;

    public required Guid WorkspaceId { get; set; }
    public required Guid Id { get; init; }

    /// <summary>Its id where it comes from, behind the key that brought it; without one, a hash of who wrote when.</summary>
    public string? ExternalId { get; init; }

    /// <summary>When they wrote.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it came here.</summary>
    public required DateTimeOffset CameAt { get; init; }
    public required string Source { get; init; }
    public required string Name { get; set; }
    public string? Title { get; set; }
    public string? Company { get; set; }
    public string? Email { get; set; }
    public string? Phone { get; set; }
    public string? Segment { get; set; }
    public string? Country { get; set; }
    public string? Region { get; set; }
    public string? Note { get; set; }

    public LeadState State { get; set; }

    /// <summary>Whose turn it is, or was last.</summary>
    public Guid? OfferedTo { get; set; }

    /// <summary>When that person could first see it.</summary>
    public DateTimeOffset? OfferedAt { get; set; }

    /// <summary>When it goes on to the next, unless it is answered.</summary>
    public DateTimeOffset? DueAt { get; set; }
    public DateTimeOffset? RemindedAt { get; set; }

    /// <summary>When it is looked at next; null once nothing comes by itself any more.</summary>
    public DateTimeOffset? At { get; set; }

    /// <summary>So many times it was offered, and returned.</summary>
    public int Offers { get; set; }
    public int Returns { get; set; }

    /// <summary>The deal that it became.</summary>
    public Guid? DealId { get; set; }

    /// <summary>Who accepted it or said that it is no fit, when, and why.</summary>
    public Guid? EndedBy { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public string? Reason { get; set; }
    public long Revision { get; set; } = 1;

    /// <summary>Who has had it, the first one first, by commas.</summary>
    public string HadBy { get; set; } = "";

    public IReadOnlyList<Guid> Had => [.. HadBy.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)];

    public bool IsOver => State is LeadState.Accepted or LeadState.Disqualified;

    public void Offer(Guid personId, DateTimeOffset seenAt, DateTimeOffset dueAt)
    {
        (State, OfferedTo, OfferedAt, DueAt, RemindedAt) = (LeadState.Offered, personId, seenAt, dueAt, null);
        HadBy = HadBy.Length == 0 ? $"{personId:N}" : $"{HadBy},{personId:N}";
        Offers++;
        Revision++;
    }

    public void Remind(DateTimeOffset now, DateTimeOffset dueAt)
    {
        (RemindedAt, DueAt, At) = (now, dueAt, dueAt);
        Revision++;
    }

    public void LookAgain(DateTimeOffset? at)
    {
        At = at;
        Revision++;
    }

    /// <summary>Nobody is left to offer it to, or for now.</summary>
    public void Strand(DateTimeOffset? at)
    {
        (State, DueAt, At) = (LeadState.Waiting, null, at);
        Revision++;
    }

    public void End(LeadState how, Guid by, DateTimeOffset now, Guid? dealId = null, string? reason = null)
    {
        (State, EndedBy, EndedAt, DealId, Reason, At) = (how, by, now, dealId, reason, null);
        Revision++;
    }
}

/// <summary>What happened to a lead, append-only.</summary>
public sealed class LeadMove : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid LeadId { get; init; }
    public required Guid Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required LeadMoveKind Kind { get; init; }

    /// <summary>Whom it was offered to, or who did it.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>By which rule, or for which reason.</summary>
    public string? Words { get; set; }
}

/// <summary>A line of the rules by which leads are given out; the first that fits is taken.</summary>
public sealed class LeadRule : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required int Ordinal { get; init; }

    /// <summary>Which leads, as <see cref="LeadLines"/> writes it.</summary>
    public required string Which { get; init; }

    /// <summary>To whom: one person, a sales team in turn, or everybody in turn where neither is said.</summary>
    public Guid? PersonId { get; init; }
    public string? Team { get; init; }
}

/// <summary>Where somebody stands in turn: the one whose number is lowest is next. It is kept, so that a restart begins nobody anew.</summary>
public sealed class LeadTurn : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid PersonId { get; init; }

    /// <summary>The number of the last lead that came in turn; also the optimistic token, so that two instances cannot give out the same turn.</summary>
    public long Taken { get; set; }
}
