using System.Diagnostics;
using System.Globalization;

namespace BotCoach.Benchmarks;

/// <summary>
/// Slack's side of the product, in interleaved rounds: what is refused or ignored against a bare endpoint that verifies and reads the same, and a click with
/// everything it does against Bolt doing the same statements in one transaction, and against the database alone.
/// </summary>
internal static class SlackBenchmark
{
    private static readonly string Self = typeof(SlackBenchmark).Assembly.Location;
    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary>Server on one core, load on the other: forged requests, and events that nobody handles.</summary>
    public static async Task<int> IgnoredAsync(int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("botcoach-slack-").FullName;
        var connection = $"Data Source={Path.Combine(folder, "bench.db")}";
        await SlackHost.Company.SeedAsync(connection);
        foreach (var (what, secret) in ((string, string)[])[("a forged request", "guessed"), ("an event we ignore", SlackHost.Secret)])
        {
            var (bare, coach) = (new List<Loaded>(), new List<Loaded>());
            for (var round = 0; round < rounds; round++)
            {
                bare.Add(await PinnedAsync(folder, secret, "slack-bare"));
                coach.Add(await PinnedAsync(folder, secret, "slack-host", connection));
            }
            Loaded.Print($"bare endpoint, {what}", bare);
            Loaded.Print($"BotCoach, {what}", coach);
            Loaded.Ratio("BotCoach / bare", coach, bare);
        }
        return 0;
    }

    /// <summary>Nothing pinned: server, database and load share the machine, as they would.</summary>
    public static async Task<int> ClickAsync(int rounds, int warm)
    {
        var folder = Directory.CreateTempSubdirectory("botcoach-slack-").FullName;
        await using var postgres = await PrivatePostgres.StartAsync();
        var (ours, theirs) = (await postgres.CreateAsync("coach"), await postgres.CreateAsync("bolt"));
        foreach (var database in (string[])[ours, theirs]) await SlackHost.Company.SeedAsync(database);
        var (coachPort, boltPort) = (Load.FreePort(), Load.FreePort());
        using var coach = await Load.ServeAsync(coachPort, null, Nothing, "dotnet", Self, "slack-host", ours, $"{coachPort}");
        using var bolt = await BoltPeer.StartAsync(boltPort, theirs);
        var (of, against) = (new List<Loaded>(), new List<Loaded>());
        try
        {
            await ClickAsync(folder, coach, coachPort, warm);
            await ClickAsync(folder, bolt, boltPort, warm);
            for (var round = 0; round < rounds; round++)
            {
                against.Add(await ClickAsync(folder, bolt, boltPort, 8));
                of.Add(await ClickAsync(folder, coach, coachPort, 8));
            }
        }
        finally
        {
            foreach (var server in (Process[])[coach, bolt]) server.Kill(true);
        }
        Loaded.Print("Bolt, the same statements", against);
        Loaded.Print("BotCoach, a click", of);
        Loaded.Ratio("BotCoach / Bolt", of, against);
        var limit = await BoltPeer.PgbenchAsync(postgres, folder, rounds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| pgbench, the same transaction | {limit:0} | | | |"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"BotCoach / pgbench: {Loaded.Median(of.Select(l => l.PerSecond)) / limit:0.00}"));
        return 0;
    }

    private static async Task<Loaded> PinnedAsync(string folder, string secret, string verb, params string[] more)
    {
        var port = Load.FreePort();
        using var server = await Load.ServeAsync(port, "0", Nothing, ["dotnet", Self, verb, .. more, $"{port}"]);
        try
        {
            await IgnoredAsync(folder, secret, server, port, 5);
            return await IgnoredAsync(folder, secret, server, port, 4);
        }
        finally
        {
            server.Kill(true);
        }
    }

    private static Task<Loaded> IgnoredAsync(string folder, string secret, Process server, int port, int seconds) => Load.PostAsync(
        server, $"http://127.0.0.1:{port}/slack/events", "application/json", SlackLoad.Write(folder, Enumerable.Range(0, 20_000).Select(SlackLoad.Ignored), secret), seconds, 16, "1");

    private static Task<Loaded> ClickAsync(string folder, Process server, int port, int seconds) => Load.PostAsync(
        server, $"http://127.0.0.1:{port}/slack/interactions", "application/x-www-form-urlencoded", SlackLoad.Write(folder, SlackLoad.Clicks(seconds * 4_000)), seconds, 16);
}
