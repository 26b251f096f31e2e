using System.Diagnostics;
using System.Globalization;
using System.Text;
using BotCoach.Channels;
using BotCoach.Channels.Slack;
using BotCoach.Channels.Teams;
using BotCoach.Tests.Harness.FakeTeams;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Benchmarks;

/// <summary>Where the time of a click, or of a message, goes: in this process, on a seeded database, so many at once.</summary>
internal static class Profile
{
    public static async Task<int> ClicksAsync(string connection, int clicks, int atOnce)
    {
        await using var app = App.Build(["--ConnectionStrings:BotCoach", connection, .. SlackHost.Settings]);
        var desk = app.Services.GetRequiredService<SlackDesk>();
        // heard from each buyer to get warm, then touched each: every one of them changes something
        await RunAsync(clicks, atOnce, 2 * Company.Deals, Company.Deals, SlackLoad.Click, (body, cancel) =>
            desk.ReceiveAsync(new SlackPost(SlackDoor.Interaction, Json(Uri.UnescapeDataString(body["payload=".Length..]))), cancel));
        return 0;
    }

    public static async Task<int> MessagesAsync(string connection, string words, int messages, int atOnce)
    {
        await using var app = App.Build(["--ConnectionStrings:BotCoach", connection, .. TeamsHost.Settings("https://127.0.0.1:9/keys")]);
        var desk = app.Services.GetRequiredService<TeamsDesk>();
        var said = TeamsLoad.Said.Single(s => s.What == words).Words;
        await RunAsync(messages, atOnce, 2 * messages, messages, n => TeamsLoad.Message(n, said(n)), (body, cancel) => desk.ReceiveAsync(new TeamsPost(Json(body)), cancel));
        return 0;
    }

    private static async Task RunAsync(int many, int atOnce, int each, int warm, Func<int, string> make, Func<string, CancellationToken, Task> actAsync)
    {
        // other numbers than the last time's, since what was seen is answered from its mark
        var from = (int)(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() % 50_000 * each % 1_000_000_000);
        var limit = new ParallelOptions { MaxDegreeOfParallelism = atOnce };
        var (first, second) = (Enumerable.Range(from, many).Select(make).ToList(), Enumerable.Range(from + warm, many).Select(make).ToList());
        await Parallel.ForEachAsync(first, limit, async (body, cancel) => await actAsync(body, cancel));
        var (cpu, bytes, gen0, at) = (Process.GetCurrentProcess().TotalProcessorTime, GC.GetTotalAllocatedBytes(), GC.CollectionCount(0), Stopwatch.GetTimestamp());
        await Parallel.ForEachAsync(second, limit, async (body, cancel) => await actAsync(body, cancel));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{many} of them: {Stopwatch.GetElapsedTime(at).TotalMicroseconds / many:0} µs each, {(Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMicroseconds / many:0} µs of CPU, {(GC.GetTotalAllocatedBytes() - bytes) / many / 1024} KB, {1000.0 * (GC.CollectionCount(0) - gen0) / many:0} collections in 1,000, pause {GC.GetTotalPauseDuration().TotalMilliseconds:0} ms"));
    }

    private static System.Text.Json.JsonElement Json(string body) => WireJson.Parse(Encoding.UTF8.GetBytes(body))!.Value;
}
