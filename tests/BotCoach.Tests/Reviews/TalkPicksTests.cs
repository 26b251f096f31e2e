using BotCoach.Nudges;
using BotCoach.Nudges.Rules;
using BotCoach.Reviews;

namespace BotCoach.Tests.Reviews;

/// <summary>Which deals are talked about, in which order, and with which question.</summary>
public sealed class TalkPicksTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void They_come_in_the_order_of_what_chose_them_whatever_order_they_are_given_in()
    {
        TalkCandidate[] all =
        [
            new(Id(6)) { Change = 900_000 }, With(5, ChampionWeak.RuleId) with { IsLate = true }, With(4, CloseDateSlipped.RuleId), With(3, TooLongInStage.RuleId), With(2, ThinEvidence.RuleId),
            new(Id(1)) { MissedPromise = "Send the pricing", Change = 1 },
        ];
        var picks = TalkPicks.Of(all);
        Assert.Equal([Id(1), Id(2), Id(3), Id(4), Id(5)], picks.Select(p => p.DealId));
        Assert.Equal([TalkWhy.PromiseMissed, "thin-evidence", "too-long-in-stage", "close-date-slipped", "champion-weak"], picks.Select(p => p.Why));
        Assert.Equal(picks, TalkPicks.Of(all.Reverse()));
    }

    [Fact]
    public void A_weak_champion_counts_late_alone_other_signals_and_no_change_choose_nothing()
    {
        Assert.Empty(TalkPicks.Of([With(1, ChampionWeak.RuleId), With(2, NoNextStep.RuleId), new TalkCandidate(Id(3))]));
        Assert.Equal(TalkWhy.LargestChange, Assert.Single(TalkPicks.Of([With(1, ChampionWeak.RuleId) with { Change = 5 }])).Why);
    }

    [Fact]
    public void Of_the_same_kind_the_more_severe_comes_first_then_the_older_then_the_larger_change()
    {
        var picks = TalkPicks.Of(
        [
            Of(1, 2, 3), Of(2, 2, 30), Of(3, 4, 1), new TalkCandidate(Id(4)) { Change = 10 }, new TalkCandidate(Id(5)) { Change = 20 },
        ]);
        Assert.Equal([Id(3), Id(2), Id(1), Id(5), Id(4)], picks.Select(p => p.DealId));
    }

    [Fact]
    public void The_question_is_the_stages_prompt_that_speaks_of_the_matter_else_the_signals_own()
    {
        string[] prompts = ["Who decides and was not there?", "Who would be your champion in the room?"];
        Assert.Equal(prompts[1], TalkPicks.Of([With(1, ChampionWeak.RuleId) with { IsLate = true, Prompts = prompts }])[0].Question);
        Assert.Equal("What does the close date hang on, on their side?", TalkPicks.Of([With(1, CloseDateSlipped.RuleId) with { Prompts = prompts }])[0].Question);
        Assert.Equal((TalkWhy.OwnPick, prompts[0]), (TalkPicks.Own(Id(1), prompts).Why, TalkPicks.Own(Id(1), prompts).Question));
        Assert.Equal("What would move it on, and what stands in the way?", TalkPicks.Own(Id(1), []).Question);
    }

    [Fact]
    public void Each_signal_that_can_choose_is_a_rule_and_is_named_as_one() =>
        Assert.All(TalkPicks.Of([With(1, ThinEvidence.RuleId), With(2, TooLongInStage.RuleId), With(3, CloseDateSlipped.RuleId), With(4, ChampionWeak.RuleId) with { IsLate = true }]),
            p => Assert.Equal($"{NudgeRules.Find(p.Why)!.Name}.", ReviewMessage.Because(p.Why)));

    private static TalkCandidate With(int number, string rule) => new(Id(number)) { Signals = [new TalkSignal(rule, 3, Now)] };

    private static TalkCandidate Of(int number, int severity, int days) => new(Id(number)) { Signals = [new TalkSignal(TooLongInStage.RuleId, severity, Now.AddDays(-days))] };

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
