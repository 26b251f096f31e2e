using BotCoach.Deals;
using BotCoach.Nudges;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>A deal that was judged: under which revision, and when it is next due.</summary>
public sealed record JudgedRow(Guid DealId, long Revision, DateTimeOffset? NextAt);

/// <summary>A deal that was judged again: its row as it was read, and when it is next due now.</summary>
public sealed record MovedRow(DealDue Was, DateTimeOffset? NextAt);

/// <summary>What was judged, written for many deals by one statement.</summary>
public static class JudgedRows
{
    private static readonly ValueList<JudgedRow> Judged = new(
        new ValueColumn<JudgedRow, Guid>("id", j => j.DealId), new ValueColumn<JudgedRow, long>("revision", j => j.Revision),
        new ValueColumn<JudgedRow, DateTimeOffset?>("at", j => j.NextAt?.ToUniversalTime()));

    private static readonly ValueList<MovedRow> Moved = new(
        new ValueColumn<MovedRow, Guid>("id", m => m.Was.DealId), new ValueColumn<MovedRow, long>("revision", m => m.Was.Revision),
        new ValueColumn<MovedRow, DateTimeOffset?>("was", m => m.Was.At?.ToUniversalTime()), new ValueColumn<MovedRow, DateTimeOffset?>("at", m => m.NextAt?.ToUniversalTime()));

    private static readonly ValueList<HeldNudge> Held = new(
        new ValueColumn<HeldNudge, Guid>("id", h => h.Id), new ValueColumn<HeldNudge, int>("severity", h => h.Severity),
        new ValueColumn<HeldNudge, DateTimeOffset>("since", h => h.Since.ToUniversalTime()), new ValueColumn<HeldNudge, double>("days", h => h.ThresholdDays));

    /// <summary>
    /// Writes when each deal is next due, only where the revision that was judged still stands and no newer epoch does: what changed meanwhile stays due.
    /// </summary>
    public static async Task WriteNextDueAsync(this BotCoachDb db, IReadOnlyList<JudgedRow> judged, long epoch)
    {
        if (judged.Count == 0) return;
        await db.HoldEpochAsync();
        var sql = $$"""
            update deal_due as d set at = v.at, epoch = {1} from {{Judged.Sql(db, 2)}}
            where d.workspace_id = {0} and d.deal_id = v.id and d.revision = v.revision
              and not exists (select 1 from workspace as w where w.id = {0} and w.epoch > {1})
            """;
        await db.Database.ExecuteSqlRawAsync(sql, [db.WorkspaceId, epoch, .. Judged.Values(db, judged)]);
    }

    /// <summary>Writes when each deal is next due where its row is as it was read; returns those of which that is so. What is moved is held until we commit.</summary>
    public static async Task<IReadOnlySet<Guid>> MoveDueAsync(this BotCoachDb db, IReadOnlyList<MovedRow> moved, long epoch)
    {
        if (moved.Count == 0) return new HashSet<Guid>();
        var sql = $$"""
            update deal_due as d set at = v.at, epoch = {1} from {{Moved.Sql(db, 2)}}
            where d.workspace_id = {0} and d.deal_id = v.id and d.revision = v.revision and d.at is not distinct from v.was
            returning deal_id as "Value"
            """;
        return (await db.Database.SqlQueryRaw<Guid>(sql, [db.WorkspaceId, epoch, .. Moved.Values(db, moved)]).ToListAsync()).ToHashSet();
    }

    /// <summary>Writes what holds on with other values.</summary>
    public static async Task HoldAsync(this BotCoachDb db, IReadOnlyList<HeldNudge> held)
    {
        if (held.Count == 0) return;
        var sql = $$"""
            update nudge as n set severity = v.severity, since = v.since, threshold_days = v.days, revision = n.revision + 1 from {{Held.Sql(db, 1)}}
            where n.workspace_id = {0} and n.id = v.id and n.holds
            """;
        await db.Database.ExecuteSqlRawAsync(sql, [db.WorkspaceId, .. Held.Values(db, held)]);
    }
}
