using BotCoach.Leads;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>The leads that are due, found through their index and claimed; and what is forgotten of them.</summary>
public static class LeadRows
{
    public static Task<Guid?> WorkspaceWithDueLeadAsync(this BotCoachDb db, DateTimeOffset now) => db.OneIdAsync(
        "select workspace_id as \"Value\" from lead where at <= {0} order by at limit 1", db.Stamp(now));

    public static Task<List<Guid>> ClaimLeadsAsync(this BotCoachDb db, DateTimeOffset now, int most) => db.IdsAsync(
        $"select id as \"Value\" from lead where workspace_id = {{0}} and at <= {{1}} order by at, id limit {{2}} {db.ClaimSuffix}", db.WorkspaceId, db.Stamp(now), most);

    public static Task<DateTimeOffset?> NextLeadAsync(this BotCoachDb db, CancellationToken cancel) =>
        db.EarliestAsync("select at as \"Value\" from lead where at is not null order by at limit 1", cancel);

    /// <summary>What somebody has been offered is looked at now: the person may be away, or gone.</summary>
    public static Task WakeLeadsOfAsync(this BotCoachDb db, Guid personId, DateTimeOffset now) => db.Set<Lead>()
        .Where(l => l.OfferedTo == personId && l.State == LeadState.Offered).ExecuteUpdateAsync(set => set.SetProperty(l => l.At, now));

    /// <summary>Who has a deal of one of these accounts, written in lower case: open deals before won ones, the newest first.</summary>
    public static async Task<List<AccountDeal>> DealsOfAccountsAsync(this BotCoachDb db, IReadOnlyCollection<string> accounts) => (await db.Deals.AsNoTracking()
        // the account as it is kept in lower case, since not every database knows all letters
        .Where(d => d.Account != null && accounts.Contains(d.Twin.Substring(0, d.Twin.IndexOf("\n"))) && (d.Status == Deals.DealStatus.Open || d.Status == Deals.DealStatus.Won))
        .OrderBy(d => d.Status).ThenByDescending(d => d.Id).Select(d => new { d.Account, d.OwnerId }).ToListAsync()).ConvertAll(d => new AccountDeal(d.Account!.ToLowerInvariant(), d.OwnerId));

    /// <summary>Deletes, in every workspace, leads that ended before this, with what happened to them: the deal that one became has all that is known.</summary>
    public static async Task ForgetLeadsAsync(this BotCoachDb db, DateTimeOffset before, CancellationToken cancel)
    {
        await db.Database.ExecuteSqlRawAsync(
            "delete from lead_move as m where exists (select 1 from lead as l where l.workspace_id = m.workspace_id and l.id = m.lead_id and l.ended_at < {0})", [db.Stamp(before)], cancel);
        await db.Database.ExecuteSqlRawAsync("delete from lead where ended_at < {0}", [db.Stamp(before)], cancel);
    }
}

/// <summary>An account in lower case, and who has a deal of it.</summary>
public sealed record AccountDeal(string Account, Guid OwnerId);
