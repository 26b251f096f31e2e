using BotCoach.Chat;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Rollout;

/// <summary>
/// Finds open deals that have a version nobody works by any more, since an import brought them that had begun before, or since they were opened again: they
/// follow the others.
/// </summary>
public sealed class StraySweep(BotCoachDb db) : IChore
{
    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.WorkspaceWithStraysAsync() is not { } workspace) return 0;
        db.Scope.Enter(workspace);
        foreach (var move in await db.VersionMoves.Where(m => m.AfterDeal == null).ToListAsync(cancel)) move.Begin(now);
        return 1;
    }

    /// <summary>It follows its cron; no instant is due in between.</summary>
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => Task.FromResult<DateTimeOffset?>(null);
}
