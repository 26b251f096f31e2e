using BotCoach.Metrics;

namespace BotCoach.Tests.Metrics;

/// <summary>The weighted forecast, and between what it lies.</summary>
public sealed class ForecastRulesTests
{
    private static readonly Guid Process = Guid.NewGuid();

    [Fact]
    public void The_own_history_counts_from_twenty_finished_deals_on_and_before_that_what_the_process_says()
    {
        Assert.Equal(new StageOdds(0.3, 0.3, 0.3, IsOwn: false), ForecastRules.OddsOf(new Rate(19, 19), 30));
        var own = ForecastRules.OddsOf(new Rate(10, 20), 30);
        Assert.Equal((0.5, true), (own.Share, own.IsOwn));
        // Wilson's interval of 80 % for 10 of 20
        Assert.Equal(0.3623, own.Low, 4);
        Assert.Equal(0.6377, own.High, 4);
    }

    [Fact]
    public void Each_currency_is_summed_for_itself_and_the_order_is_that_of_their_names()
    {
        var odds = ForecastRules.OddsOf(default, 25);
        var sums = ForecastRules.Sums([new(Process, "a", "USD", 1_000, odds), new(Process, "a", "EUR", 400, odds), new(Process, "b", "USD", 2_000, ForecastRules.OddsOf(default, 50))]);
        Assert.Equal([("EUR", 1, 400m, 100m), ("USD", 2, 3_000m, 1_250m)], sums.Select(s => (s.Currency, s.Deals, s.Pipeline, s.Weighted)));
    }

    [Fact]
    public void Four_of_five_draws_lie_in_the_range()
    {
        var random = new Random(20_260_302);
        List<ForecastDeal> deals = [.. Enumerable.Range(0, 120).Select(i => new ForecastDeal(Process, $"{i % 4}", "USD", random.Next(1_000, 20_000), ForecastRules.OddsOf(default, 20 + 20 * (i % 4))))];
        var sum = ForecastRules.Sums(deals)[0];
        var inside = Enumerable.Range(0, 4_000).Count(_ => deals.Sum(d => random.NextDouble() < d.Odds.Share ? d.Amount : 0) is var drawn && drawn >= sum.Low && drawn <= sum.High);
        Assert.InRange(inside / 4_000.0, 0.77, 0.83);
    }

    [Fact]
    public void A_rate_that_is_not_well_known_makes_the_range_wider_and_it_never_leaves_what_there_is()
    {
        ForecastSum Of(StageOdds odds) => ForecastRules.Sums(Enumerable.Range(0, 50).Select(_ => new ForecastDeal(Process, "a", "USD", 1_000, odds)))[0];
        var (said, own) = (Of(ForecastRules.OddsOf(default, 50)), Of(ForecastRules.OddsOf(new Rate(10, 20), 0)));
        Assert.Equal((said.Weighted, 50), (own.Weighted, own.OfOwn));
        Assert.True(own.Low < said.Low && own.High > said.High);
        var one = ForecastRules.Sums([new(Process, "a", "USD", 1_000, ForecastRules.OddsOf(default, 50))])[0];
        Assert.Equal((0m, 1_000m), (one.Low, one.High));
        var sure = ForecastRules.Sums([new(Process, "a", "USD", 1_000, ForecastRules.OddsOf(default, 100))])[0];
        Assert.Equal((1_000m, 1_000m), (sure.Low, sure.High));
    }
}
