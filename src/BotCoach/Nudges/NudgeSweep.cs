using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;

namespace BotCoach.Nudges;

/// <summary>Judges the deals that are due, two hundred of one workspace at a time. A tick costs what is due, not what exists.</summary>
public sealed class NudgeSweep(BotCoachDb db, Calendars calendars, NudgeLedger ledger) : IClaimingChore
{
    public const int Batch = 200;

    public int Most { get; set; } = Batch;

    public Claimed? Claimed { get; private set; }

    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.WorkspaceWithDueDealAsync(now) is not { } workspace) return 0;
        db.Scope.Enter(workspace);
        var due = await db.ClaimDueDealsAsync(now, Most);
        Claimed = new Claimed(workspace, due);
        await ledger.JudgeAsync(due, now);
        return due.Count;
    }

    public async Task PutOffAsync(IReadOnlyList<Guid> ids, DateTimeOffset until) => await db.PutOffDealsAsync(ids, until, await calendars.EpochAsync());

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => db.NextDealDueAsync(cancel);
}
