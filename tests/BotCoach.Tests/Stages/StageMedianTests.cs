using BotCoach.Deals;
using BotCoach.Stages;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Stages;

public sealed class StageMedianTests
{
    [Theory]
    [InlineData(new double[] { 7 }, 7)]
    [InlineData(new double[] { 1, 90, 2 }, 2)]
    [InlineData(new double[] { 4, 1, 3, 2 }, 2.5)]
    public void The_median_is_the_middle_and_one_forgotten_deal_does_not_move_it(double[] values, double median) =>
        Assert.Equal(median, StageMedians.Median(values));

    [Theory, OnSqlite, OnPostgres]
    public async Task A_weeks_medians_are_taken_once_with_their_examples_and_pinned_from_twenty_on(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        for (var i = 1; i <= 20; i++)
        {
            var deal = await host.DealAsync(rita, $"Account {i}", happened: host.Clock.Now.AddDays(-i));
            await host.ChangeAsync(deal, d => d.StageId = "solution-alignment", DealEventKind.Advanced);
        }
        await host.RunDueAsync();
        await host.RunDueAsync();
        var median = Assert.Single(await host.ReadAsync(db => db.StageMedians.ToListAsync()));
        Assert.Equal(("discovery", 10.5, 20, OneDeal.Day("2026-03-02")), (median.StageId, median.Days, median.Examples, median.TakenOn));
        var late = await host.DealAsync(rita, "Late", d => d.StageId = "qualification");
        await host.ChangeAsync(late, d => d.StageId = "discovery", DealEventKind.Advanced);
        Assert.Equal(10.5, (await host.ReadDealAsync(late)).StageMedianDays);
        await host.JumpToAsync(OneDeal.At("2026-03-09T08:00:00Z"));
        Assert.Equal(3, await host.ReadAsync(db => db.StageMedians.CountAsync()));
    }
}
