using BotCoach.Metrics;
using BotCoach.Stages;
using BotCoach.Tests.Deals;

namespace BotCoach.Tests.Metrics;

/// <summary>What figures say in words, and when they say nothing.</summary>
public sealed class DiagnosisRulesTests
{
    [Fact]
    public void A_stay_is_held_against_the_days_that_are_meant_for_the_segment()
    {
        var book = TestBook.Book();
        var segmented = book with { Stages = [book.Stages[0] with { Guideline = new Guideline(14, "ours") { BySegment = new Dictionary<string, int> { ["Enterprise"] = 30 } } }, .. book.Stages.Skip(1)] };
        IReadOnlyList<IReadOnlyList<StageMetrics>> people = [.. Enumerable.Range(0, 3).Select(_ => (IReadOnlyList<StageMetrics>)[Stays(40, 6)])];
        var said = Assert.Single(DiagnosisRules.Of(segmented, [Stays(40, 18)], people));
        Assert.Contains("more than twice the 14 days that are meant", said);
        Assert.Empty(DiagnosisRules.Of(segmented, [Stays(40, 18)], people, "enterprise"));
        Assert.Contains("twice the 30 days", Assert.Single(DiagnosisRules.Of(segmented, [Stays(70, 18)], [.. people.Select(_ => (IReadOnlyList<StageMetrics>)[Stays(70, 6)])], "enterprise")));
        // of few stays nothing is made
        Assert.Empty(DiagnosisRules.Of(segmented, [Stays(40, 9)], people));
    }

    private static StageMetrics Stays(int days, int times)
    {
        var hours = new Tally();
        for (var i = 0; i < times; i++) hours.Add(days * 24);
        return new StageMetrics(TestBook.ProcessId, "one", "Discovery", StageKind.Pipeline, 0) { OpenAmounts = [], StayHours = hours, Losses = new Dictionary<string, int>() };
    }
}
