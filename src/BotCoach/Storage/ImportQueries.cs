using BotCoach.Deals;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>The questions of the import that need SQL of their own: who goes on with which, one at a time.</summary>
internal static class ImportQueries
{
    /// <summary>Takes an import for this unit of work; null when it is gone or another has it right now.</summary>
    public static async Task<ImportRun?> TakeImportAsync(this BotCoachDb db, Guid importId, CancellationToken cancel)
    {
        var sql = "select * from import_run where workspace_id = {0} and id = {1} " + db.ClaimSuffix;
        return (await db.ImportRuns.FromSqlRaw(sql, db.WorkspaceId, importId).ToListAsync(cancel)).SingleOrDefault();
    }

    /// <summary>
    /// The import that the clock goes on with, those that are being applied first: one that was shared in chat and is to be read, or any that is to be
    /// applied, unless another process is at it.
    /// </summary>
    public static async Task<(Guid WorkspaceId, Guid Id)?> NextImportAsync(this BotCoachDb db, Guid me, DateTimeOffset now, CancellationToken cancel)
    {
        const string sql = "select workspace_id as \"WorkspaceId\", id as \"Id\" from import_run where (state = 'Applying' or (state = 'Reading' and person_id is not null)) "
            + "and (held_until is null or held_until <= {1} or held_by = {0}) order by state, id limit 1";
        var next = await db.Database.SqlQueryRaw<ImportKey>(sql, me, db.Stamp(now)).ToListAsync(cancel);
        return next.Count == 0 ? null : (next[0].WorkspaceId, next[0].Id);
    }

    /// <summary>When an import will be free to go on with, over all workspaces; null when there is none.</summary>
    public static Task<DateTimeOffset?> NextImportDueAsync(this BotCoachDb db, CancellationToken cancel) => db.EarliestAsync(
        "select coalesce(held_until, started_at) as \"Value\" from import_run where state = 'Applying' or (state = 'Reading' and person_id is not null) order by 1 limit 1", cancel);

    internal sealed record ImportKey(Guid WorkspaceId, Guid Id);
}
