using System.Collections.Concurrent;
using BotCoach.Chat;
using BotCoach.People;
using Microsoft.EntityFrameworkCore;

#pragma warning disable EF1002 // What is put into the SQL is this class's own, never input.

namespace BotCoach.Storage;

/// <summary>A message as its sender leaves it, and by what is known whether somebody came between.</summary>
/// <param name="Was">Its state when it was read.</param>
/// <param name="Attempts">And how often it had been tried.</param>
public sealed record SenderStep(OutgoingMessage Message, MessageState Was, int Attempts);

/// <summary>A place of <see cref="PaceSlot"/>.</summary>
public readonly record struct PaceKey(string Channel, string Team, string Scope);

/// <summary>The outbox's claims and locks, each for many messages at once, in SQL that both databases speak.</summary>
public static class OutboxRows
{
    private static readonly ConcurrentDictionary<int, Rows<OutgoingMessage>> Due = [];
    private static readonly Rows<OutgoingMessage> Locked = new("s.id = any($2) order by s.id for update of s") { Untracked = true };

    private static readonly Rows<OutgoingMessage> OnTheirWay = new(
        "s.person_id = any($2) and s.attempts > 0 and s.sent_revision = 0 and s.not_before > $3 and s.not_before <= $4") { Untracked = true };

    private const string Reachable = " and exists (select 1 from installation as n where n.channel = r.channel and n.external_id = r.team and n.removed_at is null)";

    /// <summary>Accounts of these people in teams that the bot is in.</summary>
    public static readonly Rows<Identity> Accounts = new("r.person_id = any($2)" + Reachable) { Untracked = true };

    /// <summary>Accounts of those who are known to be one of these people.</summary>
    public static readonly Rows<Identity> MergedAccounts = new(
        "r.person_id in (select p.id from person as p where p.workspace_id = $1 and p.merged_into is not null and p.merged_into = any($2))" + Reachable) { Untracked = true };

    /// <summary>Who is known to be one of these people.</summary>
    public static readonly Rows<Person> Merged = new("r.merged_into is not null and r.merged_into = any($2)") { Untracked = true };

    private static readonly ValueList<PaceKey> Slots = new(
        new ValueColumn<PaceKey, string>("channel", k => k.Channel), new ValueColumn<PaceKey, string>("team", k => k.Team), new ValueColumn<PaceKey, string>("scope", k => k.Scope));

    private static readonly ValueList<OutgoingMessage> Behind = new(
        new ValueColumn<OutgoingMessage, Guid>("person", m => m.PersonId), new ValueColumn<OutgoingMessage, string>("lane", m => m.Lane.ToString()),
        new ValueColumn<OutgoingMessage, string>("place", m => m.Place.ToString()), new ValueColumn<OutgoingMessage, DateTimeOffset>("made_at", m => m.CreatedAt),
        new ValueColumn<OutgoingMessage, DateTimeOffset?>("until", m => m.NotBefore?.ToUniversalTime()));

    private static readonly IReadOnlyList<ValueColumn<SenderStep>> Written =
    [
        new ValueColumn<SenderStep, string>("channel", s => s.Message.Channel),
        new ValueColumn<SenderStep, string>("team", s => s.Message.Team),
        new ValueColumn<SenderStep, string>("\"user\"", s => s.Message.User),
        new ValueColumn<SenderStep, string>("conversation", s => s.Message.Conversation),
        new ValueColumn<SenderStep, long>("sent_revision", s => s.Message.SentRevision),
        new ValueColumn<SenderStep, string?>("reference", s => s.Message.Reference),
        new ValueColumn<SenderStep, string>("state", s => s.Message.State.ToString()),
        new ValueColumn<SenderStep, DateTimeOffset?>("not_before", s => s.Message.NotBefore?.ToUniversalTime()),
        new ValueColumn<SenderStep, int>("attempts", s => s.Message.Attempts),
        new ValueColumn<SenderStep, bool>("was_uncertain", s => s.Message.WasUncertain),
        new ValueColumn<SenderStep, string?>("why", s => s.Message.Why),
        new ValueColumn<SenderStep, DateTimeOffset?>("tried_at", s => s.Message.TriedAt?.ToUniversalTime()),
        new ValueColumn<SenderStep, DateTimeOffset?>("sent_at", s => s.Message.SentAt?.ToUniversalTime()),
    ];

    private static readonly ValueList<SenderStep> Steps = new([
        new ValueColumn<SenderStep, Guid>("message_id", s => s.Message.Id), new ValueColumn<SenderStep, long>("revision", s => s.Message.Revision),
        new ValueColumn<SenderStep, string>("was", s => s.Was.ToString()), new ValueColumn<SenderStep, int>("tries", s => s.Attempts), .. Written]);

