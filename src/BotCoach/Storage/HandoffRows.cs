using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>How due handoffs are claimed.</summary>
public static class HandoffRows
{
    public static Task<Guid?> WorkspaceWithDueHandoffAsync(this BotCoachDb db, DateTimeOffset now) => db.OneIdAsync(
        "select workspace_id as \"Value\" from handoff where at <= {0} order by at limit 1", db.Stamp(now));

    public static Task<List<Guid>> ClaimHandoffsAsync(this BotCoachDb db, DateTimeOffset now, int most)
    {
        var sql = $"select id as \"Value\" from handoff where workspace_id = {{0}} and at <= {{1}} order by at limit {{2}} {db.ClaimSuffix}";
        return db.Database.SqlQueryRaw<Guid>(sql, db.WorkspaceId, db.Stamp(now), most).ToListAsync();
    }

    public static Task<DateTimeOffset?> NextHandoffAsync(this BotCoachDb db, CancellationToken cancel) =>
        db.EarliestAsync("select at as \"Value\" from handoff where at is not null order by at limit 1", cancel);
}
