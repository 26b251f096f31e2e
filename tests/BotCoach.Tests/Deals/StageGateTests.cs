using BotCoach.Deals;
using BotCoach.Stages;
using static BotCoach.Tests.Deals.TestBook;

namespace BotCoach.Tests.Deals;

public sealed class StageGateTests
{
    [Fact]
    public void An_empty_deal_is_told_each_missing_thing_with_the_shortest_way_to_it()
    {
        var file = File(Deal());
        var gate = Ask(file, "two");
        Assert.False(gate.Yes);
        Assert.Equal(["problem-told", "impact-known", "champion-named", "amount/positive"], gate.Missing.Select(m => m.Id));
        Assert.Equal([WayKind.Facts, WayKind.Facts, WayKind.Person, WayKind.Facts], gate.Missing.Select(m => m.Way.Kind));
        Assert.Equal(("deal.person", $"{file.Deal.Id}:champion"), (gate.Missing[2].Way.Action, gate.Missing[2].Way.Value));
    }

    [Fact]
    public void A_deal_with_everything_proven_passes()
    {
        var file = File(Filled(Deal())) with { Stakeholders = [Person("champion")] };
        Assert.True(Ask(file, "two").Yes);
    }

    // a criterion that accepts a note, one that does not, and each state an answer can have
    [Theory]
    [InlineData(AnswerState.Empty, false, false)]
    [InlineData(AnswerState.Claimed, true, false)]
    [InlineData(AnswerState.Disputed, false, false)]
    [InlineData(AnswerState.Waived, true, true)]
    public void Each_state_passes_as_the_spec_says(AnswerState state, bool whereANoteCounts, bool whereItDoesNot)
    {
        Assert.Equal(whereANoteCounts, Given(Problem, state).Passes);
        Assert.Equal(whereItDoesNot, Given(Champion, state).Passes);
        Assert.Equal(state, Given(Problem, state).State);
    }

    [Fact]
    public void What_passes_on_the_reps_word_is_said_to()
    {
        var deal = Filled(Deal());
        deal.Facts.Remove("problem");
        var file = File(deal, null, Answer(Problem, AnswerState.Claimed, EvidenceKind.Note, "Ana said on Monday that month end hurts")) with { Stakeholders = [Person("champion")] };
        var gate = Ask(file, "two");
        Assert.True(gate.Yes);
        Assert.Equal("problem-told", Assert.Single(gate.OnTheirWord).Criterion.Id);
    }

    [Fact]
    public void Disputed_beats_evidenced()
    {
        var file = File(Filled(Deal()), null, Answer(Problem, AnswerState.Disputed, EvidenceKind.Note, "they said so", a => a.Reason = "who said it?"));
        var standing = Stand(file, Problem);
        Assert.Equal((AnswerState.Disputed, "who said it?"), (standing.State, standing.Reason));
        Assert.Contains(Ask(file, "two").Missing, m => m.Id == Problem.Id && m.State == AnswerState.Disputed);
    }

    [Fact]
    public void A_waiver_holds_until_it_expires_and_is_empty_then()
    {
        var waived = Answer(Approved, AnswerState.Waived, adjust: a => (a.Reason, a.WaivedUntil) = ("list price", Now.AddDays(1)));
        var file = File(Deal(stage: "two"), null, waived);
        Assert.Equal(AnswerState.Waived, Stand(file, Approved).State);
        Assert.Equal(AnswerState.Empty, StageGate.Stand(file, Approved, Today.PlusDays(1), Now.AddDays(1)).State);
        Assert.Contains(StageGate.Ask(file, "three", Today.PlusDays(1), Now.AddDays(1)).Missing, m => m.Id == Approved.Id);
    }

    [Fact]
    public void A_waiver_without_an_end_never_holds() =>
        Assert.Equal(AnswerState.Empty, Stand(File(Deal(), null, Answer(Approved, AnswerState.Waived)), Approved).State);

