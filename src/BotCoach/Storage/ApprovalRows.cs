using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>The questions for approval that are due to be looked at, found through their index and claimed.</summary>
public static class ApprovalRows
{
    public static Task<Guid?> WorkspaceWithDueApprovalAsync(this BotCoachDb db, DateTimeOffset now) => db.OneIdAsync(
        "select workspace_id as \"Value\" from approval_request where at <= {0} order by at limit 1", db.Stamp(now));

    public static Task<List<Guid>> ClaimApprovalsAsync(this BotCoachDb db, DateTimeOffset now, int most)
    {
        var sql = $"select id as \"Value\" from approval_request where workspace_id = {{0}} and at <= {{1}} order by at limit {{2}} {db.ClaimSuffix}";
        return db.Database.SqlQueryRaw<Guid>(sql, db.WorkspaceId, db.Stamp(now), most).ToListAsync();
    }

    public static Task<DateTimeOffset?> NextApprovalAsync(this BotCoachDb db, CancellationToken cancel) =>
        db.EarliestAsync("select at as \"Value\" from approval_request where at is not null order by at limit 1", cancel);
}
