using BotCoach.Channels;
using BotCoach.Nudges;
using BotCoach.Stages;
using NodaTime;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.Nudges;

/// <summary>Every signal of the product, by the table of <see cref="SignalScenarios"/>: fires, silent, clears, comes back; its words; its figures.</summary>
public sealed class SignalTests
{
    public static TheoryData<int> Rows() => [.. Enumerable.Range(0, SignalScenarios.All.Count)];

    [Fact]
    public void Every_known_signal_has_a_rule() =>
        Assert.Equal(KnownSignals.All.Order(), NudgeRules.All.Select(r => r.Id).Order());

    [Fact]
    public void Every_rule_has_its_scenarios() =>
        Assert.Equal(NudgeRules.All.Select(r => r.Id).Order(), SignalScenarios.All.Select(s => s.Rule).Distinct().Order());

    [Theory, MemberData(nameof(Rows))]
    public void It_fires_with_its_episode_and_is_looked_at_again_only_later(int row)
    {
        var scenario = SignalScenarios.All[row];
        var deal = SignalScenarios.Of(scenario);
        var finding = Find(scenario, deal, scenario.Now);
        var signal = finding.Signal!;
        Assert.Equal(scenario.Rule, signal.Rule);
        Assert.True(signal.Since <= At(scenario.Now) && signal.Severity is >= 1 and <= 5 && signal.ThresholdDays > 0, $"{signal}");
        Assert.True(finding.NextAt is null || finding.NextAt > At(scenario.Now));
        Assert.Contains(deal.Judged(scenario.Now).Signals, s => s == signal);
    }

    [Theory, MemberData(nameof(Rows))]
    public void It_is_silent_where_it_has_nothing_to_say(int row)
    {
        var scenario = SignalScenarios.All[row];
        foreach (var (why, but) in scenario.Silent)
            Assert.True(Find(scenario, SignalScenarios.Of(scenario).With(but), scenario.Now).Signal is null, $"{scenario.Rule} speaks: {why}");
    }

    [Theory, MemberData(nameof(Rows))]
    public void What_clears_it_ends_it_and_the_same_fact_anew_is_another_episode(int row)
    {
        var scenario = SignalScenarios.All[row];
        var deal = SignalScenarios.Of(scenario);
        var first = Find(scenario, deal, scenario.Now).Signal!.Occurrence;
        Assert.Null(Find(scenario, deal.With(scenario.Clears), scenario.Now).Signal);
        var second = Find(scenario, deal.With(scenario.ComesBack), scenario.Later).Signal;
        Assert.True(second is not null, $"{scenario.Rule} does not come back");
        Assert.NotEqual(first, second.Occurrence);
    }

    [Theory, MemberData(nameof(Rows))]
    public void The_clock_and_other_changes_make_no_new_episode(int row)
    {
        var scenario = SignalScenarios.All[row];
        var deal = SignalScenarios.Of(scenario);
        var finding = Find(scenario, deal, scenario.Now);
        deal.With(d => (d.Deal.Amount, d.Deal.Name, d.Deal.SalesTeam) = (1, "Another name", "East"));
        var later = At(scenario.Now).AddHours(20);
        if (finding.NextAt < later) later = finding.NextAt.Value.AddMilliseconds(-1);
        Assert.Equal(finding.Signal, Find(scenario, deal, $"{later:O}").Signal);
    }

