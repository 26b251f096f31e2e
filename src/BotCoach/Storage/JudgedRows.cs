using System.Text.Json;
using BotCoach.Deals;
using BotCoach.Nudges;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>A deal that was judged: under which revision, and when it is next due.</summary>
public sealed record JudgedRow(Guid DealId, long Revision, DateTimeOffset? NextAt);

/// <summary>A deal that was judged again: its row as it was read, and when it is next due now.</summary>
public sealed record MovedRow(DealDue Was, DateTimeOffset? NextAt);

/// <summary>What was judged, written for many deals by one statement: as lists on PostgreSQL, as JSON on SQLite.</summary>
public static class JudgedRows
{
    /// <summary>
    /// Writes when each deal is next due, only where the revision that was judged still stands and no newer epoch does: what changed meanwhile stays due.
    /// </summary>
    public static async Task WriteNextDueAsync(this BotCoachDb db, IReadOnlyList<JudgedRow> judged, long epoch)
    {
        if (judged.Count == 0) return;
        await db.HoldEpochAsync();
        var rows = db is PostgresDb
            ? "unnest({2}, {3}, {4}) as v(id, revision, at)"
            : "(select value ->> 0 as id, value ->> 1 as revision, value ->> 2 as at from json_each({2})) as v";
        var sql = $"""
            update deal_due as d set at = v.at, epoch = {"{1}"} from {rows}
            where d.workspace_id = {"{0}"} and d.deal_id = v.id and d.revision = v.revision
              and not exists (select 1 from workspace as w where w.id = {"{0}"} and w.epoch > {"{1}"})
            """;
        object[] lists = db is PostgresDb
            ? [judged.Select(j => j.DealId).ToArray(), judged.Select(j => j.Revision).ToArray(), judged.Select(j => Utc(j.NextAt)).ToArray()]
            : [Json(judged.Select(j => new object?[] { Id(j.DealId), j.Revision, j.NextAt?.ToUnixTimeMilliseconds() }))];
        await db.Database.ExecuteSqlRawAsync(sql, [db.WorkspaceId, epoch, .. lists]);
    }

    /// <summary>Writes when each deal is next due where its row is as it was read; returns those of which that is so. What is moved is held until we commit.</summary>
    public static async Task<IReadOnlySet<Guid>> MoveDueAsync(this BotCoachDb db, IReadOnlyList<MovedRow> moved, long epoch)
    {
        if (moved.Count == 0) return new HashSet<Guid>();
        var rows = db is PostgresDb
            ? "unnest({2}, {3}, {4}, {5}) as v(id, revision, was, at)"
            : "(select value ->> 0 as id, value ->> 1 as revision, value ->> 2 as was, value ->> 3 as at from json_each({2})) as v";
        var sql = $"""
            update deal_due as d set at = v.at, epoch = {"{1}"} from {rows}
            where d.workspace_id = {"{0}"} and d.deal_id = v.id and d.revision = v.revision and d.at is not distinct from v.was
            returning deal_id as "Value"
            """;
        object[] lists = db is PostgresDb
            ? [moved.Select(m => m.Was.DealId).ToArray(), moved.Select(m => m.Was.Revision).ToArray(), moved.Select(m => Utc(m.Was.At)).ToArray(), moved.Select(m => Utc(m.NextAt)).ToArray()]
            : [Json(moved.Select(m => new object?[] { Id(m.Was.DealId), m.Was.Revision, m.Was.At?.ToUnixTimeMilliseconds(), m.NextAt?.ToUnixTimeMilliseconds() }))];
        return (await db.Database.SqlQueryRaw<Guid>(sql, [db.WorkspaceId, epoch, .. lists]).ToListAsync()).ToHashSet();
    }

    /// <summary>Writes what holds on with other values.</summary>
    public static async Task HoldAsync(this BotCoachDb db, IReadOnlyList<HeldNudge> held)
    {
        if (held.Count == 0) return;
        var rows = db is PostgresDb
            ? "unnest({1}, {2}, {3}, {4}) as v(id, severity, since, days)"
            : "(select value ->> 0 as id, value ->> 1 as severity, value ->> 2 as since, value ->> 3 as days from json_each({1})) as v";
        var sql = $"""
            update nudge as n set severity = v.severity, since = v.since, threshold_days = v.days, revision = n.revision + 1 from {rows}
            where n.workspace_id = {"{0}"} and n.id = v.id and n.holds
            """;
        object[] lists = db is PostgresDb
            ? [held.Select(h => h.Id).ToArray(), held.Select(h => h.Severity).ToArray(), held.Select(h => h.Since.ToUniversalTime()).ToArray(), held.Select(h => h.ThresholdDays).ToArray()]
            : [Json(held.Select(h => new object?[] { Id(h.Id), h.Severity, h.Since.ToUnixTimeMilliseconds(), h.ThresholdDays }))];
        await db.Database.ExecuteSqlRawAsync(sql, [db.WorkspaceId, .. lists]);
    }

    private static DateTimeOffset? Utc(DateTimeOffset? at) => at?.ToUniversalTime();

    // ids are kept in capitals there
    private static string Id(Guid id) => $"{id}".ToUpperInvariant();

    private static string Json(IEnumerable<object?[]> rows) => JsonSerializer.Serialize(rows);
}
