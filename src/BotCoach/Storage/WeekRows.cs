using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Storage;

/// <summary>How many finished deals were in a stage, and how many of them were won.</summary>
public sealed record FinishedRow(Guid ProcessId, string StageId, long Finished, long Won);

/// <summary>How open deals stand on a Monday, counted by one statement for each owner.</summary>
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

    /// <summary>Of the workspace in scope. What stands there of this week stays.</summary>
    public static Task<int> TakeWeekAsync(this BotCoachDb db, LocalDate monday)
    {
        const string sql = """
            insert into week_figure (workspace_id, taken_on, owner_id, "open", active, without_step, confirmed, known)
            select f.workspace_id, {1}, f.owner_id, count(*), sum(f.active), sum(f.active * (1 - f.dated)), sum(f.active * f.dated * f.confirmed), sum(f.known)
            from (select d.workspace_id, d.owner_id,
                case when d.triage = 'Parked' and (d.parked_until is null or d.parked_until > {1}) then 0 else 1 end as active,
                case when d.next_step_on is null or trim(coalesce(d.next_step, '')) = '' then 0 else 1 end as dated,
                case when d.next_step_confirmed then 1 else 0 end as confirmed,
                case when (select count(distinct lower(trim(s.name))) from stakeholder s where s.workspace_id = d.workspace_id and s.deal_id = d.id) >= 2 then 1 else 0 end as known
                from deal d where d.workspace_id = {0} and d.status = 'Open') as f
            group by f.workspace_id, f.owner_id
            on conflict do nothing
            """;
        return db.Database.ExecuteSqlRawAsync(sql, db.WorkspaceId, monday.ToDateOnly());
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
