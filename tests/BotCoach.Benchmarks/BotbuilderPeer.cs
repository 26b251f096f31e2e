using System.Diagnostics;
using BotCoach.Tests.Harness.FakeTeams;

namespace BotCoach.Benchmarks;

/// <summary>Microsoft's own framework for bots on Node, which checks the token of what comes and gives it to a handler that does nothing.</summary>
internal static class BotbuilderPeer
{
    public static async Task<Process> StartAsync(int port, string? pin, string keys)
    {
        var place = await Peers.InstalledAsync("teams");
        var environment = new Dictionary<string, string> { ["PORT"] = $"{port}", ["APP_ID"] = TokenIssuer.App, ["KEYS"] = keys, ["NODE_ENV"] = "production" };
        return await Load.ServeAsync(port, pin, environment, "node", Path.Combine(place, "botbuilder-message.js"));
    }
}
