using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>The escalations that are due, found through their index and claimed.</summary>
public static class EscalationRows
{
    public static Task<Guid?> WorkspaceWithDueEscalationAsync(this BotCoachDb db, DateTimeOffset now) => db.OneIdAsync(
        "select workspace_id as \"Value\" from escalation where at <= {0} order by at limit 1", db.Stamp(now));

    public static Task<List<Guid>> ClaimEscalationsAsync(this BotCoachDb db, DateTimeOffset now, int most)
    {
        var sql = $"select nudge_id as \"Value\" from escalation where workspace_id = {{0}} and at <= {{1}} order by at limit {{2}} {db.ClaimSuffix}";
        return db.Database.SqlQueryRaw<Guid>(sql, db.WorkspaceId, db.Stamp(now), most).ToListAsync();
    }

    public static Task<DateTimeOffset?> NextEscalationAsync(this BotCoachDb db, CancellationToken cancel) =>
        db.EarliestAsync("select at as \"Value\" from escalation where at is not null order by at limit 1", cancel);
}