    [Theory, MemberData(nameof(Rows))]
    public void It_says_what_is_the_matter_why_and_what_makes_it_stop(int row)
    {
        var scenario = SignalScenarios.All[row];
        var deal = SignalScenarios.Of(scenario);
        var (rule, it) = (NudgeRules.Find(scenario.Rule)!, Spoken(scenario, deal));
        string[] words = [rule.Sentence(it).Words, rule.InPassing(it), rule.Clock(it), rule.Stops(it), .. rule.Facts(it).Select(f => $"{f.Label.Words}: {f.Value.Words}")];
        Assert.All(words, w => Assert.True(w.Length > 5 && !w.Contains('!') && !w.Contains("  "), w));
        Assert.Contains(rule.Sentence(it), s => s is Bold { Words: "Acme" });
        Assert.EndsWith(".", rule.Clock(it));
        Assert.EndsWith(".", rule.Stops(it));
        Assert.All(rule.Facts(it), f => Assert.NotEmpty(f.Value.Words));
        Assert.NotEmpty(rule.Facts(it));
        var routed = ChatRoutes.Table().All.Select(r => r.Name).ToHashSet();
        Assert.All(rule.Clears(it), b => Assert.Contains(b.Action, routed));
        Assert.InRange(rule.Clears(it).Count(), 1, 5);
    }

    [Theory, MemberData(nameof(Rows))]
    public void It_says_in_one_sentence_how_it_was_settled(int row)
    {
        var scenario = SignalScenarios.All[row];
        var it = Spoken(scenario, SignalScenarios.Of(scenario));
        var deal = SignalScenarios.Of(scenario).With(scenario.Clears);
        var settled = NudgeMessage.Settled(it.Nudge, deal.File, deal.Calendar, At(scenario.Now));
        Assert.Matches("^(Done|Settled)", settled.Words);
        Assert.DoesNotContain(scenario.Rule, settled.Words);
    }

    [Theory, MemberData(nameof(Rows))]
    public void A_process_switches_it_off_and_a_stage_on_again(int row)
    {
        var scenario = SignalScenarios.All[row];
        var deal = SignalScenarios.Of(scenario).With(d => d.Book = Tuned(d.Book, new SignalTuning(scenario.Rule, "ours") { Off = true }, null));
        Assert.DoesNotContain(deal.Judged(scenario.Now).Signals, s => s.Rule == scenario.Rule);
        deal.Book = Tuned(deal.Book, deal.Book.Rules.Signals[0], new SignalTuning(scenario.Rule, "ours") { Severity = 5 });
        Assert.Equal(5, deal.Judged(scenario.Now).Signals.Single(s => s.Rule == scenario.Rule).Severity);
    }

    [Fact]
    public void Each_signal_that_waits_for_days_waits_for_those_of_its_stage()
    {
        foreach (var scenario in SignalScenarios.All.Where(s => KnownSignals.WithDays.Contains(s.Rule) && !(s.Rule == "champion-weak" && SignalScenarios.Of(s).Deal.ChampionStrength < 3)))
        {
            var deal = SignalScenarios.Of(scenario);
            var usual = Find(scenario, deal, scenario.Now).Signal!.ThresholdDays;
            deal.Book = Tuned(deal.Book, null, new SignalTuning(scenario.Rule, "ours") { Days = (int)usual + 1 });
            Assert.True(NudgeRules.All.Where(r => r.Id == scenario.Rule).Select(r => deal.Judged(r, scenario.Now)).All(f => f.Signal is null || f.Signal.ThresholdDays == (int)usual + 1), scenario.Rule);
            deal.Book = Tuned(deal.Book, null, new SignalTuning(scenario.Rule, "ours") { Days = 365 });
            Assert.True(Find(scenario, deal, scenario.Now).Signal is null or { ThresholdDays: 365 }, scenario.Rule);
        }
    }

    [Theory, InlineData(3, false), InlineData(2, true)]
    public void How_many_slips_are_too_many_is_the_processs_to_say(int times, bool fires)
    {
        var scenario = SignalScenarios.All.Single(s => s.Rule == "close-date-slipped");
        var deal = SignalScenarios.Of(scenario).With(d => d.Book = Tuned(d.Book, new SignalTuning(scenario.Rule, "ours") { Times = times }, null));
        Assert.Equal(fires, Find(scenario, deal, scenario.Now).Signal is not null);
    }

