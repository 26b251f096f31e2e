using BotCoach.Nudges;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.Nudges;

/// <summary>Which few things a brief picks, and in what order.</summary>
public sealed class BriefTests
{
    private static readonly DateTimeOffset Now = At("2026-03-09T08:00:00Z");
    private readonly Dictionary<Guid, decimal?> _amounts = [];
    private readonly List<Nudge> _nudges = [];

    [Fact]
    public void Severity_value_and_age_are_multiplied()
    {
        var small = Deal(1_000, severity: 5, days: 4);
        var large = Deal(90_000, severity: 3, days: 4);
        Deal(2_000); Deal(3_000);
        // 4 of 4 quarters × 3 beats 1 of 4 × 5
        Assert.Equal([large, small], Choose(3).Items.Select(i => i.Lead.DealId));
    }

    [Fact]
    public void Age_counts_up_to_three_thresholds_and_no_further()
    {
        var old = Nudge(Guid.NewGuid(), 3, days: 400, threshold: 2);
        Assert.Equal(3, Brief.Age(old, Now));
        Assert.Equal(1.5, Brief.Age(Nudge(Guid.NewGuid(), 3, days: 42, threshold: 28), Now));
    }

    [Fact]
    public void A_deal_without_an_amount_is_in_the_lowest_quarter_and_the_largest_in_the_highest()
    {
        var (none, low, high) = (Deal(null), Deal(1_000), Deal(50_000));
        Deal(2_000); Deal(3_000);
        Assert.Equal([1, 1, 4], new[] { none, low, high }.Select(d => Brief.Quartile(_amounts[d], Brief.Known(_amounts.Values))));
    }

    [Fact]
    public void A_deal_is_named_once_and_the_rest_of_it_in_passing()
    {
        var deal = Deal(1_000, severity: 4, days: 4);
        _nudges.Add(Nudge(deal, 2, days: 4, rule: "close-date-passed"));
        var item = Assert.Single(Choose(3).Items);
        Assert.Equal("no-next-step", item.Lead.Rule);
        Assert.Equal("close-date-passed", Assert.Single(item.Also).Rule);
    }

    [Fact]
    public void Three_are_chosen_and_the_others_stay_one_tap_away()
    {
        for (var i = 0; i < 7; i++) Deal(1_000 * i, severity: 3, days: 4);
        Assert.Equal((3, 4), (Choose(Brief.Usual).Items.Count, Choose(Brief.Usual).Rest.Count));
    }

    [Fact]
    public void What_was_ignored_in_two_briefs_makes_room_for_five()
    {
        Deal(1_000, severity: 3, days: 4);
        var ignored = _nudges[0].Id;
        Assert.Equal(3, Brief.Room([[ignored]], _nudges, Now));
        Assert.Equal(3, Brief.Room([[ignored], [Guid.NewGuid()]], _nudges, Now));
        Assert.Equal(5, Brief.Room([[ignored], [ignored]], _nudges, Now));
        _nudges[0].Settle(NudgeVerdict.Done);
        Assert.Equal(3, Brief.Room([[ignored], [ignored]], _nudges, Now));
    }

    [Fact]
    public void What_is_answered_snoozed_cleared_or_of_a_closed_deal_is_not_chosen()
    {
        foreach (var _ in Enumerable.Range(0, 5)) Deal(1_000, severity: 3, days: 4);
        _nudges[0].Settle(NudgeVerdict.NotUseful, "small");
        _nudges[1].Snooze(Now.AddDays(1));
        _nudges[2].Clear(Now, byThem: false);
        _amounts.Remove(_nudges[3].DealId);
        Assert.Equal(_nudges[4].Id, Assert.Single(Choose(3).Items).Lead.Id);
        _nudges[1].Snooze(Now);
        Assert.Equal(2, Choose(3).Items.Count);
    }

    [Fact]
    public void An_occurrence_ends_once()
    {
        var seen = Nudge(Guid.NewGuid(), 3, days: 4);
        seen.Show(NudgeEnd.Delivered, Now);
        seen.Show(NudgeEnd.Merged, Now.AddDays(1));
        seen.Clear(Now.AddDays(2), byThem: false);
        Assert.Equal((NudgeEnd.Delivered, Now, NudgeVerdict.Overtaken), (seen.End, seen.EndedAt, seen.Verdict));
        var unseen = Nudge(Guid.NewGuid(), 3, days: 4);
        unseen.Clear(Now, byThem: false);
        Assert.Equal((NudgeEnd.ResolvedFirst, null), (unseen.End, unseen.Verdict));
    }

    [Fact]
    public void What_was_done_or_overtaken_is_open_again_when_it_holds_again_and_what_was_of_no_use_stays_away()
    {
        var signal = new Signal("no-next-step", "event-1", 4, Now, 2, Clearing.SetNextStep);
        var overtaken = Nudge(Guid.NewGuid(), 3, days: 4);
        overtaken.Show(NudgeEnd.Delivered, Now);
        overtaken.Clear(Now, byThem: false);
        overtaken.Hold(signal);
        Assert.True(overtaken.IsOpen);
        var done = Nudge(Guid.NewGuid(), 3, days: 4);
        done.Show(NudgeEnd.Delivered, Now);
        done.Clear(Now, byThem: true);
        Assert.Equal(NudgeVerdict.Done, done.Verdict);
        done.Hold(signal);
        Assert.True(done.IsOpen);
        var answered = Nudge(Guid.NewGuid(), 3, days: 4);
        answered.Settle(NudgeVerdict.NotUseful);
        answered.Clear(Now, byThem: false);
        answered.Hold(signal);
        Assert.False(answered.IsOpen);
    }

    private BriefChoice Choose(int room) => Brief.Choose(_nudges, _amounts, room, Now);

    private Guid Deal(decimal? amount, int severity = 0, int days = 0)
    {
        var id = Guid.NewGuid();
        _amounts[id] = amount;
        if (severity > 0) _nudges.Add(Nudge(id, severity, days));
        return id;
    }

    private static Nudge Nudge(Guid deal, int severity, int days, double threshold = 2, string rule = "no-next-step") => new()
    {
        WorkspaceId = Guid.Empty, DealId = deal, Rule = rule, Occurrence = "event-1", PersonId = Guid.Empty, Id = Guid.NewGuid(),
        Severity = severity, Since = Now.AddDays(-days), ThresholdDays = threshold,
    };
}