    /// <summary>
    /// One instance at a time claims in the workspace in scope, until its transaction ends: else one could take a person's second message while another one
    /// looks at the first. On SQLite there is one writer.
    /// </summary>
    public static Task TakeTurnsAsync(this BotCoachDb db, CancellationToken cancel) => db is not PostgresDb ? Task.CompletedTask
        : db.Database.ExecuteSqlRawAsync("select pg_advisory_xact_lock(hashtextextended({0}, 0))", [$"outbox {db.WorkspaceId}"], cancel);

    /// <summary>
    /// Due messages of the workspace in scope, locked for this transaction without those that somebody else has locked: answers first, then those that have
    /// been due longest. What is due in one lane is found in order, so that a long backlog costs no more than a short one.
    /// </summary>
    public static Task<List<OutgoingMessage>> DueMessagesAsync(this BotCoachDb db, DateTimeOffset now, int most) =>
        AskAsync(db, Due.GetOrAdd(most, DueRows), db.Stamp(now));

    /// <summary>What of these people's is on its way, or is tried again before then: not what is due by now.</summary>
    public static Task<List<OutgoingMessage>> OnTheirWayAsync(this BotCoachDb db, Guid[] people, DateTimeOffset now, DateTimeOffset until) =>
        AskAsync(db, OnTheirWay, people, db.Stamp(now), db.Stamp(until));

    /// <summary>These messages, waited for and locked for this transaction.</summary>
    public static Task<List<OutgoingMessage>> LockMessagesAsync(this BotCoachDb db, Guid[] ids) => AskAsync(db, Locked, ids);

    /// <summary>Writes how far these messages have come, where nobody came between; returns those of which that is so.</summary>
    public static async Task<IReadOnlySet<Guid>> WriteAsync(this BotCoachDb db, IReadOnlyList<SenderStep> steps, CancellationToken cancel)
    {
        if (steps.Count == 0) return new HashSet<Guid>();
        var sql = $$"""
            update message_delivery as d set {{string.Join(", ", Written.Select(c => $"{c.Name} = v.{c.Name}"))}} from {{Steps.Sql(db, 1)}}
            where d.workspace_id = {0} and d.id = v.message_id and d.revision = v.revision and d.state = v.was and d.attempts = v.tries returning id as "Value"
            """;
        return (await db.Database.SqlQueryRaw<Guid>(sql, [db.WorkspaceId, .. Steps.Values(db, steps)]).ToListAsync(cancel)).ToHashSet();
    }

    /// <summary>What is due and was made for the same people after these, which have been put off, is put off with them: it does not go first because nobody saw both.</summary>
    public static Task PutOffWithAsync(this BotCoachDb db, IReadOnlyList<OutgoingMessage> putOff, DateTimeOffset now, CancellationToken cancel) => putOff.Count == 0
        ? Task.CompletedTask
        : db.Database.ExecuteSqlRawAsync(
            $$"""
            update message_delivery as d set not_before = v.until from {{Behind.Sql(db, 2)}} join outgoing_message as m on m.workspace_id = {0} and m.person_id = v.person and m.created_at >= v.made_at
            where d.workspace_id = {0} and d.id = m.id and d.place = v.place and d.lane = v.lane and d.not_before <= {1}
            """, [db.WorkspaceId, db.Stamp(now), .. Behind.Values(db, putOff)], cancel);

    /// <summary>Those of these pace slots that there are, waited for, always in the same order, and locked for this transaction.</summary>
    public static Task<List<PaceSlot>> LockPaceSlotsAsync(this BotCoachDb db, IReadOnlyList<PaceKey> keys, CancellationToken cancel) => db.PaceSlots.FromSqlRaw(
        $"select * from pace_slot where (channel, team, scope) in (select v.channel, v.team, v.scope from {Slots.Sql(db, 0)}) order by channel, team, scope {db.LockSuffix}",
        Slots.Values(db, keys)).ToListAsync(cancel);

    // How many at most is no value of the statement's: whoever plans it is to know that they are few among all.
    private static Rows<OutgoingMessage> DueRows(int most)
    {
        var lanes = Enum.GetNames<Lane>().Select(lane =>
            $"select id from (select id from message_delivery where workspace_id = $1 and lane = '{lane}' and not_before <= $2 order by not_before, id limit {most} for update skip locked) as {lane}");
        return new($"s.id in (select id from ({string.Join(" union all ", lanes)}) as due limit {most})") { Untracked = true };
    }

    private static async Task<List<OutgoingMessage>> AskAsync(BotCoachDb db, Rows<OutgoingMessage> of, params object[] values)
    {
        var trip = new RoundTrip(db);
        var rows = trip.Ask(of, values);
        await trip.RunAsync();
        return rows;
    }
}
