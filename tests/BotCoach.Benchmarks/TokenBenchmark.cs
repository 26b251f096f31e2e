using System.Diagnostics;
using System.Globalization;
using BotCoach.Channels.Teams;
using BotCoach.Tests.Harness.FakeTeams;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotCoach.Benchmarks;

/// <summary>The processor time of checking a token, with everything that this process does meanwhile: one that was seen, and one that is new.</summary>
internal static class TokenBenchmark
{
    private const int Rounds = 5;
    private const int New = 4_000;
    private const int Seen = 400_000;

    public static async Task<int> RunAsync()
    {
        await using var issuer = await TokenIssuer.StartAsync(TimeProvider.System);
        var options = new TeamsOptions { AppId = TokenIssuer.App, OpenIdMetadata = issuer.Metadata, AllowsHttpOnLoopback = true };
        using var http = new HttpClient();
        var passes = new TeamsPasses(options, new TeamsKeys(http, issuer.Metadata, options, TimeProvider.System, NullLogger.Instance), null, TimeProvider.System);
        var (seen, fresh) = (new List<double>(), new List<double>());
        // the first round of each is for getting warm
        for (var round = 0; round <= Rounds; round++)
        {
            var tokens = TeamsLoad.Tokens(issuer, New).Select(t => $"Bearer {t}").ToList();
            fresh.Add(await CpuAsync(passes, tokens, New));
            seen.Add(await CpuAsync(passes, tokens[^TeamsLoad.TokensAtOnce..], Seen));
        }
        Console.WriteLine($"| a token already seen, µs of processor time | {Loaded.Range(seen[1..])} |");
        Console.WriteLine($"| a new token, µs of processor time | {Loaded.Range(fresh[1..])} |");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"checked {passes.Counts.All:#,0}, remembered {passes.Counts.Remembered:#,0}"));
        return 0;
    }

    private static async Task<double> CpuAsync(TeamsPasses passes, List<string> tokens, int times)
    {
        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        for (var n = 0; n < times; n++)
            if ((await passes.CheckAsync(tokens[n % tokens.Count], default)).Pass is null) throw new InvalidOperationException("A good token was refused.");
        self.Refresh();
        return (self.TotalProcessorTime - before).TotalMicroseconds / times;
    }
}
