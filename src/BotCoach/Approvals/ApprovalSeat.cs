using BotCoach.Storage;

namespace BotCoach.Approvals;

public enum SeatAnswer { Waiting, Yes, No }

/// <summary>Why somebody holds a seat: the rules name them; they stand in for who is off, since that person said so; they lead who cannot decide; they are an admin, since nobody else is there.</summary>
public enum SeatWhy { Own, StandIn, Leads, Admin }

/// <summary>One of those whose yes a request needs: whom the rules name, and who holds the seat now.</summary>
public sealed class ApprovalSeat : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid RequestId { get; init; }
    public required int No { get; init; }

    /// <summary>Whom the rules name; null: the manager of the deal's owner, whoever that is.</summary>
    public Guid? Of { get; init; }

    /// <summary>Who that was when the seat was given; null: the owner had no manager.</summary>
    public Guid? RootId { get; set; }
    public required Guid HolderId { get; set; }
    public SeatWhy Why { get; set; }
    public SeatAnswer Answer { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }
}

/// <summary>Somebody who wants the answer: the one who asked first, and who has joined.</summary>
public sealed class ApprovalAsker : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid RequestId { get; init; }
    public required Guid PersonId { get; init; }
    public required DateTimeOffset JoinedAt { get; init; }
}

/// <summary>A question back, or the answer to it, in the order in which they were said.</summary>
public sealed class ApprovalWord : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid RequestId { get; init; }
    public required Guid DealId { get; init; }
    public required int No { get; init; }
    public required Guid PersonId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Text { get; set; }
    public bool IsQuestion { get; init; }
}

/// <summary>Who decides in somebody's place on days on which that person is off.</summary>
public sealed class ApprovalStandIn : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid PersonId { get; init; }
    public required Guid StandInId { get; set; }

    /// <summary>The last day of it, in the calendar of the one who is off.</summary>
    public required NodaTime.LocalDate LastOn { get; set; }
}

/// <summary>The company's rules for approvals. A version never changes: another takes its place, and each request knows by which it was routed.</summary>
public sealed class ApprovalPolicy : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required int Number { get; init; }

    /// <summary>As <see cref="ApprovalBook.Write"/> has it.</summary>
    public required string Document { get; init; }
    public Guid? MadeBy { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
}
