using BotCoach.Chat;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Recaps;

/// <summary>Ends drafts that nobody looked at in time: their open lines go nowhere, and their buttons go.</summary>
public sealed class RecapExpiry(BotCoachDb db, RecapDesk desk) : IChore
{
    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.WorkspaceWithExpiredCallAsync(now) is not { } workspace) return 0;
        db.Scope.Enter(workspace);
        if (await db.Calls.Where(c => c.ExpiresAt <= now).OrderBy(c => c.ExpiresAt).FirstOrDefaultAsync(cancel) is not { } call) return 1;
        foreach (var line in await db.CallLines.Where(l => l.CallId == call.Id && l.State == LineState.Open).ToListAsync(cancel)) (line.State, line.DecidedAt) = (LineState.Expired, now);
        (call.State, call.ExpiresAt, call.ShownWhere) = (CallState.Expired, null, null);
        call.Revision++;
        await desk.ShowAsync(call, now);
        return 1;
    }

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => db.NextCallExpiryAsync(cancel);
}
