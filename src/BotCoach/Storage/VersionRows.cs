using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>Who moves a company's deals to another version of their process: one at a time.</summary>
public static class VersionRows
{
    /// <summary>Claims the deals of a workspace in which some are to be moved; null where there are none that nobody else is at.</summary>
    public static Task<Guid?> ClaimVersionMoveAsync(this BotCoachDb db) => db.OneIdAsync(
        "select workspace_id as \"Value\" from version_move where after_deal is not null order by started_at limit 1" + (db is PostgresDb ? " for update skip locked" : ""));

    /// <summary>A workspace in which somebody waits for a preview.</summary>
    public static Task<Guid?> WorkspaceWithPreviewAsync(this BotCoachDb db) => db.OneIdAsync("select workspace_id as \"Value\" from preview_request order by asked_at limit 1");

    /// <summary>Processes of any workspace of which open deals have a retired version, while nobody moves them: those that came from an old file, or were opened again.</summary>
    public static Task<Guid?> WorkspaceWithStraysAsync(this BotCoachDb db) => db.OneIdAsync(
        """
        select m.workspace_id as "Value" from version_move m where m.after_deal is null and exists (
            select 1 from process_version v join deal d on d.workspace_id = v.workspace_id and d.process_id = v.process_id and d.process_version = v.number
            where v.workspace_id = m.workspace_id and v.process_id = m.process_id and v.state = 'Retired' and d.status = 'Open') limit 1
        """);
}
