using BotCoach.Metrics;
using BotCoach.Stages;

namespace BotCoach.Tests.Metrics;

/// <summary>Where deals die, in words: out of how many, after how long, and why; and of few nothing.</summary>
public sealed class LeakRulesTests
{
    private static readonly Guid Process = Guid.NewGuid();
    private static readonly StageBook Book = new()
    {
        Name = "Test", Description = "", Source = "ours", Stages = [Nudges.OneDeal.Stage("proposal", new Guideline(14, "ours"))],
        Rules = new BookRules { LossReasons = [new Line("Price", "ours"), new Line("Timing", "ours")] },
    };

    [Fact]
    public void A_leak_is_told_out_of_how_many_why_and_after_how_long()
    {
        var leak = Of(48, ("price", 9), ("Timing", 7), ("Globex would not wait", 4), ("", 1));
        Assert.Equal("Of 48 deals that reached Proposal, 21 were lost, most often: price (9 of 21); the middle one after 12 days.", LeakRules.Sentence(leak, isBounded: false));
        Assert.StartsWith("Of 48 deals that were in Proposal, 21 were lost", LeakRules.Sentence(leak, isBounded: true));
    }

    [Fact]
    public void What_somebody_wrote_of_one_deal_is_another_reason_and_five_who_say_the_same_name_no_deal()
    {
        Assert.Equal([("price", 9), ("Timing", 7), ("another reason", 4)], Of(48, ("price", 9), ("Timing", 7), ("Globex would not wait", 3), ("Dana left", 1)).Reasons.Select(r => (r.Words, r.Deals)));
        Assert.Equal(["A rival"], Of(30, ("A rival", 5)).Reasons.Select(r => r.Words));
    }

    [Fact]
    public void Of_fewer_than_five_no_reason_is_told_and_of_so_few_in_it_nothing()
    {
        var few = Of(9, ("price", 4));
        Assert.Empty(few.Reasons);
        Assert.Equal("Of 9 deals that reached Proposal, 4 were lost.", LeakRules.Sentence(few with { LostDays = null }, isBounded: false));
        Assert.Null(LeakRules.Sentence(Of(4, ("price", 4)), isBounded: false));
        Assert.Null(LeakRules.Sentence(Of(40), isBounded: false));
        Assert.Null(LeakRules.Worst([few]));
    }

    private static Leak Of(int reached, params (string Why, int Deals)[] losses)
    {
        var hours = new Tally();
        foreach (var _ in Enumerable.Range(0, losses.Sum(l => l.Deals))) hours.Add(12 * 24);
        return LeakRules.Of(Book, [new StageMetrics(Process, "proposal", "Proposal", StageKind.Pipeline, 0) { Reached = reached, OpenAmounts = [], StayHours = new Tally(), LostHours = hours, Losses = losses.ToDictionary(l => l.Why, l => l.Deals) }])[0];
    }
}
