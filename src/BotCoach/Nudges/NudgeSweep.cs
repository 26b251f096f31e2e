using BotCoach.Chat;
using BotCoach.Storage;

namespace BotCoach.Nudges;

/// <summary>Judges the deals that are due, two hundred of one workspace at a time. A tick costs what is due, not what exists.</summary>
public sealed class NudgeSweep(BotCoachDb db, NudgeLedger ledger) : IChore
{
    public const int Batch = 200;

    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.WorkspaceWithDueDealAsync(now) is not { } workspace) return 0;
        db.Scope.Enter(workspace);
        var due = await db.ClaimDueDealsAsync(now, Batch);
        await ledger.JudgeAsync(due, now);
        return due.Count;
    }

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => db.NextDealDueAsync(cancel);
}
