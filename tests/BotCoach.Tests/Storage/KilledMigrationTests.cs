using System.Diagnostics;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Storage;

/// <summary>A real child process is killed between the schema's statements and their commit.</summary>
public sealed class KilledMigrationTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Theory, OnSqlite, OnPostgres]
    public async Task A_migration_that_was_killed_does_not_lock_the_next_start_out(Db kind)
    {
        await using var database = await Databases.EmptyAsync(kind);
        await KillInTheMidstAsync(database.ConnectionString);

        await database.MigrateAsync().WaitAsync(Limit);

        Assert.Equal(0, await database.Open().HostSettings.CountAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Four_instances_that_start_at_once_migrate_once(Db kind)
    {
        await using var database = await Databases.EmptyAsync(kind);
        await FourAtOnceAsync(database);
    }

    [Theory, OnPostgres]
    public async Task Four_instances_that_start_at_once_make_the_database_that_is_not_there(Db kind)
    {
        await using var database = new TestDatabase(kind, $"{await PostgresServer.ConnectionAsync()};Database=botcoach_{Guid.NewGuid():n}");
        await FourAtOnceAsync(database);
    }

    // Each would fail on tables that are there already.
    private static async Task FourAtOnceAsync(TestDatabase database)
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(database.MigrateAsync))).WaitAsync(Limit);
        Assert.Equal(0, await database.Open().HostSettings.CountAsync());
    }

    private static async Task KillInTheMidstAsync(string connection)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "BotCoach.CrashHost.dll");
        using var child = Process.Start(new ProcessStartInfo("dotnet", [program, "migrate-and-die", connection])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var said = await child.StandardOutput.ReadLineAsync().WaitAsync(Limit);
        child.Kill();
        await child.WaitForExitAsync();
        Assert.True(said == "in the midst", $"The child said: {said} {await child.StandardError.ReadToEndAsync()}");
    }
}
