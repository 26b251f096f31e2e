using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Storage;

/// <summary>One finished stay in a stage.</summary>
public sealed record DwellRow(Guid ProcessId, string StageId, long Seconds);

/// <summary>How long deals stayed in their stages, from the history: asked here, since the stages know nothing of deals.</summary>
public static class DwellRows
{
    /// <summary>A workspace that has finished stays and no medians of this week yet, or null.</summary>
    public static async Task<Guid?> WorkspaceWithoutMediansAsync(this BotCoachDb db, LocalDate monday)
    {
        const string sql = """
            select w.id as "Value" from workspace w
            where not exists (select 1 from stage_median m where m.workspace_id = w.id and m.taken_on = {0})
              and exists (select 1 from deal_event e where e.workspace_id = w.id and e.dwell_seconds is not null and e.from_stage is not null)
            order by w.id limit 1
            """;
        return await db.OneIdAsync(sql, monday.ToDateOnly());
    }

    /// <summary>Every finished stay of the workspace in scope.</summary>
    public static Task<List<DwellRow>> DwellsAsync(this BotCoachDb db, CancellationToken cancel)
    {
        const string sql = """
            select d.process_id as "ProcessId", e.from_stage as "StageId", e.dwell_seconds as "Seconds"
            from deal_event e join deal d on d.workspace_id = e.workspace_id and d.id = e.deal_id
            where e.workspace_id = {0} and e.dwell_seconds is not null and e.from_stage is not null
            """;
        return db.Database.SqlQueryRaw<DwellRow>(sql, db.WorkspaceId).ToListAsync(cancel);
    }
}
