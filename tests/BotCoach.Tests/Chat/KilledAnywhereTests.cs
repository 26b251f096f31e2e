using System.Diagnostics;
using System.Text.RegularExpressions;
using BotCoach.Chat;
using BotCoach.Channels;
using BotCoach.CrashHost;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace BotCoach.Tests.Chat;

/// <summary>
/// A process is killed at random points of the spine's work, then the next start goes on (here, in the tests' own process). Half of the runs are on a platform that lets itself be looked up,
/// half on one that does not. 50 points on each database.
/// </summary>
public sealed partial class KilledAnywhereTests(ITestOutputHelper output)
{
    private const int Points = 50;
    private const int AtOnce = 2;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_process_killed_at_any_point_loses_nothing_and_doubles_only_what_it_records_as_uncertain(Db kind)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var total = await PointsOfAnUndisturbedRunAsync(kind);
        var deaths = Enumerable.Range(0, Points).Select(i => (DieAt: 1 + random.Next(total), Lookups: i % 2 == 0)).ToList();
        await Parallel.ForEachAsync(deaths, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (death, _) =>
            await DieAndRecoverAsync(kind, death.DieAt, death.Lookups));
    }

    private static async Task<int> PointsOfAnUndisturbedRunAsync(Db kind)
    {
        await using var database = await Databases.NewAsync(kind);
        var folder = Directory.CreateTempSubdirectory("botcoach-crash-").FullName;
        var (code, said) = await RunAsync(database.ConnectionString, folder, true, 0);
        Assert.Equal(0, code);
        Directory.Delete(folder, true);
        return int.Parse(Passed().Match(said).Groups[1].Value);
    }

    private async Task DieAndRecoverAsync(Db kind, int dieAt, bool lookups)
    {
        await using var database = await Databases.NewAsync(kind);
        var folder = Directory.CreateTempSubdirectory("botcoach-crash-").FullName;
        var (died, where) = await RunAsync(database.ConnectionString, folder, lookups, dieAt);
        await SpineRun.RunAsync(database.ConnectionString, folder, lookups, dieAt: 0, minutesLater: 5);
        output.WriteLine($"point {dieAt}, {(lookups ? "with" : "without")} look-up: {where.Trim()} (exit {died})");
        await CheckAsync(database, SpineRun.PlatformFile(folder), lookups, $"point {dieAt}, {where.Trim()}");
        Directory.Delete(folder, true);
    }

    private static async Task CheckAsync(TestDatabase database, string platform, bool lookups, string where)
    {
        var accepted = FilePlatform.Read(platform);
        await using var db = database.Open(SpineRun.Workspace);
        var messages = await db.OutgoingMessages.AsNoTracking().ToListAsync();
        Assert.Equal(SpineRun.Acts + SpineRun.People, messages.Count);
        foreach (var message in messages)
        {
            Assert.True(message.State == MessageState.Sent, $"{where}: {message.Key} is {message.State}: {message.Why}");
            var copies = accepted.Count(a => a.Delivery == message.Id.ToString("N"));
            Assert.True(copies == 1 || (copies == 2 && message.WasUncertain && !lookups), $"{where}: {message.Key} was accepted {copies} times");
            var shown = accepted.Last(a => a.Reference == message.Reference).Words;
            Assert.Equal(Message.FromJson(message.Content).Words, shown);
        }
    }

    private static async Task<(int Code, string Said)> RunAsync(string connection, string folder, bool lookups, int dieAt)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "BotCoach.CrashHost.dll");
        var start = new ProcessStartInfo("dotnet",
            [program, "spine", connection, folder, lookups ? "lookups" : "blind", $"{dieAt}", "0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said + await errors);
    }

    [GeneratedRegex(@"passed (\d+)")]
    private static partial Regex Passed();
}
