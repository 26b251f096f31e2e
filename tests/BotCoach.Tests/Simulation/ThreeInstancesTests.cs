using System.Diagnostics;
using BotCoach.Tests.Harness;
using Xunit.Abstractions;

namespace BotCoach.Tests.Simulation;

/// <summary>
/// Three instances on a PostgreSQL of their own serve a company for some days. In every fourth step one of them is killed in the midst of what it does, or
/// loses its database, or PostgreSQL itself ends without a word and comes back. BOTCOACH_SIMULATION_SEED gives another run's lot again.
/// </summary>
public sealed class ThreeInstancesTests(ITestOutputHelper output)
{
    private const int Reps = 6;
    private const int Days = 2;

    [OwnPostgresFact]
    public async Task Whatever_befalls_one_of_three_instances_nothing_is_lost_or_doubled_and_nobody_is_woken()
    {
        var (seed, watch) = (SimulationSize.Seed, Stopwatch.StartNew());
        output.WriteLine($"seed {seed}");
        await using var server = await MortalPostgres.StartAsync();
        await using var database = new TestDatabase(null, server.ConnectionString);
        await database.MigrateAsync();
        await using CuttableWire first = new("127.0.0.1", server.Port), second = new("127.0.0.1", server.Port), third = new("127.0.0.1", server.Port);
        await using var year = await SimulatedYear.FoundAsync(
            await CoachHost.StartOnAsync(database), seed, Reps, new Fortune(Refuses: 0.01, LosesAnswer: 0.01, Kills: 0, CanLookUp: true), [first, second, third], server);
        await year.LiveAsync(SimulationSize.Days(Days));
        output.WriteLine($"{year.Counts}; {watch.Elapsed.TotalSeconds:0} s");
        Assert.True(year.Watcher.Wrong.Count == 0, $"seed {seed}: {string.Join("\n", year.Watcher.Wrong)}");
        Assert.Empty(year.Platform.Again);
        await year.SettleAsync();
        var (wrong, counts) = await new YearEnd(year.Host, year.Company).CloseAsync();
        output.WriteLine(counts);
        Assert.True(wrong.Count == 0, $"seed {seed}, {wrong.Count} wrong: {string.Join("\n", wrong.Take(10))}");
    }
}
