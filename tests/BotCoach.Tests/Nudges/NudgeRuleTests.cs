using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.Nudges.Rules;
using NodaTime;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.Nudges;

/// <summary>Each rule: when it fires, when it is silent, and when its answer could next change.</summary>
public sealed class NudgeRuleTests
{
    private const string MidMarch = "2026-03-09T12:00:00Z";

    [Fact]
    public void A_healthy_deal_is_silent_and_is_looked_at_again_when_its_step_is_over()
    {
        var judged = new OneDeal().Judged(MidMarch);
        Assert.Empty(judged.Signals);
        Assert.Equal(At("2026-03-10T23:00:00Z"), judged.NextAt); // Berlin's midnight after 10 March
    }

    [Fact]
    public void A_deal_without_a_next_step_is_named_by_the_event_since_which_it_has_been_missing()
    {
        var deal = Without().With(d => d.Gap = new NextStepGap(7, At("2026-03-04T15:00:00Z")));
        var signal = Assert.Single(deal.Judged(MidMarch).Signals);
        Assert.Equal(("no-next-step", "event-7", At("2026-03-04T15:00:00Z"), Clearing.SetNextStep), (signal.Rule, signal.Occurrence, signal.Since, signal.Clearing));
        Assert.Equal("event-9", Without().With(d => d.Gap = new NextStepGap(9, At("2026-03-08T15:00:00Z"))).Judged(MidMarch).Signals[0].Occurrence);
    }

    [Fact]
    public void A_step_without_a_day_is_no_next_step()
    {
        var deal = new OneDeal { Gap = new NextStepGap(3, At("2026-03-04T15:00:00Z")) }.With(d => d.Deal.NextStepOn = null);
        Assert.Equal("no-next-step", Assert.Single(deal.Judged(MidMarch).Signals).Rule);
    }

    [Theory]
    [InlineData("2026-03-10T22:59:59.999Z", false)]
    [InlineData("2026-03-10T23:00:00Z", true)]
    public void A_next_step_is_overdue_from_its_owners_midnight_on(string now, bool overdue)
    {
        var finding = new OneDeal().Judged(new NextStepOverdue(), now);
        Assert.Equal(overdue, finding.Signal is not null);
        Assert.Equal(overdue ? null : At("2026-03-10T23:00:00Z"), finding.NextAt);
    }

    [Fact]
    public void The_midnight_is_the_owners_and_moves_with_the_clock_change()
    {
        var tokyo = new OneDeal().With(d => d.Calendar = d.Calendar with { Zone = DateTimeZoneProviders.Tzdb["Asia/Tokyo"] });
        Assert.Equal(At("2026-03-10T15:00:00Z"), tokyo.Judged(new NextStepOverdue(), MidMarch).NextAt);
        var summer = new OneDeal().With(d => d.Deal.NextStepOn = Day("2026-03-29")); // the day the clock goes forward
        Assert.Equal(At("2026-03-29T22:00:00Z"), summer.Judged(new NextStepOverdue(), MidMarch).NextAt);
    }

    [Fact]
    public void Each_missed_day_is_an_episode_of_its_own()
    {
        Assert.Equal("2026-03-10", new OneDeal().Judged(new NextStepOverdue(), "2026-03-12T12:00:00Z").Signal!.Occurrence);
        Assert.Equal("2026-03-11", new OneDeal().With(d => d.Deal.NextStepOn = Day("2026-03-11")).Judged(new NextStepOverdue(), "2026-03-12T12:00:00Z").Signal!.Occurrence);
    }

    [Theory]
    [InlineData(Side.Us, true, 5)]
    [InlineData(Side.Us, false, 4)]
    [InlineData(Side.Buyer, true, 3)]
    public void What_the_buyer_was_promised_weighs_more_than_what_the_buyer_owes(Side side, bool confirmed, int severity)
    {
        var deal = new OneDeal().With(d => (d.Deal.NextStepSide, d.Deal.NextStepConfirmed) = (side, confirmed));
        Assert.Equal(severity, deal.Judged(new NextStepOverdue(), "2026-03-12T12:00:00Z").Signal!.Severity);
    }

