using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BotCoach.Storage;

/// <summary>
/// What a start must know of the database, asked in plain SQL: the model takes a second to build, and a start that has nothing to migrate
/// need not wait for it.
/// </summary>
/// <param name="IsCurrent">The newest migration has been applied.</param>
/// <param name="Settings">The host's own settings; empty while the database is not current.</param>
public sealed record FirstLook(bool IsCurrent, IReadOnlyDictionary<string, string> Settings)
{
    private static readonly FirstLook Nothing = new(false, new Dictionary<string, string>());

    internal static async Task<FirstLook> TakeAsync(DatabaseChoice choice, CancellationToken cancel)
    {
        await using var connection = choice.IsPostgres ? await PostgresAsync(choice, cancel) : await SqliteAsync(choice, cancel);
        if (connection is null) return Nothing;
        var history = choice.IsPostgres
            ? "select 1 where to_regclass('\"__EFMigrationsHistory\"') is not null"
            : "select 1 from sqlite_master where name = '__EFMigrationsHistory'";
        if (!await AnyAsync(connection, history, cancel)) return Nothing;
        if (!await AnyAsync(connection, $"select 1 from \"__EFMigrationsHistory\" where \"MigrationId\" = '{Migrations.Newest}'", cancel)) return Nothing;
        return new FirstLook(true, await SettingsAsync(connection, cancel));
    }

    private static async Task<DbConnection?> SqliteAsync(DatabaseChoice choice, CancellationToken cancel)
    {
        if (!File.Exists(choice.File)) return null;
        var connection = new SqliteConnection(choice.ConnectionString);
        await connection.OpenAsync(cancel);
        return connection;
    }

    private static async Task<DbConnection?> PostgresAsync(DatabaseChoice choice, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(choice.ConnectionString);
        try
        {
            await connection.OpenAsync(cancel);
            return connection;
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await connection.DisposeAsync();
            return null;
        }
    }

    private static async Task<bool> AnyAsync(DbConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(cancel) is not null;
    }

    private static async Task<Dictionary<string, string>> SettingsAsync(DbConnection connection, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "select key, value from host_setting";
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var settings = new Dictionary<string, string>();
        while (await rows.ReadAsync(cancel)) settings[rows.GetString(0)] = rows.GetString(1);
        return settings;
    }
}
