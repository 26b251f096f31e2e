using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Approvals;

/// <summary>Opens questions for approval, tracked.</summary>
public sealed class ApprovalFiles(BotCoachDb db)
{
    public async Task<ApprovalFile?> OpenAsync(Guid id) => await db.ApprovalRequests.FirstOrDefaultAsync(r => r.Id == id) is { } request ? await OfAsync(request) : null;

    /// <summary>The open question of this kind on a deal, or null.</summary>
    public async Task<ApprovalFile?> OpenAsync(Guid dealId, ApprovalKind kind) =>
        await db.ApprovalRequests.FirstOrDefaultAsync(r => r.DealId == dealId && r.Kind == kind && r.State == ApprovalState.Open) is { } request ? await OfAsync(request) : null;

    /// <summary>The open questions that a person has asked or joined, and those that wait for the person, the oldest first.</summary>
    public async Task<IReadOnlyList<ApprovalFile>> OfAsync(Guid person)
    {
        var open = await db.ApprovalRequests.Where(r => r.State == ApprovalState.Open
            && (db.ApprovalAskers.Any(a => a.RequestId == r.Id && a.PersonId == person) || db.ApprovalSeats.Any(s => s.RequestId == r.Id && s.HolderId == person && s.Answer == SeatAnswer.Waiting)))
            .OrderBy(r => r.AskedAt).ThenBy(r => r.Id).ToListAsync();
        List<ApprovalFile> files = [];
        foreach (var request in open) files.Add(await OfAsync(request));
        return files;
    }

    /// <summary>All that was asked on a deal, the newest first.</summary>
    public async Task<IReadOnlyList<ApprovalFile>> OfDealAsync(Guid dealId)
    {
        List<ApprovalFile> files = [];
        foreach (var request in await db.ApprovalRequests.Where(r => r.DealId == dealId).OrderByDescending(r => r.AskedAt).ThenByDescending(r => r.Id).ToListAsync()) files.Add(await OfAsync(request));
        return files;
    }

    private async Task<ApprovalFile> OfAsync(ApprovalRequest request) => new(
        request, await db.Deals.SingleAsync(d => d.Id == request.DealId), await db.ApprovalSeats.Where(s => s.RequestId == request.Id).OrderBy(s => s.No).ToListAsync(),
        await db.ApprovalAskers.Where(a => a.RequestId == request.Id).OrderBy(a => a.JoinedAt).ThenBy(a => a.PersonId).ToListAsync(),
        await db.ApprovalWords.Where(w => w.RequestId == request.Id).OrderBy(w => w.No).ToListAsync());
}
