using BotCoach.Crm;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>What the clock and a webhook ask of links to CRMs before a workspace is in scope.</summary>
public static class CrmRows
{
    private const string Due = "select workspace_id, id from crm_link where next_at <= {0} and (taken_until is null or taken_until < {0}) order by next_at limit 1";

    /// <summary>Takes the link that has waited longest and that no other instance is at, until an instant. Written at once, and only where one waits.</summary>
    public static async Task<(Guid WorkspaceId, Guid LinkId)?> TakeCrmLinkAsync(this BotCoachDb db, DateTimeOffset now, DateTimeOffset until)
    {
        if (await db.OneIdAsync($"select id as \"Value\" from ({Due}) as link", db.Stamp(now)) is null) return null;
        await using var turn = await db.BeginAsync(CancellationToken.None);
        var found = await db.Database.SqlQueryRaw<LinkKey>(
            $"update crm_link set taken_until = {{1}} where (taken_until is null or taken_until < {{0}}) and (workspace_id, id) in ({Due}) returning workspace_id as \"WorkspaceId\", id as \"LinkId\"",
            db.Stamp(now), db.Stamp(until)).ToListAsync();
        await turn.CommitAsync();
        return found.Count == 0 ? null : (found[0].WorkspaceId, found[0].LinkId);
    }

    public static Task<DateTimeOffset?> NextCrmDueAsync(this BotCoachDb db, CancellationToken cancel) =>
        db.EarliestAsync("select case when taken_until > next_at then taken_until else next_at end as \"Value\" from crm_link where next_at is not null order by 1 limit 1", cancel);

    /// <summary>The company of a link; null where there is none.</summary>
    public static Task<Guid?> WorkspaceOfCrmLinkAsync(this BotCoachDb db, Guid link, string kind) =>
        db.OneIdAsync("select workspace_id as \"Value\" from crm_link where id = {0} and kind = {1}", link, kind);

    /// <summary>Asks for its changes now, however often this is said.</summary>
    public static Task MakeCrmDueAsync(this BotCoachDb db, Guid link, DateTimeOffset now, bool alsoGone) => db.CrmLinks.Where(l => l.Id == link && l.State == CrmState.Live)
        .ExecuteUpdateAsync(set => set.SetProperty(l => l.NextAt, now).SetProperty(l => l.PollAt, now).SetProperty(l => l.GoneAt, l => alsoGone ? now : l.GoneAt).SetProperty(l => l.GoneCursor, l => alsoGone ? null : l.GoneCursor));

    /// <summary>A token that was renewed is kept at once: the one before may not hold any more, whatever becomes of the work. One that an admin gave meanwhile stays.</summary>
    public static Task KeepCrmSecretAsync(this BotCoachDb db, Guid link, string before, string secret) => db.CrmLinks.Where(l => l.Id == link && l.Secret == before).ExecuteUpdateAsync(set => set.SetProperty(l => l.Secret, secret));

    private sealed record LinkKey(Guid WorkspaceId, Guid LinkId);
}
