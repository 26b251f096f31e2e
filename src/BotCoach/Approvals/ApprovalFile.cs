using BotCoach.Deals;

namespace BotCoach.Approvals;

/// <summary>A question for approval with all that belongs to it.</summary>
public sealed record ApprovalFile(ApprovalRequest Request, Deal Deal, IReadOnlyList<ApprovalSeat> Seats, IReadOnlyList<ApprovalAsker> Askers, IReadOnlyList<ApprovalWord> Words)
{
    /// <summary>Nobody of them decides over it.</summary>
    public IReadOnlyCollection<Guid> Barred => [.. Askers.Select(a => a.PersonId).Append(Deal.OwnerId).Distinct()];

    public bool IsAsker(Guid person) => Askers.Any(a => a.PersonId == person);

    public IReadOnlyList<ApprovalSeat> SeatsOf(Guid person) => [.. Seats.Where(s => s.HolderId == person)];

    /// <summary>Whose answer is still waited for.</summary>
    public IReadOnlyList<Guid> Waiting => !Request.IsOpen ? [] : [.. Seats.Where(s => s.Answer == SeatAnswer.Waiting).Select(s => s.HolderId).Distinct()];

    /// <summary>What was asked back and has no answer yet.</summary>
    public ApprovalWord? OpenQuestion => Request.IsOpen && Words is [.., { IsQuestion: true } last] ? last : null;
}
