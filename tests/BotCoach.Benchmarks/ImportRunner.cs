using System.Diagnostics;
using System.Text.Json;
using BotCoach.Deals;
using BotCoach.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Benchmarks;

/// <summary>The process that imports, as the command line does it; it prints how long that took and how much memory it had at most.</summary>
internal static class ImportRunner
{
    public static async Task<int> RunAsync(string connection, string[] files)
    {
        await using var app = App.Build(["--ConnectionStrings:BotCoach", connection]);
        await App.PrepareAsync(app);
        Guid workspace;
        await using (var scope = app.Services.CreateAsyncScope())
            workspace = (await scope.ServiceProvider.GetRequiredService<BotCoachDb>().WorkspacesAsync(default))[0];
        var import = app.Services.GetRequiredService<DealImport>();
        var watch = Stopwatch.StartNew();
        var phases = new Dictionary<string, double>();
        var report = await import.RunAsync(workspace, [.. files.Select(ImportSource.OfPath)], new ImportChoices(), new ImportWish(Progress: p => phases[p.Doing] = watch.Elapsed.TotalSeconds), default);
        var seconds = watch.Elapsed.TotalSeconds;
        using var self = Process.GetCurrentProcess();
        foreach (var (doing, until) in phases) await Console.Error.WriteLineAsync($"{doing} until {until:0.0} s");
        await Console.Error.WriteLineAsync($"the import's own processor time: {self.TotalProcessorTime.TotalSeconds:0.0} s, of it {GC.GetTotalPauseDuration().TotalSeconds:0.0} s collecting {GC.GetTotalAllocatedBytes() >> 20} MB in {GC.CollectionCount(0)}, {GC.CollectionCount(1)} and {GC.CollectionCount(2)} steps");
        Console.WriteLine(JsonSerializer.Serialize(new { deals = report.Tally.Created, seconds, peakMb = self.PeakWorkingSet64 / 1024.0 / 1024.0 }));
        return 0;
    }
}