    [Fact]
    public void An_approvers_yes_and_a_quote_prove_where_they_are_asked_for()
    {
        Assert.Equal(AnswerState.Evidenced, Stand(File(Deal(), null, Answer(Approved, AnswerState.Evidenced, EvidenceKind.Approver, "Yes from Mona")), Approved).State);
        Assert.Equal(AnswerState.Evidenced, Stand(File(Deal(), null, Answer(Plan, AnswerState.Evidenced, EvidenceKind.Quote, "We sign on the ninth, said Dana")), Plan).State);
    }

    [Fact]
    public void A_kind_of_evidence_that_is_not_accepted_any_more_is_a_claim() =>
        Assert.Equal(AnswerState.Claimed, Stand(File(Deal(), null, Answer(Champion, AnswerState.Evidenced, EvidenceKind.Quote, "We want this, said Dana")), Champion).State);

    [Fact]
    public void The_deals_own_data_proves_without_anybodys_word()
    {
        Assert.Equal("Dana Lee", Stand(File() with { Stakeholders = [Person("champion")] }, Champion).What);
        Assert.Equal(AnswerState.Evidenced, Stand(File() with { Artifacts = [Link("action-plan")] }, Plan).State);
        var agreed = Deal(stage: "three");
        (agreed.NextStep, agreed.NextStepOn, agreed.NextStepConfirmed) = ("Sign with Dana", Today.PlusDays(4), true);
        Assert.Equal(AnswerState.Evidenced, Stand(File(agreed), Signing).State);
        agreed.NextStepConfirmed = false;
        Assert.Equal(AnswerState.Empty, Stand(File(agreed), Signing).State);
    }

    [Fact]
    public void Advisory_criteria_never_block()
    {
        var file = File(Filled(Deal())) with { Stakeholders = [Person("champion")] };
        Assert.Equal(AnswerState.Empty, Stand(file, Advisory).State);
        Assert.True(Ask(file, "two").Yes);
    }

    [Fact]
    public void A_jump_forward_must_satisfy_every_stage_it_passes()
    {
        var gate = Ask(File(Filled(Deal())) with { Stakeholders = [Person("champion")] }, "three");
        Assert.Equal(["discount-approved", "plan-agreed"], gate.Missing.Select(m => m.Id));
        Assert.All(gate.Missing, m => Assert.Equal("two", m.StageId));
    }

    [Fact]
    public void Where_skipping_is_on_a_jump_asks_only_for_the_stage_left_and_the_one_entered() =>
        Assert.True(Ask(File(Filled(Deal()), Book(maySkip: true)), "three").Yes);

    [Fact]
    public void The_last_pipeline_stage_leads_to_won_and_the_win_to_the_stages_after_it()
    {
        var deal = Deal(stage: "three");
        Assert.Equal(StageGate.Won, StageGate.NextOf(File(deal)));
        Assert.Equal("signing-agreed", Assert.Single(Ask(File(deal), StageGate.Won).Missing).Id);
        Assert.NotNull(Ask(File(deal), "four").Refusal);
        deal.Status = DealStatus.Won;
        Assert.Equal("four", StageGate.NextOf(File(deal)));
        Assert.Equal("kickoff-held", Assert.Single(Ask(File(deal), "four").Missing).Id);
    }

    [Theory]
    [InlineData("two")]
    [InlineData("nowhere")]
    [InlineData("one")]
    public void There_is_no_way_through_the_gate_to_where_the_deal_is_was_or_cannot_be(string target) =>
        Assert.NotNull(Ask(File(Deal(stage: "two")), target).Refusal);

