using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace BotCoach.Benchmarks;

/// <summary>Slack's own framework on Node with node-postgres, doing a click's statements; and pgbench, doing them alone.</summary>
internal static partial class BoltPeer
{
    private static readonly string Peers = Path.Combine(Root(), "tests", "BotCoach.Benchmarks", "peers");

    public static async Task<Process> StartAsync(int port, string database)
    {
        var place = await InstalledAsync();
        var at = new NpgsqlConnectionStringBuilder(database);
        var environment = new Dictionary<string, string>
        {
            ["PORT"] = $"{port}", ["DATABASE_URL"] = $"postgres://{at.Username}@{at.Host}:{at.Port}/{at.Database}", ["SIGNING_SECRET"] = SlackHost.Secret, ["NODE_ENV"] = "production",
        };
        return await SlackLoad.ServeAsync(port, null, environment, "node", Path.Combine(place, "bolt-click.js"));
    }

    /// <summary>Transactions a second: the median of as many rounds.</summary>
    public static async Task<double> PgbenchAsync(PrivatePostgres postgres, string folder, int rounds)
    {
        var database = await postgres.CreateAsync("limit");
        await SlackHost.SeedAsync(database);
        var at = new NpgsqlConnectionStringBuilder(database);
        var found = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var said = await RunAsync(folder, Directory.GetFiles("/usr/lib/postgresql", "pgbench", SearchOption.AllDirectories).Max()!, "-h", at.Host!, "-p", $"{at.Port}", "-U", at.Username!, "-n", "-M", "prepared",
                "-c", "16", "-j", "2", "-T", "8", "-f", Path.Combine(Peers, "click.sql"), at.Database!);
            found.Add(double.Parse(Tps().Match(said).Groups[1].Value, CultureInfo.InvariantCulture));
        }
        return found.Order().ElementAt(found.Count / 2);
    }

    private static async Task<string> InstalledAsync()
    {
        var place = Directory.CreateTempSubdirectory("botcoach-peers-").FullName;
        foreach (var file in Directory.GetFiles(Peers)) File.Copy(file, Path.Combine(place, Path.GetFileName(file)));
        await RunAsync(place, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        return place;
    }

    private static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await said : throw new InvalidOperationException($"{program}: {await complained}");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BotCoach.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex(@"tps = ([\d.]+)")]
    private static partial Regex Tps();
}