    [Theory]
    [InlineData("2026-03-30T08:59:59Z", false)] // 28 days after entering
    [InlineData("2026-03-30T09:00:00Z", true)]
    public void Too_long_is_twice_the_guideline(string now, bool fires)
    {
        var finding = new OneDeal().Judged(new TooLongInStage(), now);
        Assert.Equal(fires, finding.Signal is not null);
        Assert.Equal(fires ? null : At("2026-03-30T09:00:00Z"), finding.NextAt);
    }

    [Fact]
    public void The_guideline_is_the_segments_and_the_teams_own_median_beats_it()
    {
        var enterprise = new OneDeal().With(d => d.Deal.Segment = "enterprise");
        Assert.Equal(At("2026-05-01T09:00:00Z"), enterprise.Judged(new TooLongInStage(), MidMarch).NextAt); // 60 days
        enterprise.Deal.StageMedianDays = 4.5;
        Assert.Equal(At("2026-03-11T09:00:00Z"), enterprise.Judged(new TooLongInStage(), MidMarch).NextAt); // 9 days
    }

    [Fact]
    public void A_confirmed_step_in_the_future_silences_staleness_until_its_day_is_over()
    {
        var deal = new OneDeal().With(d => (d.Deal.NextStepOn, d.Deal.NextStepConfirmed) = (Day("2026-04-10"), true));
        Assert.Equal(new Finding(null, At("2026-04-10T22:00:00Z")), deal.Judged(new TooLongInStage(), "2026-04-05T12:00:00Z"));
        Assert.NotNull(deal.Judged(new TooLongInStage(), "2026-04-10T22:00:00Z").Signal);
        deal.Deal.NextStepConfirmed = false;
        Assert.NotNull(deal.Judged(new TooLongInStage(), "2026-04-05T12:00:00Z").Signal);
    }

    [Fact]
    public void Each_stay_in_a_stage_is_an_episode_of_its_own()
    {
        var first = new OneDeal().Judged(new TooLongInStage(), "2026-06-01T12:00:00Z").Signal!.Occurrence;
        var second = new OneDeal().With(d => d.Deal.StageEnteredAt = At("2026-03-20T09:00:00Z")).Judged(new TooLongInStage(), "2026-06-01T12:00:00Z").Signal!.Occurrence;
        Assert.StartsWith("discovery@", first);
        Assert.NotEqual(first, second);
    }

    [Theory]
    [InlineData("2026-05-29T21:59:59Z", false)]
    [InlineData("2026-05-29T22:00:00Z", true)]
    public void A_close_date_has_passed_from_its_owners_midnight_on(string now, bool fires)
    {
        var finding = new OneDeal().Judged(new CloseDatePassed(), now);
        Assert.Equal(fires ? "2026-05-29" : null, finding.Signal?.Occurrence);
        Assert.Equal(fires ? null : At("2026-05-29T22:00:00Z"), finding.NextAt);
    }

    [Fact]
    public void A_deal_that_has_proven_all_is_ready_since_the_last_proof()
    {
        var deal = new OneDeal().Says("problem-agreed", "Their CFO wrote that manual billing costs 40 hours a month");
        var finding = deal.Judged(new ReadyToAdvance(), MidMarch);
        Assert.Equal(("ready-to-advance", At("2026-03-05T10:00:00Z"), Clearing.Advance), (finding.Signal!.Rule, finding.Signal.Since, finding.Signal.Clearing));
        Assert.Equal(At("2026-03-10T23:00:00Z"), finding.NextAt); // a rule over the next step's day could fail then
    }

    [Fact]
    public void What_is_not_proven_or_asks_nothing_is_not_ready()
    {
        Assert.Null(new OneDeal().Judged(new ReadyToAdvance(), MidMarch).Signal);
        Assert.Null(new OneDeal().Says("problem-agreed", "tbd").Judged(new ReadyToAdvance(), MidMarch).Signal);
        Assert.Null(new OneDeal().With(d => d.Deal.StageId = "evaluation").Judged(new ReadyToAdvance(), MidMarch).Signal);
    }

    [Fact]
    public void A_waiver_that_runs_out_is_looked_at_again_then()
    {
        var deal = new OneDeal().Says("problem-agreed", "", state: AnswerState.Waived);
        deal.Answers[0].WaivedUntil = At("2026-03-10T08:00:00Z");
        Assert.NotNull(deal.Judged(new ReadyToAdvance(), MidMarch).Signal);
        Assert.Equal(At("2026-03-10T08:00:00Z"), deal.Judged(new ReadyToAdvance(), MidMarch).NextAt);
        Assert.Null(deal.Judged(new ReadyToAdvance(), "2026-03-10T08:00:00Z").Signal);
    }

