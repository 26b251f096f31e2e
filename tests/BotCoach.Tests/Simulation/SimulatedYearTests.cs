using System.Diagnostics;
using BotCoach.Tests.Harness;
using Xunit.Abstractions;

namespace BotCoach.Tests.Simulation;

/// <summary>
/// A simulated year: nothing is lost, nothing doubled, nobody is spoken to outside of their own hours, and nobody more often than is bearable. Usually it is
/// some weeks of it, by lot, with a few reps; BOTCOACH_SIMULATION_DAYS=366 and BOTCOACH_SIMULATION_REPS make it the year (the full size is 10,000 reps on
/// PostgreSQL and 200 on SQLite), BOTCOACH_SIMULATION_SEED draws a lot again, and BOTCOACH_SIMULATION_LOG names a file that says how far it is.
/// </summary>
public sealed class SimulatedYearTests(ITestOutputHelper output)
{
    private const int UsualReps = 6;
    private const int UsualDays = 24;
    private const int WholeYear = 366;

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
        var (reps, days, seed, watch) = (SimulationSize.Reps(UsualReps), SimulationSize.Days(UsualDays), SimulationSize.Seed, Stopwatch.StartNew());
        var daysIn = new Random(seed).Next(WholeYear - Math.Min(days, WholeYear) + 1);
        output.WriteLine($"{reps} reps, {days} days from the {daysIn}th on, seed {seed}");
        var year = await SimulatedYear.FoundAsync(kind, seed, reps, fortune, daysIn);
        await year.LiveAsync(days);
        output.WriteLine($"{year.Counts}; {watch.Elapsed.TotalSeconds:0} s");
        Assert.True(year.Watcher.Wrong.Count == 0, $"seed {seed}: {string.Join("\n", year.Watcher.Wrong)}");
        await year.SettleAsync();
        var (wrong, counts) = await new YearEnd(year.Host, year.Company).CloseAsync();
        output.WriteLine(counts);
        Assert.True(wrong.Count == 0, $"seed {seed}, {wrong.Count} wrong: {string.Join("\n", wrong.Take(10))}");
        return year;
    }
}
