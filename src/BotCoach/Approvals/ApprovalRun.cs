using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Approvals;

/// <summary>Looks at open questions for approval when they are due: their deal was closed, their time is over, who decides is off or somebody else by now, or nobody has answered yet.</summary>
public sealed class ApprovalRun(BotCoachDb db, ApprovalFiles files, ApprovalDesk desk, ApprovalCards cards) : IClaimingChore
{
    private const int Batch = 50;

    public int Most { get; set; } = Batch;

    public Claimed? Claimed { get; private set; }

    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.WorkspaceWithDueApprovalAsync(now) is not { } workspace) return 0;
        db.Scope.Enter(workspace);
        var due = await db.ClaimApprovalsAsync(now, Most);
        Claimed = new Claimed(workspace, due);
        foreach (var id in due) if (await files.OpenAsync(id) is { } file) await LookAsync(file, now);
        return due.Count;
    }

    public Task PutOffAsync(IReadOnlyList<Guid> ids, DateTimeOffset until) => db.ApprovalRequests.Where(r => ids.Contains(r.Id) && r.At != null)
        .ExecuteUpdateAsync(set => set.SetProperty(r => r.At, until));

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => db.NextApprovalAsync(cancel);

    private async Task LookAsync(ApprovalFile file, DateTimeOffset now)
    {
        if (await desk.EndIfOverAsync(file, now)) return;
        if (await desk.SeatAsync(file, now)) await cards.ShowAsync(file, now);
        if (file.Request.RemindAt <= now)
        {
            file.Request.RemindAt = null;
            await cards.TellWaitingAsync(file, "approval-reminder", $"{Text.Strong(file.Deal.Name)} waits for your yes or no: {ApprovalWords.Of(file.Request.Asked)}.", now);
        }
        file.Request.At = ApprovalRules.NextLook(file.Request, await desk.ClockAsync(file.Deal), now);
        file.Request.Touch();
    }
}
