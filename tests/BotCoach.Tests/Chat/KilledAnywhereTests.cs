using System.Diagnostics;
using System.Text.RegularExpressions;
using BotCoach.Chat;
using BotCoach.Channels;
using BotCoach.CrashHost;
using BotCoach.Sample;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace BotCoach.Tests.Chat;

/// <summary>
/// A process is killed at random points of a morning's work, every fifth right after the platform accepted a message; then the next start goes on
/// (here, in the tests' own process). Half of the runs are on a platform that lets itself be looked up, half on one that does not.
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
        var (points, accepted, undisturbed) = await UndisturbedAsync(kind);
        output.WriteLine($"{points} points, {accepted} messages; ends as\n{undisturbed}");
        var deaths = Enumerable.Range(0, Points).Select(i => (DieAt: i % 5 == 0 ? -1 - random.Next(accepted) : 1 + random.Next(points * 9 / 10), Lookups: i % 2 == 0)).ToList();
        await Parallel.ForEachAsync(deaths, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (death, _) =>
            await DieAndRecoverAsync(kind, death.DieAt, death.Lookups, undisturbed));
    }

    private static async Task<(int Points, int Accepted, string Ending)> UndisturbedAsync(Db kind)
    {
        await using var database = await Databases.NewAsync(kind);
        var folder = Directory.CreateTempSubdirectory("botcoach-crash-").FullName;
        var (code, said) = await RunAsync(database.ConnectionString, folder, true, 0);
        Assert.True(code == 0, said);
        await SpineRun.RunAsync(database.ConnectionString, folder, true, dieAt: 0, minutesLater: 20);
        Directory.Delete(folder, true);
        var passed = Passed().Match(said).Groups;
        return (int.Parse(passed[1].Value), int.Parse(passed[2].Value), await EndingAsync(database));
    }

    private async Task DieAndRecoverAsync(Db kind, int dieAt, bool lookups, string undisturbed)
    {
        await using var database = await Databases.NewAsync(kind);
        var folder = Directory.CreateTempSubdirectory("botcoach-crash-").FullName;
        var (code, said) = await RunAsync(database.ConnectionString, folder, lookups, dieAt);
        var where = $"point {dieAt}, {(lookups ? "with" : "without")} look-up: {said.Trim()}";
        output.WriteLine(where);
        Assert.True(code != 0 && said.StartsWith("died ", StringComparison.Ordinal), $"{where}: the process did not die (exit {code})");
        if (dieAt < 0) Assert.Contains(CrashPoints.AfterAccepting, said);
        await SpineRun.RunAsync(database.ConnectionString, folder, lookups, dieAt: 0, minutesLater: 20);
        await CheckAsync(database, SpineRun.PlatformFile(folder), (dieAt, lookups), where);
        Assert.True(undisturbed == await EndingAsync(database), $"{where} ends as\n{await EndingAsync(database)}\ninstead of\n{undisturbed}");
        Directory.Delete(folder, true);
    }

    private static async Task CheckAsync(TestDatabase database, string platform, (int DieAt, bool Lookups) death, string where)
    {
        var accepted = FilePlatform.Read(platform);
        await using var db = database.Open(SamplePipeline.WorkspaceId);
        var messages = await db.OutgoingMessages.AsNoTracking().ToListAsync();
        foreach (var message in messages)
        {
            Assert.True(message.State == MessageState.Sent, $"{where}: {message.Key} is {message.State}: {message.Why}");
            var copies = accepted.Count(a => a.Delivery == message.Id.ToString("N"));
            Assert.True(copies == 1 || (copies == 2 && message.WasUncertain && !death.Lookups), $"{where}: {message.Key} was accepted {copies} times");
            var shown = accepted.Last(a => a.Reference == message.Reference).Words;
            Assert.Equal(Message.FromJson(message.Content).Words, shown);
        }
        // Killed in between on a platform that does not let itself be looked up: that one was sent twice, and says so.
        Assert.Equal(death is { DieAt: < 0, Lookups: false }, death.DieAt < 0 && messages.Any(m => m.WasUncertain));
    }

    /// <summary>What everything comes to, in words without ids or times: each act once, each brief once, each deal once.</summary>
    private static async Task<string> EndingAsync(TestDatabase database)
    {
        await using var db = database.Open(SamplePipeline.WorkspaceId);
        var deals = await db.Deals.AsNoTracking().ToDictionaryAsync(d => d.Id, d => d.Name);
        var events = (await db.DealEvents.AsNoTracking().ToListAsync()).Select(e => $"{deals[e.DealId]}: {e.Kind} by {e.ActorBy}");
        var nudges = (await db.Nudges.AsNoTracking().ToListAsync()).Select(n => $"nudge on {deals[n.DealId]}: {n.Rule} {n.Occurrence}, {(n.Holds ? "holds" : "is cleared")}{(n.SnoozedUntil is null ? "" : ", snoozed")}");
        var briefs = (await db.BriefDays.AsNoTracking().ToListAsync()).Select(b => $"brief of {b.Day} with {b.ShownIds().Count}");
        var messages = (await db.OutgoingMessages.AsNoTracking().ToListAsync()).Select(m => $"message {m.Key.Split(':')[0]}");
        var seen = (await db.SeenInbounds.AsNoTracking().ToListAsync()).Select(s => $"seen {s.DedupeId}");
        var lines = new[] { events, nudges, briefs, messages, seen }.SelectMany(l => l).GroupBy(l => l).Select(g => $"{g.Count()} × {g.Key}");
        return string.Join("\n", lines.Order(StringComparer.Ordinal));
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

    [GeneratedRegex(@"passed (\d+), accepted (\d+)")]
    private static partial Regex Passed();
}
