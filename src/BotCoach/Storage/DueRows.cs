using BotCoach.Nudges;
using BotCoach.People;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>
/// What is due, found through its index and claimed: on PostgreSQL a claimed row is skipped by the other instances until we commit,
/// on SQLite there is one writer, and the unique keys of the ledgers hold either way.
/// </summary>
public static class DueRows
{
    /// <summary>The workspace whose deal has been due longest, or null.</summary>
    public static Task<Guid?> WorkspaceWithDueDealAsync(this BotCoachDb db, DateTimeOffset now) => db.OneIdAsync(
        "select workspace_id as \"Value\" from deal_due where at <= {0} order by at limit 1", db.Stamp(now));

    /// <summary>The workspace and person for whom something of this kind has been due longest, claimed; or null.</summary>
    public static async Task<(Guid WorkspaceId, Guid PersonId)?> ClaimPersonAsync(this BotCoachDb db, PersonDueKind kind, DateTimeOffset now)
    {
        var sql = $"select workspace_id as \"WorkspaceId\", person_id as \"PersonId\" from person_due where kind = {{0}} and at <= {{1}} order by at limit 1 {db.ClaimSuffix}";
        var claimed = await db.Database.SqlQueryRaw<PersonKey>(sql, $"{kind}", db.Stamp(now)).ToListAsync();
        return claimed.Count == 0 ? null : (claimed[0].WorkspaceId, claimed[0].PersonId);
    }

    /// <summary>Claims due deals of the workspace in scope.</summary>
    public static Task<List<Guid>> ClaimDueDealsAsync(this BotCoachDb db, DateTimeOffset now, int most) => db.IdsAsync(
        $"select deal_id as \"Value\" from deal_due where workspace_id = {{0}} and at <= {{1}} order by at limit {{2}} {db.ClaimSuffix}",
        db.WorkspaceId, db.Stamp(now), most);

    /// <summary>The deal is judged again at this instant at the latest: what is due before then, or became due meanwhile, stays so.</summary>
    public static Task BringDueForwardAsync(this BotCoachDb db, Guid dealId, DateTimeOffset at) => db.Database.ExecuteSqlRawAsync(
        "update deal_due set at = {2} where workspace_id = {0} and deal_id = {1} and (at is null or at > {2})", db.WorkspaceId, dealId, db.Stamp(at));

    /// <summary>Adds nudges that the ledger does not have yet; what it has already stays as it is.</summary>
    public static async Task AddNudgesAsync(this BotCoachDb db, IReadOnlyList<Nudge> nudges)
    {
        foreach (var some in nudges.Chunk(200)) await AddAsync(db, some);
    }

    /// <summary>Gives a person a clock for the brief, unless there is one.</summary>
    public static Task AddBriefClockAsync(this BotCoachDb db, Guid personId, DateTimeOffset at) => db.Database.ExecuteSqlRawAsync(
        "insert into person_due (workspace_id, person_id, kind, at) values ({0}, {1}, 'Brief', {2}) on conflict do nothing",
        db.WorkspaceId, personId, db.Stamp(at));

    /// <summary>When the next deal is to be judged, over all workspaces.</summary>
    public static Task<DateTimeOffset?> NextDealDueAsync(this BotCoachDb db, CancellationToken cancel) =>
        db.EarliestAsync("select at as \"Value\" from deal_due where at is not null order by at limit 1", cancel);

    /// <summary>When the next person is due for something of this kind, over all workspaces.</summary>
    public static Task<DateTimeOffset?> NextPersonDueAsync(this BotCoachDb db, PersonDueKind kind, CancellationToken cancel) =>
        db.EarliestAsync($"select at as \"Value\" from person_due where kind = '{kind}' order by at limit 1", cancel);

    /// <summary>Puts deals of the workspace in scope off, which could not be judged.</summary>
    public static Task PutOffDealsAsync(this BotCoachDb db, IReadOnlyCollection<Guid> deals, DateTimeOffset until, long epoch) => db.DealDues
        .Where(d => deals.Contains(d.DealId)).ExecuteUpdateAsync(set => set.SetProperty(d => d.At, until).SetProperty(d => d.Epoch, epoch));

    /// <summary>Puts off, in the workspace in scope, what could not be made for these people.</summary>
    public static Task PutOffPeopleAsync(this BotCoachDb db, PersonDueKind kind, IReadOnlyCollection<Guid> people, DateTimeOffset until) => db.PersonDues
        .Where(d => d.Kind == kind && people.Contains(d.PersonId)).ExecuteUpdateAsync(set => set.SetProperty(d => d.At, until));

    private static async Task AddAsync(BotCoachDb db, IReadOnlyList<Nudge> nudges)
    {
        const int columns = 12;
        var values = new List<object> { db.WorkspaceId };
        var rows = nudges.Select((_, i) => $"({{0}}, {string.Join(", ", Enumerable.Range(1 + i * columns, columns).Select(n => $"{{{n}}}"))}, true, 1)");
        var sql = "insert into nudge (workspace_id, deal_id, rule, occurrence, person_id, id, severity, since, found_at, threshold_days, stage_id, \"end\", ended_at, holds, revision) values ";
        foreach (var n in nudges)
            values.AddRange([n.DealId, n.Rule, n.Occurrence, n.PersonId, n.Id, n.Severity, db.Stamp(n.Since), db.Stamp(n.FoundAt), n.ThresholdDays, n.StageId, n.End is { } end ? $"{end}" : null!, n.EndedAt is { } at ? db.Stamp(at) : null!]);
        sql += string.Join(", ", rows) + " on conflict do nothing";
        await db.Database.ExecuteSqlRawAsync(sql, values);
    }

    internal sealed record PersonKey(Guid WorkspaceId, Guid PersonId);
}
