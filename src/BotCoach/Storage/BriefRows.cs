using BotCoach.Nudges;
using BotCoach.People;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>What makes the briefs of many people in one unit of work, claimed so that of several instances one makes each.</summary>
public static class BriefRows
{
    private static readonly ValueList<(Guid PersonId, DateTimeOffset At)> Next = new(
        new ValueColumn<(Guid PersonId, DateTimeOffset At), Guid>("id", n => n.PersonId),
        new ValueColumn<(Guid PersonId, DateTimeOffset At), DateTimeOffset>("at", n => n.At.ToUniversalTime()));

    private static readonly ValueList<BriefDay> Days = new(
        new ValueColumn<BriefDay, Guid>("person", d => d.PersonId), new ValueColumn<BriefDay, DateOnly>("day", d => d.Day.ToDateOnly()),
        new ValueColumn<BriefDay, string>("shown", d => d.Shown), new ValueColumn<BriefDay, Guid?>("message", d => d.MessageId));

    /// <summary>The workspace in which somebody has been due longest for something of this kind, or null.</summary>
    public static Task<Guid?> WorkspaceWithDuePersonAsync(this BotCoachDb db, PersonDueKind kind, DateTimeOffset now) => db.OneIdAsync(
        "select workspace_id as \"Value\" from person_due where kind = {0} and at <= {1} order by at limit 1", $"{kind}", db.Stamp(now));

    /// <summary>Claims people of the workspace in scope who are due for something of this kind.</summary>
    public static Task<List<Guid>> ClaimPeopleAsync(this BotCoachDb db, PersonDueKind kind, DateTimeOffset now, int most)
    {
        var sql = $"select person_id as \"Value\" from person_due where workspace_id = {{0}} and kind = {{1}} and at <= {{2}} order by at limit {{3}} {db.ClaimSuffix}";
        return db.Database.SqlQueryRaw<Guid>(sql, db.WorkspaceId, $"{kind}", db.Stamp(now), most).ToListAsync();
    }

    /// <summary>Writes when these people are due next for something of this kind.</summary>
    public static Task WritePersonDueAsync(this BotCoachDb db, PersonDueKind kind, IReadOnlyList<(Guid PersonId, DateTimeOffset At)> next)
    {
        var sql = $$"""update person_due as d set at = v.at from {{Next.Sql(db, 2)}} where d.workspace_id = {0} and d.kind = {1} and d.person_id = v.id""";
        return db.Database.ExecuteSqlRawAsync(sql, [db.WorkspaceId, $"{kind}", .. Next.Values(db, next)]);
    }

    /// <summary>Opens the ledger rows of people's local days; one that is there already stays: somebody else makes, or made, this brief.</summary>
    public static async Task OpenBriefDaysAsync(this BotCoachDb db, IReadOnlyCollection<BriefDay> days)
    {
        const string columns = "insert into brief_day (workspace_id, person_id, day, shown, message_id, made_at)";
        if (db is PostgresDb)
            await db.Database.ExecuteSqlRawAsync($"{columns} select {{0}}, p, d, '', null, m from unnest({{1}}, {{2}}, {{3}}) as t (p, d, m) on conflict do nothing",
                db.WorkspaceId, days.Select(d => d.PersonId).ToArray(), days.Select(d => d.Day.ToDateOnly()).ToArray(), days.Select(d => d.MadeAt).ToArray());
        else
            foreach (var day in days)
                await db.Database.ExecuteSqlRawAsync($"{columns} values ({{0}}, {{1}}, {{2}}, '', null, {{3}}) on conflict do nothing",
                    db.WorkspaceId, day.PersonId, day.Day.ToDateOnly(), db.Stamp(day.MadeAt));
    }

    /// <summary>Saves what these days show now, all at once.</summary>
    public static async Task SaveBriefDaysAsync(this BotCoachDb db, IReadOnlyList<BriefDay> days)
    {
        var sql = $$"""
            update brief_day as b set shown = v.shown, message_id = v.message from {{Days.Sql(db, 1)}} where b.workspace_id = {0} and b.person_id = v.person and b.day = v.day
            """;
        await db.Database.ExecuteSqlRawAsync(sql, [db.WorkspaceId, .. Days.Values(db, days)]);
        foreach (var day in days) db.Entry(day).State = EntityState.Unchanged;
    }

    /// <summary>Claims due deals of these owners; waits for an instance that is judging one of them just now, since the brief must know its answer.</summary>
    public static async Task<List<Guid>> ClaimOwnersDueDealsAsync(this BotCoachDb db, IReadOnlyCollection<Guid> owners, DateTimeOffset now, int most) => db is PostgresDb
        ? await db.Database.SqlQueryRaw<Guid>(
            "select deal_id as \"Value\" from deal_due where workspace_id = {0} and owner_id = any({1}) and at <= {2} order by deal_id limit {3} for update",
            db.WorkspaceId, owners.ToArray(), db.Stamp(now), most).ToListAsync()
        : await db.DealDues.Where(d => owners.Contains(d.OwnerId) && d.At <= now).OrderBy(d => d.DealId).Select(d => d.DealId).Take(most).ToListAsync();
}
