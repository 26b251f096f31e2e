using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Storage;

/// <summary>How many finished deals were in a stage, and how many of them were won.</summary>
public sealed record FinishedRow(Guid ProcessId, string StageId, long Finished, long Won);

/// <summary>What is asked once a week, by one statement.</summary>
public static class WeekRows
{
    /// <summary>A workspace that has open deals and no figures of this week yet, or null.</summary>
    public static Task<Guid?> WorkspaceWithoutWeekAsync(this BotCoachDb db, LocalDate monday)
    {
        const string sql = """
            select w.id as "Value" from workspace w
            where not exists (select 1 from week_figure f where f.workspace_id = w.id and f.taken_on = {0})
              and exists (select 1 from deal d where d.workspace_id = w.id and d.status = 'Open')
            order by w.id limit 1
            """;
        return db.OneIdAsync(sql, monday.ToDateOnly());
    }

    /// <summary>Of each stage of each process: the finished deals that left it, or were closed in it.</summary>
    public static Task<List<FinishedRow>> FinishedByStageAsync(this BotCoachDb db)
    {
        const string sql = """
            select d.process_id as "ProcessId", e.from_stage as "StageId", count(distinct d.id) as "Finished", count(distinct case when d.status = 'Won' then d.id end) as "Won"
            from deal_event e join deal d on d.workspace_id = e.workspace_id and d.id = e.deal_id
            where e.workspace_id = {0} and d.status <> 'Open' and e.from_stage is not null and e.kind in ('Advanced', 'Overridden', 'Won', 'MovedBack', 'Lost', 'Disqualified')
            group by d.process_id, e.from_stage
            """;
        return db.Database.SqlQueryRaw<FinishedRow>(sql, db.WorkspaceId).ToListAsync();
    }
}
