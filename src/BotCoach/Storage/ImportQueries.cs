using BotCoach.Deals;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>The questions of the import that need SQL of their own: who goes on with which, one at a time, and sweeping up behind it.</summary>
internal static class ImportQueries
{
    private const int Sweep = 20_000;

    /// <summary>Takes an import for this unit of work; null when it is gone or another has it right now.</summary>
    public static async Task<ImportRun?> TakeImportAsync(this BotCoachDb db, Guid importId, CancellationToken cancel)
    {
        var sql = "select * from import_run where workspace_id = {0} and id = {1} " + db.ClaimSuffix;
        return (await db.ImportRuns.FromSqlRaw(sql, db.WorkspaceId, importId).ToListAsync(cancel)).SingleOrDefault();
    }

    /// <summary>A workspace with an import that the clock has to go on with: one that was shared in chat and is to be read, or any that is being applied.</summary>
    public static Task<Guid?> WorkspaceWithImportAsync(this BotCoachDb db) => db.OneIdAsync(
        "select workspace_id as \"Value\" from import_run where state = 'Applying' or (state = 'Reading' and person_id is not null) order by started_at limit 1");

    /// <summary>Deletes a part of an import's staged rows, or only those that were not refused; zero when none are left.</summary>
    public static async Task<int> SweepImportAsync(this BotCoachDb db, Guid importId, bool refusedToo, CancellationToken cancel)
    {
        var which = "workspace_id = {0} and import_id = {1}" + (refusedToo ? "" : " and verdict <> 'Refuse'");
        // by a range of lines and not by a list of them: of a table that was just filled PostgreSQL knows nothing yet, and would join it line by line
        var lastOfPart = "select line as \"Value\" from import_row where " + which + " order by line limit 1 offset {2}";
        var last = await db.Database.SqlQueryRaw<int>(lastOfPart, db.WorkspaceId, importId, Sweep - 1).ToListAsync(cancel);
        var part = "delete from import_row where " + which + " and line <= {2}";
        return await db.Database.ExecuteSqlRawAsync(part, [db.WorkspaceId, importId, last.Count == 0 ? int.MaxValue : last[0]], cancel);
    }
}