    [Fact]
    public void The_answer_never_changes_between_now_and_the_next_look_whatever_the_deal_has()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 1_000; i++)
        {
            var deal = RandomDeals.Next(random);
            var now = At("2026-03-01T00:00:00Z").AddMinutes(random.Next(0, 200_000));
            var judged = NudgeRules.Judge(deal.File, deal.Gap, deal.Calendar, now);
            Assert.True(judged.NextAt is null || judged.NextAt > now, $"seed {seed}, deal {i}: the next look lies behind");
            var until = judged.NextAt is { } next ? next.AddMilliseconds(-1) : now.AddDays(400);
            foreach (var share in new[] { 0.3, 0.7, 1 })
            {
                var between = NudgeRules.Judge(deal.File, deal.Gap, deal.Calendar, now + (until - now) * share);
                Assert.True(judged.Signals.SequenceEqual(between.Signals), $"seed {seed}, deal {i}: {string.Join(", ", judged.Signals.Except(between.Signals).Concat(between.Signals.Except(judged.Signals)))}");
            }
        }
    }

    [Theory]
    [InlineData("2026-05-19T09:59:59.999Z", false)] // ten and a half days before the end of 29 May: this stage's time is over, 21 days remain
    [InlineData("2026-05-19T10:00:00Z", true)]
    public void A_close_date_is_implausible_once_it_is_sooner_than_half_of_the_days_that_remain(string now, bool fires)
    {
        var deal = new OneDeal { Book = SignalScenarios.Book }.With(d => (d.Deal.StageId, d.Deal.CloseOn) = ("evaluation", Day("2026-05-29")));
        Assert.Equal(fires, deal.Judged(NudgeRules.Find("close-date-implausible")!, now).Signal is not null);
        Assert.Equal(At("2026-05-19T10:00:00Z"), deal.Judged(NudgeRules.Find("close-date-implausible")!, "2026-03-10T10:00:00Z").NextAt);
    }

    [Fact]
    public void A_day_off_moves_the_day_on_which_a_step_should_be_confirmed()
    {
        var deal = SignalScenarios.Of(SignalScenarios.All.Single(s => s.Rule == "next-step-unconfirmed")).With(d => d.Deal.NextStepOn = Day("2026-03-20"));
        var rule = NudgeRules.Find("next-step-unconfirmed")!;
        Assert.Equal(At("2026-03-17T23:00:00Z"), deal.Judged(rule, SignalScenarios.MidMarch).NextAt); // Wednesday the 18th
        deal.Calendar = deal.Calendar with { DaysOff = new HashSet<LocalDate> { Day("2026-03-19") } };
        Assert.Equal(At("2026-03-16T23:00:00Z"), deal.Judged(rule, SignalScenarios.MidMarch).NextAt);
    }

    private static Finding Find(SignalScenario scenario, OneDeal deal, string now) => deal.Judged(NudgeRules.Find(scenario.Rule)!, now);

    private static Spoken Spoken(SignalScenario scenario, OneDeal deal)
    {
        var signal = Find(scenario, deal, scenario.Now).Signal!;
        return new Spoken(new Nudge
        {
            WorkspaceId = deal.Deal.WorkspaceId, DealId = deal.Deal.Id, Rule = signal.Rule, Occurrence = signal.Occurrence, PersonId = deal.Deal.OwnerId, Id = Guid.NewGuid(),
            Severity = signal.Severity, Since = signal.Since, ThresholdDays = signal.ThresholdDays,
        }, new DealCase(deal.File, deal.Gap, deal.Calendar, At(scenario.Now)));
    }

    private static StageBook Tuned(StageBook book, SignalTuning? whole, SignalTuning? stage) => book with
    {
        Rules = book.Rules with { Signals = whole is null ? [] : [whole] },
        Stages = [.. book.Stages.Select(s => s with { Signals = stage is null ? [] : [stage] })],
    };
}
