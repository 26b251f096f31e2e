using BotCoach.Chat;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Rollout;

/// <summary>
/// Finds open deals that have another version than is theirs: an import brought them that had begun before, they were opened again, or they came to a team with a
/// pilot, or left one. They follow the others; a process is looked at once an hour at most.
/// </summary>
public sealed class StraySweep(BotCoachDb db) : IChore
{
    private static readonly TimeSpan Rests = TimeSpan.FromMinutes(50);

    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.ProcessWithStraysAsync(now - Rests) is not var (workspace, process)) return 0;
        db.Scope.Enter(workspace);
        (await db.VersionMoves.FirstAsync(m => m.ProcessId == process, cancel)).Begin(now);
        return 1;
    }

    /// <summary>It follows its cron; no instant is due in between.</summary>
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => Task.FromResult<DateTimeOffset?>(null);
}
