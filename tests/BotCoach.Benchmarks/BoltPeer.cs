using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace BotCoach.Benchmarks;

/// <summary>Slack's own framework on Node with node-postgres, doing a click's statements; and pgbench, doing them alone.</summary>
internal static partial class BoltPeer
{
    private const string Name = "slack";

    public static async Task<Process> StartAsync(int port, string database)
    {
        var place = await Peers.InstalledAsync(Name);
        var at = new NpgsqlConnectionStringBuilder(database);
        var environment = new Dictionary<string, string>
        {
            ["PORT"] = $"{port}", ["DATABASE_URL"] = $"postgres://{at.Username}@{at.Host}:{at.Port}/{at.Database}", ["SIGNING_SECRET"] = SlackHost.Secret, ["NODE_ENV"] = "production",
        };
        return await Load.ServeAsync(port, null, environment, "node", Path.Combine(place, "bolt-click.js"));
    }

    /// <summary>Transactions a second: the median of as many rounds.</summary>
    public static async Task<double> PgbenchAsync(PrivatePostgres postgres, string folder, int rounds)
    {
        var database = await postgres.CreateAsync("limit");
        await SlackHost.Company.SeedAsync(database);
        var at = new NpgsqlConnectionStringBuilder(database);
        var found = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var said = await Peers.RunAsync(folder, Directory.GetFiles("/usr/lib/postgresql", "pgbench", SearchOption.AllDirectories).Max()!, "-h", at.Host!, "-p", $"{at.Port}", "-U", at.Username!, "-n", "-M", "prepared",
                "-c", "16", "-j", "2", "-T", "8", "-f", Path.Combine(Peers.Folder(Name), "click.sql"), at.Database!);
            found.Add(double.Parse(Tps().Match(said).Groups[1].Value, CultureInfo.InvariantCulture));
        }
        return Loaded.Median(found);
    }

    [GeneratedRegex(@"tps = ([\d.]+)")]
    private static partial Regex Tps();
}
