using System.Diagnostics;
using System.Globalization;
using System.Text;
using BotCoach.Channels;
using BotCoach.Channels.Slack;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Benchmarks;

/// <summary>Where a click's time goes: in this process, on a seeded database, so many at once.</summary>
internal static class ClickProfile
{
    private const int Deals = SlackHost.Reps * SlackHost.DealsEach;

    public static async Task<int> RunAsync(string connection, int clicks, int atOnce)
    {
        await using var app = App.Build(["--ConnectionStrings:BotCoach", connection, "--Slack:SigningSecret", SlackHost.Secret, "--Slack:BotToken", "xoxb-bench", "--Slack:ApiBaseUrl", "http://127.0.0.1:9/"]);
        var desk = app.Services.GetRequiredService<SlackDesk>();
        var from = (int)(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() % 50_000) * 2 * Deals;
        // heard from each buyer to get warm, then touched each: every one of them changes something
        await RunAsync(desk, from, clicks, atOnce);
        Begin();
        await RunAsync(desk, from + Deals, clicks, atOnce);
        End(clicks);
        return 0;
    }

    private static Task RunAsync(SlackDesk desk, int from, int clicks, int atOnce) =>
        Parallel.ForEachAsync(Enumerable.Range(from, clicks), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (i, cancel) =>
            await desk.ReceiveAsync(new SlackPost(SlackDoor.Interaction, WireJson.Parse(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(SlackLoad.Click(i)["payload=".Length..])))!.Value), cancel));

    private static (TimeSpan Cpu, long Bytes, int Gen0, long At) _began;

    private static void Begin() => _began = (Process.GetCurrentProcess().TotalProcessorTime, GC.GetTotalAllocatedBytes(), GC.CollectionCount(0), Stopwatch.GetTimestamp());

    private static void End(int clicks)
    {
        var (cpu, bytes, gen0) = (Process.GetCurrentProcess().TotalProcessorTime - _began.Cpu, GC.GetTotalAllocatedBytes() - _began.Bytes, GC.CollectionCount(0) - _began.Gen0);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{clicks} clicks: {Stopwatch.GetElapsedTime(_began.At).TotalMicroseconds / clicks:0} µs each, {cpu.TotalMicroseconds / clicks:0} µs of CPU, {bytes / clicks / 1024} KB, {1000.0 * gen0 / clicks:0} collections in 1,000, pause {GC.GetTotalPauseDuration().TotalMilliseconds:0} ms"));
    }
}
