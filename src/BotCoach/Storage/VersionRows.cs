using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>Who moves a company's deals to another version of their process, one process at a time, and who waits for a preview.</summary>
public static class VersionRows
{
    /// <summary>Claims the process whose deals have waited longest to be moved; null where there is none that nobody else is at.</summary>
    public static Task<(Guid WorkspaceId, Guid ProcessId)?> ClaimVersionMoveAsync(this BotCoachDb db) =>
        ProcessAsync(db, $"select workspace_id as \"WorkspaceId\", process_id as \"ProcessId\" from version_move where after_deal is not null order by started_at, process_id limit 1 {db.ClaimSuffix}");

    /// <summary>
    /// A process of which open deals have a retired version, while nobody moves them and some time after that was done last: those that came from an old file, or were
    /// opened again. And one of a pilot's, whose teams' deals come and go.
    /// </summary>
    public static Task<(Guid WorkspaceId, Guid ProcessId)?> ProcessWithStraysAsync(this BotCoachDb db, DateTimeOffset endedBefore) => ProcessAsync(db, """
        select m.workspace_id as "WorkspaceId", m.process_id as "ProcessId" from version_move m where m.after_deal is null and m.ended_at <= {0} and (
            exists (select 1 from process_version v where v.workspace_id = m.workspace_id and v.process_id = m.process_id and v.state = 'Pilot')
            or exists (select 1 from process_version v join deal d on d.workspace_id = v.workspace_id and d.process_id = v.process_id and d.process_version = v.number
                where v.workspace_id = m.workspace_id and v.process_id = m.process_id and v.state = 'Retired' and d.status = 'Open'))
        order by m.ended_at, m.process_id limit 1
        """, db.Stamp(endedBefore));

    /// <summary>A workspace in which somebody waits for a preview.</summary>
    public static Task<Guid?> WorkspaceWithPreviewAsync(this BotCoachDb db) => db.OneIdAsync("select workspace_id as \"Value\" from preview_request order by asked_at limit 1");

    private static async Task<(Guid WorkspaceId, Guid ProcessId)?> ProcessAsync(BotCoachDb db, string sql, params object[] values)
    {
        var found = await db.Database.SqlQueryRaw<ProcessKey>(sql, values).ToListAsync();
        return found.Count == 0 ? null : (found[0].WorkspaceId, found[0].ProcessId);
    }

    private sealed record ProcessKey(Guid WorkspaceId, Guid ProcessId);
}
