using BotCoach.Digests;

namespace BotCoach.Tests.Digests;

/// <summary>Which few deals a digest gives to talk about, and with which question.</summary>
public sealed class TalkPicksTests
{
    private static readonly Guid[] Ids = [.. Enumerable.Range(1, 9).Select(i => Guid.Parse($"0190c000-0000-7000-8000-00000000000{i}"))];
    private static readonly HashSet<Guid> Nobody = [];

    [Fact]
    public void The_order_is_that_of_the_reasons_and_five_are_enough()
    {
        var all = Enum.GetValues<TalkWhy>().Reverse().Select((why, i) => Deal(i, why)).Append(Deal(7, TalkWhy.LargestChange, change: 0.9m));
        var picks = TalkPicks.Choose(all, Nobody);
        Assert.Equal([TalkWhy.PromiseMissed, TalkWhy.ThinEvidence, TalkWhy.OverTime, TalkWhy.SlippedTwice, TalkWhy.WeakChampion], picks.Select(p => p.Why));
        Assert.Equal(Ids[7], TalkPicks.Choose([Deal(0, TalkWhy.LargestChange), Deal(7, TalkWhy.LargestChange, change: 0.9m)], Nobody)[0].Deal);
    }

    [Fact]
    public void A_deal_is_chosen_once_by_what_comes_first_and_among_equals_the_larger_one_leads()
    {
        var both = Deal(0, TalkWhy.OverTime) with { Whys = new HashSet<TalkWhy> { TalkWhy.WeakChampion, TalkWhy.OverTime } };
        var picks = TalkPicks.Choose([both, Deal(1, TalkWhy.OverTime) with { Amount = 0.5m }], Nobody);
        Assert.Equal([(Ids[1], TalkWhy.OverTime), (Ids[0], TalkWhy.OverTime)], picks.Select(p => (p.Deal, p.Why)));
    }

    [Fact]
    public void What_was_talked_about_and_has_not_changed_rests_unless_its_promise_was_missed()
    {
        HashSet<Guid> last = [Ids[0], Ids[1], Ids[2]];
        var picks = TalkPicks.Choose([Deal(0, TalkWhy.OverTime), Deal(1, TalkWhy.OverTime) with { HasChanged = true }, Deal(2, TalkWhy.PromiseMissed), Deal(3, TalkWhy.OverTime)], last);
        Assert.Equal([Ids[2], Ids[1], Ids[3]], picks.Select(p => p.Deal));
    }

    [Fact]
    public void The_question_is_the_stages_own_where_one_fits_and_else_that_of_the_reason()
    {
        string[] prompts = ["Why now, in the buyer's words?", "What did your champion do for this deal last week when you were not there?"];
        string Ask(TalkWhy why) => TalkPicks.Choose([Deal(0, why) with { Prompts = prompts }], Nobody)[0].Question;
        Assert.Equal(prompts[1], Ask(TalkWhy.WeakChampion));
        Assert.Equal(prompts[0], Ask(TalkWhy.SlippedTwice));
        Assert.DoesNotContain(Ask(TalkWhy.OverTime), prompts);
        Assert.EndsWith("?", Ask(TalkWhy.PromiseMissed), StringComparison.Ordinal);
    }

    private static TalkCandidate Deal(int id, TalkWhy why, decimal change = 0.1m) => new(Ids[id]) { Whys = new HashSet<TalkWhy> { why }, Change = change };
}