    [Theory]
    [InlineData(DealStatus.Won, Triage.None)]
    [InlineData(DealStatus.Lost, Triage.None)]
    [InlineData(DealStatus.Disqualified, Triage.None)]
    [InlineData(DealStatus.Open, Triage.Waiting)]
    [InlineData(DealStatus.Open, Triage.Parked)]
    public void Closed_parked_and_unsorted_deals_are_silent(DealStatus status, Triage triage)
    {
        var judged = Neglected().With(d => (d.Deal.Status, d.Deal.Triage) = (status, triage)).Judged("2026-09-01T12:00:00Z");
        Assert.Empty(judged.Signals);
        Assert.Null(judged.NextAt);
    }

    [Fact]
    public void A_parked_deal_wakes_at_its_owners_midnight()
    {
        var parked = Neglected().With(d => (d.Deal.Triage, d.Deal.ParkedUntil) = (Triage.Parked, Day("2026-09-10")));
        Assert.Equal(At("2026-09-09T22:00:00Z"), parked.Judged("2026-09-01T12:00:00Z").NextAt);
        Assert.Empty(parked.Judged("2026-09-09T21:59:59Z").Signals);
        Assert.NotEmpty(parked.Judged("2026-09-09T22:00:00Z").Signals);
    }

    [Fact]
    public void What_never_arrived_is_unknown_and_silent()
    {
        var deal = Without().With(d => (d.Deal.CloseOn, d.Deal.StageId) = (null, "no-longer-there"));
        var judged = deal.Judged("2026-09-01T12:00:00Z"); // no event says since when the step is missing, no date, no known stage
        Assert.Empty(judged.Signals);
        Assert.Null(judged.NextAt);
    }

    [Fact]
    public void The_answer_never_changes_between_now_and_the_next_look()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 300; i++)
        {
            var deal = Random(random);
            var now = At("2026-03-01T00:00:00Z").AddMinutes(random.Next(0, 200_000));
            var judged = NudgeRules.Judge(deal.File, deal.Gap, deal.Calendar, now);
            Assert.True(judged.NextAt is null || judged.NextAt > now, $"seed {seed}, deal {i}: the next look lies behind");
            var before = judged.NextAt is { } next ? next.AddMilliseconds(-1) : now.AddDays(400);
            Assert.True(Ids(judged).SequenceEqual(Ids(NudgeRules.Judge(deal.File, deal.Gap, deal.Calendar, before))), $"seed {seed}, deal {i}: changed before the next look");
        }
    }

    private static IEnumerable<string> Ids(Judgement judged) => judged.Signals.Select(s => $"{s.Rule}:{s.Occurrence}");

    private static OneDeal Random(Random random)
    {
        var deal = new OneDeal().With(d => d.Calendar = d.Calendar with { Zone = DateTimeZoneProviders.Tzdb[random.Next(2) == 0 ? Berlin : "America/Los_Angeles"] });
        LocalDate Any() => Day("2026-02-20").PlusDays(random.Next(0, 160));
        deal.Deal.NextStepOn = random.Next(4) == 0 ? null : Any();
        deal.Deal.NextStepConfirmed = random.Next(2) == 0;
        deal.Deal.CloseOn = random.Next(4) == 0 ? null : Any();
        deal.Deal.StageEnteredAt = At("2026-02-20T00:00:00Z").AddHours(random.Next(0, 2_000));
        if (random.Next(6) == 0) (deal.Deal.Triage, deal.Deal.ParkedUntil) = (Triage.Parked, Any());
        if (deal.Deal.NextStepOn is null) deal.Gap = new NextStepGap(2, deal.Deal.StageEnteredAt);
        if (random.Next(2) == 0) deal.Says("problem-agreed", "", state: AnswerState.Waived).Answers[0].WaivedUntil = At("2026-02-20T00:00:00Z").AddHours(random.Next(0, 4_000));
        return deal;
    }

    private static OneDeal Without() => new OneDeal().With(d => (d.Deal.NextStep, d.Deal.NextStepOn) = (null, null));

    private static OneDeal Neglected() => Without().With(d => d.Gap = new NextStepGap(1, At("2026-03-02T09:00:00Z")));
}
