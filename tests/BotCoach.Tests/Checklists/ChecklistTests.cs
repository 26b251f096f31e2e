using BotCoach.Checklists;
using BotCoach.Deals;
using BotCoach.Stages;
using BotCoach.Tests.Deals;
using static BotCoach.Tests.Deals.TestBook;

namespace BotCoach.Tests.Checklists;

public sealed class ChecklistTests
{
    [Fact]
    public void It_holds_what_stands_between_the_deal_and_the_next_stage() =>
        Assert.Equal(["problem-told", "impact-known", "competitors-known", "champion-named"], Of(File()).Items.Select(i => i.Criterion.Id));

    [Fact]
    public void It_goes_on_at_the_one_looked_at_last_or_at_the_next_open_one()
    {
        var deal = Deal();
        deal.Facts["impact"] = "40 hours a month";
        var list = Of(File(deal));
        Assert.Equal(0, list.Resume(null));
        Assert.Equal(2, list.Resume("competitors-known"));
        Assert.Equal(2, list.Resume("impact-known"));
        Assert.Equal(0, list.Resume("a criterion of another stage"));
    }

    [Fact]
    public void Skipping_comes_back_to_what_was_skipped()
    {
        var deal = Deal();
        deal.Facts["impact"] = "40 hours a month";
        var list = Of(File(deal));
        Assert.Equal([2, 3, 0, 2], Enumerable.Range(0, 3).Aggregate(new List<int> { 2 }, (path, _) => [.. path, list.NextOpen(path[^1])]));
        Assert.Equal(3, list.Before(0));
    }

    [Fact]
    public void When_nothing_is_open_it_is_done_and_the_last_open_one_follows_itself()
    {
        var all = File(Filled(Deal()), null, Answer(Advisory, AnswerState.Claimed, EvidenceKind.Note, "Only a spreadsheet, says Dana")) with { Stakeholders = [Person("champion")] };
        Assert.Equal(-1, Of(all).Resume(null));
        Assert.True(Of(all).Ready);
        var one = all with { Stakeholders = [] };
        Assert.Equal(3, Of(one).NextOpen(3));
    }

    [Fact]
    public void A_deal_in_its_last_stage_has_nothing_to_walk()
    {
        var deal = Deal(stage: "four");
        deal.Status = DealStatus.Won;
        Assert.Empty(Of(File(deal)).Items);
    }

    private static Checklist Of(DealFile file) => Checklist.Of(file, Today, Now);
}
