using BotCoach.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BotCoach.Tests.Harness;

/// <summary>
/// Databases for tests: each call makes a new one, migrated already (a copy of one that was migrated once in this run), or empty.
/// They go when the test disposes of them.
/// </summary>
public static class Databases
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("botcoach-tests-").FullName;
    private static readonly Lazy<Task<string>> SqliteTemplate = new(MakeSqliteTemplateAsync);
    private static readonly Lazy<Task<string>> PostgresTemplate = new(MakePostgresTemplateAsync);
    private static readonly SemaphoreSlim OneCopy = new(1);

    static Databases() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, true);

    /// <summary>A new database with all tables.</summary>
    public static async Task<TestDatabase> NewAsync(Db kind)
    {
        if (kind == Db.Postgres) return new TestDatabase(kind, await CreateAsync($"template \"{await PostgresTemplate.Value}\""));
        var file = NewFile();
        File.Copy(await SqliteTemplate.Value, file);
        return new TestDatabase(kind, $"Data Source={file}");
    }

    /// <summary>A new database without any table; a SQLite file that does not exist yet.</summary>
    public static async Task<TestDatabase> EmptyAsync(Db kind) =>
        new(kind, kind == Db.Postgres ? await CreateAsync("") : $"Data Source={NewFile()}");

    private static string NewFile() => Path.Combine(Folder, $"{Guid.NewGuid():n}.db");

    private static async Task<string> MakeSqliteTemplateAsync()
    {
        var file = NewFile();
        // One file instead of three: the journal is folded in, so that a copy is a copy.
        await MigrateAsync($"Data Source={file};Pooling=false");
        await using var session = new SqliteConnection($"Data Source={file};Pooling=false");
        await session.OpenAsync();
        await using var fold = new SqliteCommand("pragma wal_checkpoint(truncate)", session);
        await fold.ExecuteNonQueryAsync();
        return file;
    }

    private static async Task<string> MakePostgresTemplateAsync()
    {
        var connection = await CreateAsync("");
        await MigrateAsync(connection + ";Pooling=false");
        return new NpgsqlConnectionStringBuilder(connection).Database!;
    }

    private static async Task MigrateAsync(string connection)
    {
        await using var database = new TestDatabase(null, connection);
        await database.MigrateAsync();
    }

    private static async Task<string> CreateAsync(string how)
    {
        var name = $"botcoach_{Guid.NewGuid():n}";
        // PostgreSQL copies a template for one at a time.
        await OneCopy.WaitAsync();
        try
        {
            await PostgresAsync($"create database \"{name}\" {how}");
        }
        finally
        {
            OneCopy.Release();
        }
        return $"{await PostgresServer.ConnectionAsync()};Database={name};Maximum Pool Size=20";
    }

    internal static async Task PostgresAsync(string sql)
    {
        await using var session = new NpgsqlConnection(await PostgresServer.ConnectionAsync() + ";Database=postgres;Pooling=false");
        await session.OpenAsync();
        await using var command = new NpgsqlCommand(sql, session);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>One test's own database.</summary>
/// <param name="kind">Null for the template, which stays.</param>
public sealed class TestDatabase(Db? kind, string connectionString) : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddStorage(connectionString).BuildServiceProvider();
    private readonly List<IServiceScope> _scopes = [];

    /// <summary>What the setting ConnectionStrings:BotCoach would be.</summary>
    public string ConnectionString => connectionString;

    /// <summary>The container with the storage alone in it.</summary>
    public IServiceProvider Services => _services;

    /// <summary>Brings it up to date, as a start does.</summary>
    public Task MigrateAsync() => Migrations.ApplyAsync(_services.GetRequiredService<DatabaseChoice>(), default);

    /// <summary>A context of its own, in this workspace if one is given. Disposed of with the database.</summary>
    public BotCoachDb Open(Guid? workspace = null)
    {
        var scope = _services.CreateScope();
        lock (_scopes) _scopes.Add(scope);
        if (workspace is { } id) scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(id);
        return scope.ServiceProvider.GetRequiredService<BotCoachDb>();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var scope in _scopes) scope.Dispose();
        await _services.DisposeAsync();
        if (kind == Db.Sqlite) RemoveFiles();
        if (kind == Db.Postgres) await DropAsync();
    }

    private void RemoveFiles()
    {
        using (var session = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true }.ConnectionString))
            SqliteConnection.ClearPool(session);
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        foreach (var suffix in (string[])["", "-wal", "-shm"]) File.Delete(file + suffix);
    }

    private async Task DropAsync()
    {
        await using (var session = new NpgsqlConnection(connectionString)) NpgsqlConnection.ClearPool(session);
        await Databases.PostgresAsync($"drop database if exists \"{new NpgsqlConnectionStringBuilder(connectionString).Database}\" with (force)");
    }
}
