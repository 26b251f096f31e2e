using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>Which calendar is read next, and which cards before a call are due.</summary>
public static class MeetingRows
{
    private const string Due = "select workspace_id, person_id from calendar_feed where at <= {0} order by at limit 1";

    /// <summary>Takes the calendar that is due longest, until an instant. Written at once, and only where one is due.</summary>
    public static async Task<(Guid WorkspaceId, Guid PersonId)?> TakeCalendarAsync(this BotCoachDb db, DateTimeOffset now, DateTimeOffset until)
    {
        if (await db.OneIdAsync($"select person_id as \"Value\" from ({Due}) as feed", db.Stamp(now)) is null) return null;
        await using var turn = await db.BeginAsync(CancellationToken.None);
        var found = await db.Database.SqlQueryRaw<FeedKey>(
            $"update calendar_feed set at = {{1}} where at <= {{0}} and (workspace_id, person_id) in ({Due}) returning workspace_id as \"WorkspaceId\", person_id as \"PersonId\"", db.Stamp(now), db.Stamp(until)).ToListAsync();
        await turn.CommitAsync();
        return found.Count == 0 ? null : (found[0].WorkspaceId, found[0].PersonId);
    }

    public static Task<Guid?> WorkspaceWithDuePrepAsync(this BotCoachDb db, DateTimeOffset now) => db.OneIdAsync("select workspace_id as \"Value\" from meeting where prep_at <= {0} order by prep_at limit 1", db.Stamp(now));

    public static Task<List<Guid>> ClaimPrepsAsync(this BotCoachDb db, DateTimeOffset now, int most) => db.IdsAsync(
        $"select id as \"Value\" from meeting where workspace_id = {{0}} and prep_at <= {{1}} order by prep_at, id limit {{2}} {db.ClaimSuffix}", db.WorkspaceId, db.Stamp(now), most);

    public static Task<DateTimeOffset?> NextPrepAsync(this BotCoachDb db, CancellationToken cancel) => db.EarliestAsync("select prep_at as \"Value\" from meeting where prep_at is not null order by prep_at limit 1", cancel);

    /// <summary>Deletes, in every workspace, meetings that were over before this.</summary>
    public static Task ForgetMeetingsAsync(this BotCoachDb db, DateTimeOffset before, CancellationToken cancel) => db.Database.ExecuteSqlRawAsync("delete from meeting where ends_at < {0}", [db.Stamp(before)], cancel);

    private sealed record FeedKey(Guid WorkspaceId, Guid PersonId);
}
