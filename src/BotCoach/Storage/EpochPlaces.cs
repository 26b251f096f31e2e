using BotCoach.Deals;
using BotCoach.Nudges;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>Who judges a company's deals again, and from where on: one at a time, which goes on where the one before it has committed.</summary>
public static class EpochPlaces
{
    // Any number, so long as nobody else takes the same in this database.
    private const int LockKind = 0x45706f63;

    /// <summary>The due rows after a deal, in the order of their ids; the second value is how many.</summary>
    internal static readonly Rows<DealDue> DueAfter = new("r.deal_id > $2 order by r.deal_id limit $3") { Untracked = true };

    /// <summary>How many deals there are up to one, counted no further than the last value.</summary>
    private const string DealsBetween = "select count(*) as \"Value\" from (select 1 from deal where workspace_id = {0} and id > {1} and id <= {2} limit {3}) as few";

    /// <summary>Claims the place of a workspace with deals to be judged again; null where there is none that nobody else is at.</summary>
    public static async Task<Guid?> ClaimEpochPlaceAsync(this BotCoachDb db)
    {
        await db.Database.ExecuteSqlRawAsync(
            "insert into epoch_place (workspace_id, epoch, deal_id) select w.id, 0, null from workspace w where not exists (select 1 from epoch_place p where p.workspace_id = w.id) on conflict do nothing");
        return await db.OneIdAsync(
            "select p.workspace_id as \"Value\" from epoch_place p join workspace w on w.id = p.workspace_id where p.epoch < w.epoch or p.deal_id is not null order by p.workspace_id limit 1"
            + (db is PostgresDb ? " for update of p skip locked" : ""));
    }

    /// <summary>
    /// Waits until all units of work have ended that may have judged under an older epoch: whoever judges from now on knows the new one. On SQLite there is
    /// one writer, so there are none.
    /// </summary>
    public static Task AwaitOlderJudgesAsync(this BotCoachDb db) => db is not PostgresDb ? Task.CompletedTask
        : db.Database.ExecuteSqlRawAsync("select pg_advisory_xact_lock({0}, hashtext({1}))", LockKind, $"{db.WorkspaceId}");

    /// <summary>From here on a new epoch waits for this unit of work: call it right before what was judged is written.</summary>
    public static Task HoldEpochAsync(this BotCoachDb db) => db is not PostgresDb ? Task.CompletedTask
        : db.Database.ExecuteSqlRawAsync("select pg_advisory_xact_lock_shared({0}, hashtext({1}))", LockKind, $"{db.WorkspaceId}");

    /// <summary>Whether more deals than this lie between two places: those that rest have no due row.</summary>
    internal static async Task<bool> LieFurtherApartAsync(this BotCoachDb db, Guid after, Guid last, int most) =>
        (await db.Database.SqlQueryRaw<long>(DealsBetween, db.WorkspaceId, after, last, most + 1).ToListAsync())[0] > most;

    /// <summary>In the order of the ids of all deals, that of each so many'th one.</summary>
    internal static Task<List<Guid>> EachDealAsync(this BotCoachDb db, int step) => db.Database.SqlQueryRaw<Guid>(
        """
        with recursive place(id) as (
            select (select d.id from deal d where d.workspace_id = {0} order by d.id limit 1 offset {1})
            union all select (select d.id from deal d where d.workspace_id = {0} and d.id > place.id order by d.id limit 1 offset {1}) from place where place.id is not null)
        select id as "Value" from place where id is not null
        """, db.WorkspaceId, step - 1).ToListAsync();

    /// <summary>Whether there are more deals than this, open or not; they are counted no further.</summary>
    internal static async Task<bool> HasMoreDealsAsync(this BotCoachDb db, int most) => (await db.Database.SqlQueryRaw<long>(
        "select count(*) as \"Value\" from (select 1 from deal where workspace_id = {0} limit {1}) as few", db.WorkspaceId, most + 1).ToListAsync())[0] > most;

    /// <summary>The words that stand on so many deals or more.</summary>
    internal static async Task<IReadOnlyList<string>> WornKeysAsync(this BotCoachDb db, int least) => await db.Database.SqlQueryRaw<string>(
        """
        select k.key as "Value" from (select s.key from said_text s where s.workspace_id = {0} group by s.key having count(*) >= {1}) k
        where (select count(*) from (select distinct t.deal_id from said_text t where t.workspace_id = {0} and t.key = k.key limit {1}) few) >= {1}
        """, db.WorkspaceId, least).ToListAsync();

    /// <summary>Claims these deals of the workspace in scope; waits for whoever changes one of them just now.</summary>
    public static async Task<IReadOnlyList<Guid>> ClaimDealsAsync(this BotCoachDb db, IReadOnlyList<Guid> ids) => db is not PostgresDb || ids.Count == 0 ? ids
        : await db.Database.SqlQueryRaw<Guid>(
            "select deal_id as \"Value\" from deal_due where workspace_id = {0} and deal_id = any({1}) order by deal_id for update", db.WorkspaceId, ids.ToArray()).ToListAsync();
}
