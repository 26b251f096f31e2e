using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;

namespace BotCoach.Nudges;

/// <summary>
/// The slow cursor: judges again what was judged before rules, holidays, zones or a process changed. One batch a run, so that what is due
/// by time never waits behind it.
/// </summary>
public sealed class EpochSweep(BotCoachDb db, Calendars calendars, NudgeLedger ledger) : IClaimingChore
{
    public int Most { get; set; } = NudgeSweep.Batch;

    public Claimed? Claimed { get; private set; }

    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.WorkspaceWithOldEpochAsync() is not { } workspace) return 0;
        db.Scope.Enter(workspace);
        var old = await db.ClaimOldEpochAsync(await calendars.EpochAsync(), Most);
        Claimed = new Claimed(workspace, old);
        await ledger.JudgeAsync(old, now);
        return Most == 1 ? old.Count : 0;
    }

    /// <summary>It is of this epoch then, and due once more.</summary>
    public async Task PutOffAsync(IReadOnlyList<Guid> ids, DateTimeOffset until) => await db.PutOffDealsAsync(ids, until, await calendars.EpochAsync());

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => Task.FromResult<DateTimeOffset?>(null);
}
