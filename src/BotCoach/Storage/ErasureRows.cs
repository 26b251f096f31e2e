using BotCoach.Recaps;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>Which erasure the clock goes on with, and for whom.</summary>
internal static class ErasureRows
{
    /// <summary>The workspace of the erasure that was asked for first, or null.</summary>
    public static Task<Guid?> WorkspaceWithErasureAsync(this BotCoachDb db) =>
        db.OneIdAsync("select workspace_id as \"Value\" from erasure_request order by asked_at limit 1");

    /// <summary>Takes it for this unit of work; null when it is done, or another has it right now.</summary>
    public static async Task<ErasureRequest?> TakeErasureAsync(this BotCoachDb db, Guid id, CancellationToken cancel)
    {
        var sql = "select * from erasure_request where workspace_id = {0} and id = {1} " + db.ClaimSuffix;
        return (await db.ErasureRequests.FromSqlRaw(sql, db.WorkspaceId, id).ToListAsync(cancel)).SingleOrDefault();
    }
}