    [Fact]
    public void The_same_words_on_five_deals_prove_nothing_and_on_four_they_may()
    {
        var deal = Filled(Deal());
        var file = File(deal, null, Answer(Champion, AnswerState.Claimed, EvidenceKind.Note, "Dana spoke for us in their Monday round"));
        Assert.Equal(AnswerState.Evidenced, Stand(file with { SameWordsOn = new Dictionary<string, int> { ["fact:problem"] = 4 } }, Problem).State);
        Assert.Equal(AnswerState.Empty, Stand(file with { SameWordsOn = new Dictionary<string, int> { ["fact:problem"] = 5 } }, Problem).State);
        Assert.Equal(AnswerState.Claimed, Stand(file, Champion).State);
        Assert.Equal(AnswerState.Empty, Stand(file with { SameWordsOn = new Dictionary<string, int> { [Champion.Id] = 5 } }, Champion).State);
    }

    [Fact]
    public void I_do_not_know_yet_is_kept_as_a_question_until_it_is_known()
    {
        var unknown = Answer(Impact, AnswerState.Empty, adjust: a => a.UnknownSince = Today.PlusDays(-2));
        Assert.Equal(Today.PlusDays(-2), Stand(File(Deal(), null, unknown), Impact).UnknownSince);
        Assert.Null(Stand(File(Filled(Deal()), null, unknown), Impact).UnknownSince);
    }

    [Theory]
    [InlineData(KnownFields.StrongChampion, true)]
    [InlineData(KnownFields.StrongChampion - 1, false)]
    public void A_champion_is_strong_by_the_rating_and_only_if_there_is_one(int rating, bool strong)
    {
        var deal = Deal();
        deal.ChampionStrength = rating;
        Assert.False(FieldRules.Holds(File(deal), new("champion", "strong"), Today));
        Assert.Equal(strong, FieldRules.Holds(File(deal) with { Stakeholders = [Person("champion")] }, new("champion", "strong"), Today));
    }

    [Fact]
    public void Every_known_rule_of_every_known_field_can_hold_and_an_unknown_one_never_does()
    {
        var deal = Filled(Deal());
        (deal.CloseOn, deal.NextStep, deal.NextStepOn, deal.NextStepConfirmed, deal.ChampionStrength) = (Today, "Sign it", Today, true, 5);
        (deal.Account, deal.Segment, deal.LeadSource) = ("Acme", "smb", "fair");
        foreach (var fact in KnownFields.Facts) deal.Facts[fact] = "strong, at 12 in the second week";
        var file = File(deal) with { Stakeholders = [Person("champion", "Ann", "IT"), Person("economic-buyer", "Bert", "Finance"), Person("user", "Cy")] };
        foreach (var (field, rules) in KnownFields.Rules)
        {
            foreach (var rule in rules) Assert.True(FieldRules.Holds(file, new(field, rule), Today), $"{field}/{rule}");
            foreach (var rule in rules) Assert.False(FieldRules.Holds(File(Deal()), new(field, rule), Today), $"empty {field}/{rule}");
            Assert.False(FieldRules.Holds(file, new(field, "nonsense"), Today), field);
        }
        Assert.False(FieldRules.Holds(file, new("nonsense", "present"), Today));
    }

    [Fact]
    public void The_close_date_and_the_next_step_may_be_today_and_not_yesterday()
    {
        var deal = Deal();
        (deal.CloseOn, deal.NextStep, deal.NextStepOn) = (Today, "Call Dana", Today);
        Assert.True(FieldRules.Holds(File(deal), new("close-date", "future"), Today) && FieldRules.Holds(File(deal), new("next-step", "future"), Today));
        Assert.False(FieldRules.Holds(File(deal), new("close-date", "future"), Today.PlusDays(1)) || FieldRules.Holds(File(deal), new("next-step", "future"), Today.PlusDays(1)));
    }

    private static CriterionStanding Given(Criterion criterion, AnswerState state) => Stand(
        File(Deal(), null, Answer(criterion, state, EvidenceKind.Note, "Ana said on Monday that month end hurts", a => a.WaivedUntil = Now.AddDays(3))), criterion);

    private static CriterionStanding Stand(DealFile file, Criterion criterion) => StageGate.Stand(file, criterion, Today, Now);

    private static GateAnswer Ask(DealFile file, string target) => StageGate.Ask(file, target, Today, Now);
}
