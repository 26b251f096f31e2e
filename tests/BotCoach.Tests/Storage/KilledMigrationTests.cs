using System.Diagnostics;
using BotCoach.Storage;
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

        await Migrations.ApplyAsync(database.Open(), default).WaitAsync(Limit);

        Assert.Empty(await database.Open().Database.GetPendingMigrationsAsync());
        Assert.Equal(0, await database.Open().HostSettings.CountAsync());
    }

    [Fact]
    public async Task A_lock_row_that_somebody_left_behind_is_removed()
    {
        await using var database = await Databases.EmptyAsync(Db.Sqlite);
        var db = database.Open();
        await db.Database.ExecuteSqlRawAsync("create table __EFMigrationsLock (Id integer not null primary key, Timestamp text not null)");
        await db.Database.ExecuteSqlRawAsync("insert into __EFMigrationsLock values (1, '2020-01-01')");

        await Migrations.ApplyAsync(database.Open(), default).WaitAsync(Limit);

        Assert.Equal(0, await database.Open().RingKeys.CountAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Four_instances_that_start_at_once_migrate_once(Db kind)
    {
        await using var database = await Databases.EmptyAsync(kind);
        var starts = Enumerable.Range(0, 4).Select(_ => database.Open()).Select(db => Task.Run(() => Migrations.ApplyAsync(db, default)));
        await Task.WhenAll(starts).WaitAsync(Limit);
        Assert.Single(await database.Open().Database.GetAppliedMigrationsAsync());
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
