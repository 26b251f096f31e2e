using BotCoach.Chat;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>The few questions that are asked before a workspace is in scope: each answers with a workspace's id, never with its rows.</summary>
public static class HostQueries
{
    /// <summary>Uses up the unused, unexpired join code with this hash; its workspace, or null.</summary>
    public static Task<Guid?> UseJoinCodeAsync(this BotCoachDb db, string hash, DateTimeOffset now) => db.OneIdAsync(
        "update join_code set used_at = {1} where hash = {0} and used_at is null and expires_at > {1} returning workspace_id as \"Value\"",
        hash, db.Stamp(now));

    /// <summary>The workspace of the console's link with this hash, whatever became of it; or null.</summary>
    public static Task<Guid?> WorkspaceOfConsoleLinkAsync(this BotCoachDb db, string hash) =>
        db.OneIdAsync("select workspace_id as \"Value\" from console_visit where link_hash = {0}", hash);

    /// <summary>The workspace of the API key with this hash, whatever became of it; or null.</summary>
    public static Task<Guid?> WorkspaceOfApiKeyAsync(this BotCoachDb db, string hash) =>
        db.OneIdAsync("select workspace_id as \"Value\" from api_key where hash = {0}", hash);

    /// <summary>The same by the key's id, which is no secret.</summary>
    public static Task<Guid?> WorkspaceOfApiKeyAsync(this BotCoachDb db, Guid id) =>
        db.OneIdAsync("select workspace_id as \"Value\" from api_key where id = {0}", id);

    /// <summary>The workspaces in which a manager or admin has this e-mail address: two at most are told.</summary>
    public static async Task<IReadOnlyList<Guid>> WorkspacesOfLeadersAsync(this BotCoachDb db, string email) => await db.Database.SqlQueryRaw<Guid>(
        "select distinct workspace_id as \"Value\" from person where lower(email) = {0} and merged_into is null and role in ('Manager', 'Admin', 'Reader') limit 2", email.ToLowerInvariant()).ToListAsync();

    /// <summary>Marks an inbound as seen in a workspace that is not the one in scope.</summary>
    public static Task<int> MarkSeenAsync(this BotCoachDb db, Guid workspaceId, string channel, string dedupeId, string reply, DateTimeOffset now) =>
        db.Database.ExecuteSqlRawAsync(
            "insert into seen_inbound (workspace_id, channel, dedupe_id, reply, seen_at) values ({0}, {1}, {2}, {3}, {4}) on conflict do nothing",
            workspaceId, channel, dedupeId, reply, db.Stamp(now));

    /// <summary>The workspace with the message that has been due longest, or null.</summary>
    public static Task<Guid?> WorkspaceWithDueMessageAsync(this BotCoachDb db, DateTimeOffset now) =>
        db.OneIdAsync($"select workspace_id as \"Value\" from ({OfEachLane("not_before <= {0}")}) as due order by not_before limit 1", db.Stamp(now));

    /// <summary>When the next message is due, over all workspaces.</summary>
    public static Task<DateTimeOffset?> NextMessageDueAsync(this BotCoachDb db, CancellationToken cancel) =>
        db.EarliestAsync($"select not_before as \"Value\" from ({OfEachLane("not_before is not null")}) as due order by not_before limit 1", cancel);

    /// <summary>The ids of all workspaces, oldest first.</summary>
    public static async Task<IReadOnlyList<Guid>> WorkspacesAsync(this BotCoachDb db, CancellationToken cancel) =>
        await db.Database.SqlQueryRaw<Guid>("select id as \"Value\" from workspace order by created_at").ToListAsync(cancel);

    /// <summary>Deletes marks of inbound that are older than this, in every workspace.</summary>
    public static Task<int> ForgetSeenAsync(this BotCoachDb db, DateTimeOffset before, CancellationToken cancel) =>
        db.Database.ExecuteSqlRawAsync("delete from seen_inbound where seen_at < {0}", [db.Stamp(before)], cancel);

    /// <summary>Deletes visits to the console that were over before this, in every workspace: that they were is in the audit.</summary>
    public static Task<int> ForgetVisitsAsync(this BotCoachDb db, DateTimeOffset before, CancellationToken cancel) =>
        db.Database.ExecuteSqlRawAsync("delete from console_visit where until < {0}", [db.Stamp(before)], cancel);

    /// <summary>Deletes what requests to the API were answered before this, in every workspace.</summary>
    public static Task<int> ForgetApiRepliesAsync(this BotCoachDb db, DateTimeOffset before, CancellationToken cancel) =>
        db.Database.ExecuteSqlRawAsync("delete from api_reply where at < {0}", [db.Stamp(before)], cancel);

    /// <summary>Deletes the channels' notes that were to be kept until now at the latest.</summary>
    public static Task<int> ForgetNotesAsync(this BotCoachDb db, DateTimeOffset now, CancellationToken cancel) =>
        db.Database.ExecuteSqlRawAsync("delete from channel_note where keep_until <= {0}", [db.Stamp(now)], cancel);

    /// <summary>
    /// Deletes messages that are settled and older than this, in every workspace. A recap's card stays as long as its transcript: it is edited when that goes.
    /// </summary>
    public static Task<int> ForgetMessagesAsync(this BotCoachDb db, DateTimeOffset before, CancellationToken cancel) =>
        db.Database.ExecuteSqlRawAsync(
            """
            delete from outgoing_message as m where exists (select 1 from message_delivery as d
                where d.workspace_id = m.workspace_id and d.id = m.id and d.not_before is null and coalesce(d.sent_at, m.created_at) < {0})
                and (m.key not like 'recap:%' or not exists (select 1 from call_transcript as t where t.workspace_id = m.workspace_id and m.key = 'recap:' || lower(cast(t.call_id as text))))
            """, [db.Stamp(before)], cancel);

    /// <summary>The earliest of each lane, since that is how they are kept in order.</summary>
    private static string OfEachLane(string where) => string.Join(" union all ", Enum.GetNames<Lane>().Select(lane =>
        $"select * from (select workspace_id, not_before from message_delivery where lane = '{lane}' and {where} order by not_before limit 1) as {lane}"));

    /// <summary>The one instant that this asks for, or null.</summary>
    internal static async Task<DateTimeOffset?> EarliestAsync(this BotCoachDb db, string sql, CancellationToken cancel)
    {
        if (db is PostgresDb) return (await db.Database.SqlQueryRaw<DateTimeOffset>(sql).ToListAsync(cancel)).Select(at => (DateTimeOffset?)at).FirstOrDefault();
        return (await db.Database.SqlQueryRaw<long>(sql).ToListAsync(cancel)).Select(at => (DateTimeOffset?)DateTimeOffset.FromUnixTimeMilliseconds(at)).FirstOrDefault();
    }

    internal static Task<List<Guid>> IdsAsync(this BotCoachDb db, string sql, params object[] parameters) => db.Database.SqlQueryRaw<Guid>(sql, parameters).ToListAsync();

    internal static async Task<Guid?> OneIdAsync(this BotCoachDb db, string sql, params object[] parameters) =>
        (await db.IdsAsync(sql, parameters)).Select(id => (Guid?)id).FirstOrDefault();
}
