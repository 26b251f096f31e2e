using BotCoach.Nudges;
using BotCoach.Nudges.Rules;
using BotCoach.Reviews;
using BotCoach.Stages;

namespace BotCoach.Tests.Reviews;

/// <summary>Which few deals are talked about, in which order, and with which question: the same for a digest and for a review without one.</summary>
public sealed class TalkPicksTests
{
    private static readonly HashSet<Guid> Nobody = [];
    private static readonly Dictionary<string, decimal> Worth = new() { ["USD"] = 1_000_000, ["JPY"] = 100_000_000 };
    private static readonly StageBook Book = BuiltInBooks.Open(BuiltInBooks.SevenStages);

    [Fact]
    public void They_come_in_the_order_of_what_chose_them_whatever_order_they_are_given_in_and_five_are_enough()
    {
        TalkDeal[] all =
        [
            Deal(6) with { Change = 900_000 }, Late(5) with { Champion = 2 }, Deal(4, CloseDateSlipped.RuleId) with { Slips = 2 }, Deal(3, TooLongInStage.RuleId), Deal(2) with { MovedThinly = true },
            Deal(1) with { MissedPromise = true },
        ];
        var talks = TalkPicks.Choose(all, Worth, Nobody);
        Assert.Equal([Id(1), Id(2), Id(3), Id(4), Id(5)], talks.Select(t => t.Deal));
        Assert.Equal([TalkReason.PromiseMissed, TalkReason.ThinEvidence, TalkReason.OverTime, TalkReason.SlippedTwice, TalkReason.WeakChampion], talks.Select(t => t.Why));
        Assert.Equal([TalkWhy.PromiseMissed, "thin-evidence", "too-long-in-stage", "close-date-slipped", "champion-weak"], talks.Select(t => t.AsPick().Why));
        Assert.Equal(talks, TalkPicks.Choose(all.Reverse(), Worth, Nobody));
    }

    [Fact]
    public void A_weak_champion_counts_late_alone_and_other_signals_and_no_change_choose_nothing()
    {
        Assert.Empty(TalkPicks.Choose([Deal(1, ChampionWeak.RuleId), Deal(2, NoNextStep.RuleId), Deal(3), Deal(4) with { Slips = 3 }], Worth, Nobody));
        Assert.Equal(TalkReason.LargestChange, Assert.Single(TalkPicks.Choose([Deal(1, ChampionWeak.RuleId) with { Change = 5 }], Worth, Nobody)).Why);
    }

    [Fact]
    public void A_deal_is_chosen_once_by_what_comes_first_and_among_equals_the_larger_part_of_its_own_currency_leads()
    {
        var both = Late(1, TooLongInStage.RuleId) with { Champion = 1, Amount = 10_000, Currency = "USD" };
        var yen = Deal(2, TooLongInStage.RuleId) with { Amount = 500_000, Currency = "JPY" };
        Assert.Equal([(Id(1), TalkReason.OverTime), (Id(2), TalkReason.OverTime)], TalkPicks.Choose([yen, both], Worth, Nobody).Select(t => (t.Deal, t.Why)));
        Assert.Equal([Id(4), Id(3)], TalkPicks.Choose([Deal(3) with { Change = 500_000, Currency = "JPY" }, Deal(4) with { Change = 10_000 }], Worth, Nobody).Select(t => t.Deal));
    }

    [Fact]
    public void What_is_parked_is_not_chosen_nor_what_its_owner_has_said_to_be_of_no_use()
    {
        var parked = Deal(1, TooLongInStage.RuleId) with { IsParked = true, MissedPromise = true };
        var muted = Late(2) with { Champion = 1, Slips = 2, HasSlipped = true, Muted = [ChampionWeak.RuleId, CloseDateSlipped.RuleId] };
        Assert.Empty(TalkPicks.Choose([parked, muted], Worth, Nobody));
        Assert.Equal(TalkReason.LargestChange, Assert.Single(TalkPicks.Choose([muted with { Change = 1 }], Worth, Nobody)).Why);
    }

