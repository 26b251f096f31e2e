using System.Diagnostics;
using System.Globalization;
using BotCoach.Tests.Harness;
using Xunit.Abstractions;

namespace BotCoach.Tests.Simulation;

/// <summary>
/// A simulated year: nothing is lost, nothing doubled, nobody is spoken to outside of their own hours, and nobody more often than is bearable. How many reps:
/// BOTCOACH_SIMULATION_REPS (the full size is 10,000 on PostgreSQL and 200 on SQLite); which lot: BOTCOACH_SIMULATION_SEED.
/// </summary>
public sealed class SimulatedYearTests(ITestOutputHelper output)
{
    private const int UsualReps = 6;
    private const int Days = 366;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_year_ends_every_occurrence_once_and_wakes_nobody(Db kind)
    {
        await using var year = await LiveAsync(kind, new Fortune(Refuses: 0.01, LosesAnswer: 0.002, Kills: 0.001, CanLookUp: true));
        Assert.Empty(year.Platform.Again);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Answers_that_are_lost_make_one_more_copy_at_most_and_are_recorded(Db kind)
    {
        await using var year = await LiveAsync(kind, new Fortune(Refuses: 0.002, LosesAnswer: 0.01, Kills: 0.001, CanLookUp: false));
        Assert.All(year.Platform.Again, again => Assert.Equal(2, again.Value));
        Assert.Empty(year.Platform.Again.Keys.Except(year.Uncertain));
    }

    private async Task<SimulatedYear> LiveAsync(Db kind, Fortune fortune)
    {
        var (reps, seed, watch) = (Number("BOTCOACH_SIMULATION_REPS", UsualReps), Number("BOTCOACH_SIMULATION_SEED", Environment.TickCount & 0xFFFFFF), Stopwatch.StartNew());
        output.WriteLine($"{reps} reps, seed {seed}");
        var year = await SimulatedYear.FoundAsync(kind, seed, reps, fortune);
        await year.LiveAsync(Number("BOTCOACH_SIMULATION_DAYS", Days));
        output.WriteLine($"{year.Counts}; {watch.Elapsed.TotalSeconds:0} s");
        Assert.True(year.Watcher.Wrong.Count == 0, $"seed {seed}: {string.Join("\n", year.Watcher.Wrong)}");
        await year.SettleAsync();
        var (wrong, counts) = await new YearEnd(year).CloseAsync();
        output.WriteLine(counts);
        Assert.True(wrong.Count == 0, $"seed {seed}, {wrong.Count} wrong: {string.Join("\n", wrong.Take(10))}");
        return year;
    }

    private static int Number(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : usual;
}
