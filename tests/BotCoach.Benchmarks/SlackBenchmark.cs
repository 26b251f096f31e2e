using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

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
        await SlackHost.SeedAsync(connection);
        foreach (var (what, secret) in ((string, string)[])[("a forged request", "guessed"), ("an event we ignore", SlackHost.Secret)])
        {
            var (bare, coach) = (new List<Loaded>(), new List<Loaded>());
            for (var round = 0; round < rounds; round++)
            {
                bare.Add(await PinnedAsync(folder, secret, "slack-bare"));
                coach.Add(await PinnedAsync(folder, secret, "slack-host", connection));
            }
            Print($"bare endpoint, {what}", bare);
            Print($"BotCoach, {what}", coach);
            Ratio("BotCoach / bare", coach, bare);
        }
        return 0;
    }

    /// <summary>Nothing pinned: server, database and load share the machine, as they would.</summary>
    public static async Task<int> ClickAsync(int rounds, int warm)
    {
        var folder = Directory.CreateTempSubdirectory("botcoach-slack-").FullName;
        await using var postgres = await PrivatePostgres.StartAsync();
        var (ours, theirs) = (await postgres.CreateAsync("coach"), await postgres.CreateAsync("bolt"));
        foreach (var database in (string[])[ours, theirs]) await SlackHost.SeedAsync(database);
        var (coachPort, boltPort) = (FreePort(), FreePort());
        using var coach = await SlackLoad.ServeAsync(coachPort, null, Nothing, "dotnet", Self, "slack-host", ours, $"{coachPort}");
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
        Print("Bolt, the same statements", against);
        Print("BotCoach, a click", of);
        Ratio("BotCoach / Bolt", of, against);
        var limit = await BoltPeer.PgbenchAsync(postgres, folder, rounds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| pgbench, the same transaction | {limit:0} | | | |"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"BotCoach / pgbench: {Median(of.Select(l => l.PerSecond)) / limit:0.00}"));
        return 0;
    }

    private static async Task<Loaded> PinnedAsync(string folder, string secret, string verb, params string[] more)
    {
        var port = FreePort();
        using var server = await SlackLoad.ServeAsync(port, "0", Nothing, ["dotnet", Self, verb, .. more, $"{port}"]);
        try
        {
            var file = SlackLoad.Write(folder, Enumerable.Range(0, 20_000).Select(SlackLoad.Ignored), secret);
            await SlackLoad.PostAsync(folder, port, server, file, "/slack/events", 5, 16, "1");
            return await SlackLoad.PostAsync(folder, port, server, file, "/slack/events", 4, 16, "1");
        }
        finally
        {
            server.Kill(true);
        }
    }

    private static Task<Loaded> ClickAsync(string folder, Process server, int port, int seconds) =>
        SlackLoad.PostAsync(folder, port, server, SlackLoad.Write(folder, SlackLoad.Clicks(seconds * 4_000)), "/slack/interactions", seconds, 16);

    private static void Print(string name, List<Loaded> all) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| {name} | {Range(all, l => l.PerSecond)} | {Range(all, l => l.P50)} | {Range(all, l => l.P99)} | {Range(all, l => l.Cpu)} | not 2xx {all.Sum(l => l.Bad)}, broken {all.Sum(l => l.Broken)} |"));

    private static void Ratio(string name, List<Loaded> of, List<Loaded> against) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{name}: requests/s {Median(of.Zip(against, (a, b) => a.PerSecond / b.PerSecond)):0.00}, p99 {Median(of.Zip(against, (a, b) => a.P99 / b.P99)):0.00}, CPU {Median(of.Zip(against, (a, b) => a.Cpu / b.Cpu)):0.00}"));

    private static string Range(List<Loaded> all, Func<Loaded, double> of)
    {
        var sorted = all.Select(of).Order().ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{sorted[sorted.Count / 2]:#,0.##} [{sorted[0]:#,0.##}..{sorted[^1]:#,0.##}]");
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
