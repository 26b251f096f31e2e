using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>What the clock asks of calls before a workspace is in scope: which one waits to be read, which draft's time is over, which transcripts are kept too long.</summary>
public static class CallRows
{
    private const string Waiting = "select workspace_id, id from call where state = 'Waiting' and (taken_until is null or taken_until < {0}) order by made_at limit 1";

    /// <summary>Takes the call that has waited longest and that no other instance is at, until an instant. Written at once, and only where one waits.</summary>
    public static async Task<(Guid WorkspaceId, Guid CallId)?> TakeCallAsync(this BotCoachDb db, DateTimeOffset now, DateTimeOffset until)
    {
        if (await db.OneIdAsync($"select id as \"Value\" from ({Waiting}) as call", db.Stamp(now)) is null) return null;
        await using var turn = await db.BeginAsync(CancellationToken.None);
        var found = await db.Database.SqlQueryRaw<CallKey>(
            $"update call set taken_until = {{1}}, tries = tries + 1 where (taken_until is null or taken_until < {{0}}) and (workspace_id, id) in ({Waiting}) returning workspace_id as \"WorkspaceId\", id as \"CallId\"",
            db.Stamp(now), db.Stamp(until)).ToListAsync();
        await turn.CommitAsync();
        return found.Count == 0 ? null : (found[0].WorkspaceId, found[0].CallId);
    }

    /// <summary>A workspace with a draft whose time is over.</summary>
    public static Task<Guid?> WorkspaceWithExpiredCallAsync(this BotCoachDb db, DateTimeOffset now) =>
        db.OneIdAsync("select workspace_id as \"Value\" from call where expires_at <= {0} order by expires_at limit 1", db.Stamp(now));

    public static Task<DateTimeOffset?> NextCallExpiryAsync(this BotCoachDb db, CancellationToken cancel) =>
        db.EarliestAsync("select expires_at as \"Value\" from call where expires_at is not null order by expires_at limit 1", cancel);

    /// <summary>The workspaces and how many days each keeps a transcript.</summary>
    public static async Task<IReadOnlyList<(Guid WorkspaceId, int Days)>> TranscriptDaysAsync(this BotCoachDb db, CancellationToken cancel) =>
        [.. (await db.Database.SqlQueryRaw<KeptDays>("select id as \"WorkspaceId\", transcript_days as \"Days\" from workspace").ToListAsync(cancel)).Select(k => (k.WorkspaceId, k.Days))];

    /// <summary>Some calls of a workspace that came in before this and of which more is kept than what somebody accepted, the oldest first.</summary>
    public static Task<List<Guid>> CallsToForgetAsync(this BotCoachDb db, Guid workspaceId, DateTimeOffset before, int most) => db.IdsAsync(
        """
        select id as "Value" from call where workspace_id = {0} and made_at < {1} and state in ('Waiting', 'Asking', 'HeldBack', 'Drafted')
        union select call_id from call_transcript where workspace_id = {0} and made_at < {1}
        union select l.call_id from call_line l join call c on c.workspace_id = l.workspace_id and c.id = l.call_id where l.workspace_id = {0} and l.state <> 'Accepted' and c.made_at < {1}
        order by 1 limit {2}
        """, workspaceId, db.Stamp(before), most);

    private sealed record CallKey(Guid WorkspaceId, Guid CallId);

    private sealed record KeptDays(Guid WorkspaceId, int Days);
}
