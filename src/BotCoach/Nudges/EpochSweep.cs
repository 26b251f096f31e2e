using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;

namespace BotCoach.Nudges;

/// <summary>
/// The slow cursor: judges again what was judged before rules, holidays, zones or a process changed. One batch a run, so that what is due
/// by time never waits behind it.
/// </summary>
public sealed class EpochSweep(BotCoachDb db, Calendars calendars, NudgeLedger ledger) : IChore
{
    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.WorkspaceWithOldEpochAsync() is not { } workspace) return 0;
        db.Scope.Enter(workspace);
        await ledger.JudgeAsync(await db.ClaimOldEpochAsync(await calendars.EpochAsync(), NudgeSweep.Batch), now);
        return 0;
    }

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => Task.FromResult<DateTimeOffset?>(null);
}
