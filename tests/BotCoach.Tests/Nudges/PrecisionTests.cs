using BotCoach.Nudges;

namespace BotCoach.Tests.Nudges;

public sealed class PrecisionTests
{
    /// <summary>By Wilson's own formula, worked out by hand to three places.</summary>
    [Theory]
    [InlineData(0, 10, 0.000, 0.278)]
    [InlineData(2, 10, 0.057, 0.510)]
    [InlineData(3, 10, 0.108, 0.603)]
    [InlineData(10, 10, 0.722, 1.000)]
    [InlineData(50, 100, 0.404, 0.596)]
    public void The_interval_is_wilsons(int hits, int cases, double low, double high)
    {
        var share = Precision.Of(hits, cases);
        Assert.Equal((low, high), (Math.Round(share.Low, 3), Math.Round(share.High, 3)));
    }

    [Theory]
    [InlineData(0, 9, true)]
    [InlineData(2, 10, false)]
    [InlineData(3, 10, true)]
    [InlineData(50, 100, false)]
    [InlineData(52, 100, true)]
    public void A_rule_loses_its_place_when_its_upper_bound_is_below_the_target_from_ten_answers_on(int useful, int answers, bool keeps) =>
        Assert.Equal(keeps, Precision.MayReach(useful, answers, 60));

    [Fact]
    public void Without_a_case_nothing_is_known() => Assert.Equal(new Share(0, 0, 1), Precision.Of(0, 0));

    /// <summary>Newcombe's own example of 1998 (56 of 70 against 48 of 80): from 0.0524 to 0.3339.</summary>
    [Fact]
    public void The_difference_is_newcombes()
    {
        var lift = Precision.Difference(Precision.Of(56, 70), Precision.Of(48, 80));
        Assert.Equal((0.2, 0.0524, 0.3339), (Math.Round(lift.Value, 4), Math.Round(lift.Low, 4), Math.Round(lift.High, 4)));
    }

    [Fact]
    public void The_lot_is_the_same_whenever_it_is_drawn_and_as_frequent_as_was_asked()
    {
        var deals = Enumerable.Range(0, 4_000).Select(n => new Guid(n, 0, 0, new byte[8])).ToList();
        bool Draws(Guid deal, int percent) => HoldOut.Draws(deal, "no-next-step", "event-1", percent);
        Assert.All(deals, d => Assert.Equal(Draws(d, 20), Draws(d, 20)));
        Assert.InRange(deals.Count(d => Draws(d, 20)), 700, 900);
        Assert.DoesNotContain(deals, d => Draws(d, 0));
        Assert.All(deals.Where(d => Draws(d, 20)), d => Assert.True(Draws(d, 50)));
    }
}
