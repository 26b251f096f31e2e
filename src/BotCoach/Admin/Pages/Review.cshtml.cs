using System.Text;
using BotCoach.Reviews;
using Microsoft.AspNetCore.Mvc;

namespace BotCoach.Admin.Pages;

/// <summary>One deal review: its deals, what was said of each, and what was promised. To be printed, or taken as Markdown.</summary>
public sealed class ReviewModel(ReviewReading reading, Commitments commitments, CommitmentBoard board) : ConsolePage
{
    public WholeReview Whole { get; private set; } = null!;

    /// <summary>It is the visitor's own, or the visitor is an admin.</summary>
    public bool MaySettle => Visitor.IsAdmin || Whole.View.Review.ManagerId == Visitor.Person.Id;

    public async Task<IActionResult> OnGetAsync(Guid id) => await ReadAsync(id) ? Page() : NotFound();

    public async Task<IActionResult> OnGetFileAsync(Guid id) =>
        await ReadAsync(id) ? File(Encoding.UTF8.GetBytes(ReviewNotes.Of(Whole)), "text/markdown; charset=utf-8", ReviewNotes.FileName(Whole)) : NotFound();

    public async Task<IActionResult> OnPostSettleAsync(Guid id, Guid promise, string? how)
    {
        if (!await ReadAsync(id)) return NotFound();
        CommitmentState? state = how switch { "Kept" => CommitmentState.Kept, "Dropped" => CommitmentState.Dropped, _ => null };
        if (!MaySettle || state is not { } settled || Whole.View.Promises.FirstOrDefault(p => p.It.Id == promise) is null || await commitments.FindAsync(Visitor.Person, promise) is not { } it)
            return Say(CommitmentMessage.NotYours, $"/reviews/{id}");
        if (!(await commitments.OneAsync(it, Visitor.Now)).IsUnsettled) return Say("Somebody has said already what became of it.", $"/reviews/{id}");
        await commitments.SettleAsync(it, settled, Visitor.Person, Visitor.Now);
        await board.SayAsync(it, CommitmentMessage.Said(settled, Visitor.Person.Name), Visitor.Now);
        return Say(settled == CommitmentState.Kept ? "Noted: kept." : "Noted: dropped.", $"/reviews/{id}");
    }

    public IReadOnlyList<CommitmentStanding> DecidedOn(ReviewDeal deal) => [.. Whole.View.Promises.Where(p => p.It.DealId == deal.DealId)];

    private async Task<bool> ReadAsync(Guid id)
    {
        if (await reading.FindAsync(Visitor.Person, id) is not { } review) return false;
        Whole = await reading.OfAsync(review, Visitor.Zone, Visitor.Now);
        return true;
    }
}
