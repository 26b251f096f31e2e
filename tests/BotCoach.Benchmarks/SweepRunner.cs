using System.Diagnostics;
using System.Globalization;
using BotCoach.Chat;
using BotCoach.Nudges;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Benchmarks;

/// <summary>The process that judges; it prints how long that took, how much memory it had at most, and its own processor time.</summary>
internal static class SweepRunner
{
    /// <summary>Runs one chore until it has nothing more to do.</summary>
    public static async Task<int> RunAsync(string connection, string chore)
    {
        await using var app = App.Build(["--ConnectionStrings:BotCoach", connection]);
        await App.PrepareAsync(app);
        var runner = app.Services.GetRequiredService<ChoreRunner>();
        // the model and the connections are there on a host that runs
        await runner.NextDueAsync(Schedule.Chores, default);
        using var self = Process.GetCurrentProcess();
        var (cpu, watch) = (self.TotalProcessorTime, Stopwatch.StartNew());
        var done = await runner.RunAsync(chore == "due" ? typeof(NudgeSweep) : typeof(EpochSweep), CoachClock.ToMilliseconds(TimeProvider.System.GetUtcNow()), default);
        var seconds = watch.Elapsed.TotalSeconds;
        self.Refresh();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{done} {seconds:0.000} {self.PeakWorkingSet64 >> 20} {(self.TotalProcessorTime - cpu).TotalSeconds:0.0} {GC.GetTotalPauseDuration().TotalSeconds:0.0} {GC.GetTotalAllocatedBytes() >> 20}"));
        return 0;
    }

    /// <summary>A host whose clock ticks, for so many seconds.</summary>
    public static async Task<int> LiveAsync(string connection, int seconds)
    {
        await using var app = App.Build(["--ConnectionStrings:BotCoach", connection, "--urls", "http://127.0.0.1:0"]);
        await App.PrepareAsync(app);
        await app.StartAsync();
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        await app.StopAsync();
        return 0;
    }
}
