using System.Diagnostics;
using System.Globalization;
using System.Text;
using BotCoach.Channels.Slack;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Benchmarks;

/// <summary>Where a click's time goes: one after the other, in this process, on a seeded database.</summary>
internal static class ClickProfile
{
    public static async Task<int> RunAsync(string connection, int clicks)
    {
        await using var app = App.Build(["--ConnectionStrings:BotCoach", connection, "--Slack:SigningSecret", SlackHost.Secret, "--Slack:BotToken", "xoxb-bench", "--Slack:ApiBaseUrl", "http://127.0.0.1:9/"]);
        var desk = app.Services.GetRequiredService<SlackDesk>();
        var from = (int)(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() % 10_000) * 100_000;
        for (var i = 0; i < clicks * 2; i++)
        {
            if (i == clicks) Begin();
            await desk.ReceiveAsync(new SlackPost(SlackDoor.Interaction, SlackJson.Parse(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(SlackLoad.Click(from + i)["payload=".Length..])))!.Value), default);
        }
        End(clicks);
        return 0;
    }

    private static (TimeSpan Cpu, long Bytes, int Gen0, long At) _began;

    private static void Begin() => _began = (Process.GetCurrentProcess().TotalProcessorTime, GC.GetTotalAllocatedBytes(), GC.CollectionCount(0), Stopwatch.GetTimestamp());

    private static void End(int clicks)
    {
        var (cpu, bytes, gen0) = (Process.GetCurrentProcess().TotalProcessorTime - _began.Cpu, GC.GetTotalAllocatedBytes() - _began.Bytes, GC.CollectionCount(0) - _began.Gen0);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{clicks} clicks: {Stopwatch.GetElapsedTime(_began.At).TotalMicroseconds / clicks:0} µs each, {cpu.TotalMicroseconds / clicks:0} µs of CPU, {bytes / clicks / 1024} KB, {1000.0 * gen0 / clicks:0} collections in 1,000, pause {GC.GetTotalPauseDuration().TotalMilliseconds:0} ms"));
    }
}
