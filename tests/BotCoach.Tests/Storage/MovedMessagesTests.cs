using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Storage;

/// <summary>A database of a program that kept a message in one table.</summary>
public sealed class MovedMessagesTests
{
    private static readonly Guid Workspace = Guid.Parse("0190a000-0000-7000-8000-000000000001");
    private static readonly Guid Rita = Guid.Parse("0190a000-0000-7000-8000-000000000002");
    private static readonly Guid Waiting = Guid.Parse("0190a000-0000-7000-8000-000000000003");
    private static readonly Guid Sent = Guid.Parse("0190a000-0000-7000-8000-000000000004");
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory, OnSqlite, OnPostgres]
    public async Task A_message_of_before_the_split_is_after_it_what_it_was(Db kind)
    {
        await using var database = await Databases.EmptyAsync(kind);
        await MigrateToAsync(database.Open(), kind, "0011");
        await FillAsync(database.Open());
        await database.MigrateAsync();

        var db = database.Open(Workspace);
        var rows = await db.OutgoingMessages.OrderBy(m => m.Id).ToListAsync();
        Assert.Equal([Waiting, Sent], rows.Select(m => m.Id));
        var (waiting, sent) = (rows[0], rows[1]);
        Assert.Equal(("brief:1", Rita, "{\"one\":1}", Lane.Brief, Place.Chat), (waiting.Key, waiting.PersonId, waiting.Content, waiting.Lane, waiting.Place));
        Assert.Equal((MessageState.Waiting, Now.AddHours(1), 2, "ratelimited", Now), (waiting.State, waiting.NotBefore, waiting.Attempts, waiting.Why, waiting.TriedAt));
        Assert.Equal((3L, 0L, null, false, null), (waiting.Revision, waiting.SentRevision, waiting.Reference, waiting.WasUncertain, waiting.SentAt));
        Assert.Equal(("slack", "T1", "U1", "D1"), (sent.Channel, sent.Team, sent.User, sent.Conversation));
        Assert.Equal((MessageState.Sent, null, 2L, "ref", true, Now.AddMinutes(1)), (sent.State, sent.NotBefore, sent.SentRevision, sent.Reference, sent.WasUncertain, sent.SentAt));
        Assert.Equal((Lane.Answer, Place.Home, Now), (sent.Lane, sent.Place, sent.CreatedAt));

        // and it is forgotten whole
        Assert.Equal(1, await db.ForgetMessagesAsync(Now.AddDays(1), default));
        Assert.Equal([Waiting], await database.Open(Workspace).OutgoingMessages.Select(m => m.Id).ToListAsync());
        Assert.Equal(1, await database.Open().Database.SqlQueryRaw<int>("select cast(count(*) as int) as \"Value\" from message_delivery").SingleAsync());
    }

    private static async Task MigrateToAsync(BotCoachDb db, Db kind, string last)
    {
        await db.Database.ExecuteSqlRawAsync("create table schema_history (id text not null primary key)");
        var (folder, from) = ($"migrations/{kind}/", typeof(Migrations).Assembly);
        foreach (var name in from.GetManifestResourceNames().Where(n => n.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var id = name[folder.Length..^".sql".Length];
            if (string.CompareOrdinal(id, last) > 0) return;
            using var file = new StreamReader(from.GetManifestResourceStream(name)!);
            await RunAsync(db, await file.ReadToEndAsync());
            await RunAsync(db, $"insert into schema_history values ('{id}')");
        }
    }

    private static async Task FillAsync(BotCoachDb db)
    {
        db.Scope.Enter(Workspace);
        // as a program of that time wrote them: the rows have columns today that their tables had not
        await db.Database.ExecuteSqlRawAsync("insert into workspace (id, name, zone, currency, epoch, sample, created_at) values ({0}, 'Acme', 'Etc/UTC', 'USD', 1, {1}, {2})", Workspace, false, db.Stamp(Now));
        await db.Database.ExecuteSqlRawAsync("insert into person (workspace_id, id, name, role, zone_is_chosen, locale, work_start, work_end, work_days, created_at) values ({0}, {1}, 'Rita', 'Rep', {2}, 'en', '09:00:00', '17:30:00', 31, {3})", Workspace, Rita, false, db.Stamp(Now));
        const string sql =
            """
            insert into outgoing_message (workspace_id, id, key, person_id, channel, team, "user", conversation, content, revision, sent_revision, reference, lane, place, state, not_before,
                attempts, was_uncertain, why, created_at, tried_at, sent_at)
            values ({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10}, {11}, {12}, {13}, {14}, {15}, {16}, {17}, {18}, {19}, {20}, {21})
            """;
        await db.Database.ExecuteSqlRawAsync(sql, [Workspace, Waiting, "brief:1", Rita, "", "", "", "", "{\"one\":1}", 3L, 0L, null!, "Brief", "Chat", "Waiting", db.Stamp(Now.AddHours(1)),
            2, false, "ratelimited", db.Stamp(Now), db.Stamp(Now), null!]);
        await db.Database.ExecuteSqlRawAsync(sql, [Workspace, Sent, "home:1", Rita, "slack", "T1", "U1", "D1", "{\"two\":2}", 2L, 2L, "ref", "Answer", "Home", "Sent", null!,
            0, true, null!, db.Stamp(Now), null!, db.Stamp(Now.AddMinutes(1))]);
    }

    private static async Task RunAsync(BotCoachDb db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