    [Fact]
    public void What_was_talked_about_and_has_not_changed_rests_unless_its_promise_was_missed()
    {
        HashSet<Guid> last = [Id(1), Id(2), Id(3)];
        var over = Deal(1, TooLongInStage.RuleId);
        var talks = TalkPicks.Choose([over, over with { Id = Id(2), HasChanged = true }, Deal(3) with { MissedPromise = true }, over with { Id = Id(4) }], Worth, last);
        Assert.Equal([Id(3), Id(2), Id(4)], talks.Select(t => t.Deal));
    }

    [Fact]
    public void The_question_is_the_stages_own_where_one_fits_and_else_that_of_the_reason()
    {
        var fits = (from stage in Book.Stages where stage.Kind == StageKind.Pipeline from prompt in stage.Prompts where prompt.Text.Contains("champion", StringComparison.OrdinalIgnoreCase) select (stage.Id, prompt.Text)).Last();
        Assert.Equal(fits.Text, TalkPicks.Choose([new TalkDeal(Id(1), Book, fits.Id) { Champion = 1 }], Worth, Nobody)[0].Question);
        Assert.Equal("What got in the way of what was agreed, and what would help now?", TalkPicks.Choose([Deal(1) with { MissedPromise = true }], Worth, Nobody)[0].Question);
        Assert.Equal((TalkWhy.OwnPick, Book.Find(fits.Id)!.Prompts[0].Text), (TalkPicks.Own(Id(1), Book, fits.Id).Why, TalkPicks.Own(Id(1), Book, fits.Id).Question));
        Assert.Equal("What would move it on, and what stands in the way?", TalkPicks.Own(Id(1), Book, "no-stage").Question);
    }

    [Theory]
    [InlineData(TalkReason.ThinEvidence, "Who said so, and did we show them proof?", "What have they said or sent that shows this stage is earned?")]
    [InlineData(TalkReason.OverTime, "What stands in the way of the next step?", "What has to happen for this to move on, and who can make it happen?")]
    [InlineData(TalkReason.SlippedTwice, "Why now, in the buyer's words?", "What does the date hang on at their side, and who owns it there?")]
    [InlineData(TalkReason.WeakChampion, "What did your champion do last week?", "Who on their side wants this enough to push it through without us?")]
    public void A_prompt_is_asked_where_it_speaks_of_the_matter_and_no_other_is(TalkReason why, string prompt, string own)
    {
        const string Neutral = "How many people work there?";
        Assert.Equal((why, prompt), Asked(why, Neutral, prompt));
        Assert.Equal((why, own), Asked(why, Neutral));
    }

    [Fact]
    public void Each_signal_that_can_choose_is_a_rule_and_is_named_as_one() =>
        Assert.All(Enum.GetValues<TalkReason>().Select(Talk.RuleOf).OfType<string>(), rule => Assert.Equal($"{NudgeRules.Find(rule)!.Name}.", ReviewMessage.Because(rule)));

    /// <summary>Of a deal in the last stage, whose prompts are these.</summary>
    private static (TalkReason Why, string Question) Asked(TalkReason why, params string[] prompts)
    {
        var last = Book.Stages.Last(s => s.Kind == StageKind.Pipeline);
        var book = Book with { Stages = [.. Book.Stages.Select(s => s.Id == last.Id ? s with { Prompts = [.. prompts.Select(p => new Line(p, "a test"))] } : s)] };
        var talk = Assert.Single(TalkPicks.Choose([new TalkDeal(Id(1), book, last.Id) { Signals = [Talk.RuleOf(why)!], Slips = why == TalkReason.SlippedTwice ? 2 : 0 }], Worth, Nobody));
        return (talk.Why, talk.Question);
    }

    private static TalkDeal Deal(int number, params string[] rules) => new(Id(number), Book, Book.Stages[0].Id) { Signals = rules, Currency = "USD" };

    /// <summary>In the last stage before the win.</summary>
    private static TalkDeal Late(int number, params string[] rules) => Deal(number, rules) with { Stage = Book.Stages.Last(s => s.Kind == StageKind.Pipeline).Id };

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
