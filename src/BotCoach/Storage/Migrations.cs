using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BotCoach.Storage;

/// <summary>
/// Brings the database up to date at start: the files of SQL in <c>Migrations/Postgres</c> and <c>Migrations/Sqlite</c>, in the order of their
/// names. Each runs in a transaction that also writes its row of history and holds the lock: a killed one leaves nothing behind. Not EF's migrator,
/// since that builds the model first, which takes longer than all the rest of a start.
/// </summary>
public static class Migrations
{
    // Any number, so long as nobody else takes the same in this database: "BotCoach" in ASCII.
    private const long LockKey = 0x426f74436f616368;

    /// <summary>Creates the database when it is not there, and applies what is missing. Several may do so at once.</summary>
    internal static async Task ApplyAsync(DatabaseChoice choice, CancellationToken cancel, Action? beforeCommit = null)
    {
        await using var connection = await OpenAsync(choice, cancel);
        var known = Known(choice);
        var applied = await AppliedAsync(connection, cancel);
        RefuseNewer(applied, known);
        if (known.All(applied.Contains)) return;
        if (connection is SqliteConnection) await RunAsync(connection, "pragma journal_mode = wal", cancel);
        foreach (var id in known) await ApplyAsync(connection, id, Sql(choice, id), beforeCommit, cancel);
    }

    /// <summary>The ids that are applied; none where there is no history yet.</summary>
    internal static async Task<IReadOnlyList<string>> AppliedAsync(DbConnection connection, CancellationToken cancel)
    {
        var history = connection is NpgsqlConnection
            ? "select 'there' where to_regclass('schema_history') is not null"
            : "select 'there' from sqlite_master where name = 'schema_history'";
        if ((await ReadAsync(connection, history, cancel)).Count == 0) return [];
        return await ReadAsync(connection, "select id from schema_history order by id", cancel);
    }

    /// <summary>The last one of this program.</summary>
    internal static string Latest(DatabaseChoice choice) => Known(choice)[^1];

    /// <summary>In the transaction that is open, all up to one of them, into a database that has none; false, and nothing is done: it has some.</summary>
    internal static async Task<bool> MakeAsync(DbConnection connection, DatabaseChoice choice, string last, CancellationToken cancel)
    {
        var known = Known(choice);
        if (!known.Contains(last)) RefuseNewer([last], known);
        await LockAsync(connection, cancel);
        if ((await AppliedAsync(connection, cancel)).Count > 0) return false;
        foreach (var id in known.TakeWhile(id => string.CompareOrdinal(id, last) <= 0)) await AddAsync(connection, id, Sql(choice, id), cancel);
        return true;
    }

    /// <summary>Opened, and on PostgreSQL made where it is not there.</summary>
    internal static async Task<DbConnection> OpenAsync(DatabaseChoice choice, CancellationToken cancel)
    {
        var connection = choice.Connection();
        try
        {
            await connection.OpenAsync(cancel);
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await CreateAsync(choice, connection.Database, cancel);
            await connection.OpenAsync(cancel);
        }
        return connection;
    }

    private static async Task CreateAsync(DatabaseChoice choice, string name, CancellationToken cancel)
    {
        var server = new NpgsqlConnectionStringBuilder(choice.ConnectionString) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(cancel);
        try
        {
            await RunAsync(connection, $"create database \"{name.Replace("\"", "\"\"")}\"", cancel);
        }
        catch (PostgresException made) when (made.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // by another instance, at the same time
        }
    }

    private static List<string> Known(DatabaseChoice choice) =>
        [.. typeof(Migrations).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder(choice), StringComparison.Ordinal))
            .Select(n => n[Folder(choice).Length..^".sql".Length]).Order(StringComparer.Ordinal)];

    private static void RefuseNewer(IReadOnlyList<string> applied, IReadOnlyList<string> known)
    {
        if (applied.Except(known).LastOrDefault() is { } newer)
            throw new InvalidDataException($"A newer BotCoach has used this database (its tables are at {newer}, this program knows them up to {known[^1]}). Start that one instead.");
    }

    private static async Task ApplyAsync(DbConnection connection, string id, string sql, Action? beforeCommit, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await LockAsync(connection, cancel);
        if (!await AddAsync(connection, id, sql, cancel)) return;
        beforeCommit?.Invoke();
        await transaction.CommitAsync(cancel);
    }

    /// <summary>On SQLite to begin is to lock; on PostgreSQL it takes a lock by name. Both end with the transaction, however it ends.</summary>
    private static Task LockAsync(DbConnection connection, CancellationToken cancel) =>
        connection is NpgsqlConnection ? RunAsync(connection, $"select pg_advisory_xact_lock({LockKey})", cancel) : Task.CompletedTask;

    /// <summary>False: it is there already.</summary>
    private static async Task<bool> AddAsync(DbConnection connection, string id, string sql, CancellationToken cancel)
    {
        // Made first and read after: to ask whether it is there answers, on PostgreSQL, from what this connection knew before it waited for the lock.
        await RunAsync(connection, "create table if not exists schema_history (id text not null primary key)", cancel);
        if ((await ReadAsync(connection, "select id from schema_history", cancel)).Contains(id)) return false;
        await RunAsync(connection, sql, cancel);
        await RunAsync(connection, $"insert into schema_history values ('{id}')", cancel);
        return true;
    }

    private static string Sql(DatabaseChoice choice, string id)
    {
        using var resource = typeof(Migrations).Assembly.GetManifestResourceStream($"{Folder(choice)}{id}.sql")!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }

    private static string Folder(DatabaseChoice choice) => choice.IsPostgres ? "migrations/Postgres/" : "migrations/Sqlite/";

    internal static async Task RunAsync(DbConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        // A migration takes the time that it takes, and so does waiting for another instance's.
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(DbConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var read = new List<string>();
        while (await rows.ReadAsync(cancel)) read.Add(rows.GetString(0));
        return read;
    }
}
