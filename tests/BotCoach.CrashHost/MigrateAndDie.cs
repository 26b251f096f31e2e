using System.Data.Common;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BotCoach.CrashHost;

/// <summary>Migrates, stops after the schema's statements and before the commit, says so, and waits to be killed.</summary>
internal static class MigrateAndDie
{
    public const string Midst = "in the midst";

    public static async Task<int> RunAsync(string connection)
    {
        var services = new ServiceCollection();
        services.AddStorage(connection);
        services.ConfigureDbContext<PostgresDb>(o => o.AddInterceptors(new Stop()));
        services.ConfigureDbContext<SqliteDb>(o => o.AddInterceptors(new Stop()));
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        await Migrations.ApplyAsync(scope.ServiceProvider.GetRequiredService<BotCoachDb>(), default);
        Console.WriteLine("done, without having stopped");
        return 3;
    }

    private sealed class Stop : DbCommandInterceptor
    {
        public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData data, int result, CancellationToken cancel = default)
        {
            if (command.CommandText.Contains("outgoing_message", StringComparison.Ordinal))
            {
                Console.WriteLine(Midst);
                Console.In.ReadToEnd();
            }
            return ValueTask.FromResult(result);
        }
    }
}
