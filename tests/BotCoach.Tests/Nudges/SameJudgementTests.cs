using BotCoach.Deals;
using BotCoach.Stages;
using Xunit.Abstractions;

namespace BotCoach.Tests.Nudges;

/// <summary>What a deal is judged by is what the gate says of it in words.</summary>
public sealed class SameJudgementTests(ITestOutputHelper output)
{
    private const int Deals = 3_000;

    [Fact]
    public void A_criterion_stands_for_the_judge_as_it_is_shown()
    {
        foreach (var (file, now) in Files())
            foreach (var criterion in file.Book.Stages.SelectMany(s => s.Entry.Concat(s.Exit)))
            {
                var shown = StageGate.Stand(file, criterion, file.Today(now), now);
                Assert.Equal(shown.State, StageGate.StateOf(file, criterion, file.Today(now), now));
                Assert.Equal(shown.Passes, StageGate.Passes(file, criterion, file.Today(now), now));
                Assert.Equal(shown.State == AnswerState.Evidenced || shown.OnTheirWord || shown.State == AnswerState.Waived, shown.Passes);
            }
    }

    [Fact]
    public void The_gate_opens_where_it_names_nothing_that_is_missing()
    {
        var yes = 0;
        foreach (var (file, now) in Files())
            foreach (var target in file.Book.Stages.Select(s => s.Id).Append(StageGate.Won))
            {
                var answer = StageGate.Ask(file, target, file.Today(now), now);
                Assert.Equal(answer.Yes, answer.Refusal is null && StageGate.HasAll(file, GateAsks.Of(file, target, now), file.Today(now), now));
                if (answer.Yes) yes++;
            }
        Assert.True(yes > 100, $"only {yes} gates were open");
    }

    [Fact]
    public void A_deal_is_ready_where_the_gate_asks_for_something_and_says_yes()
    {
        var ready = 0;
        foreach (var deal in Made())
        {
            var (file, now) = (deal.File, JudgedDeals.Now);
            var next = StageGate.NextOf(file)!;
            var asked = StageGate.Asked(file, next, now).Where(a => a.Criterion.Required).Select(a => a.Criterion.Id).ToHashSet();
            var yes = asked.Count > 0 && StageGate.Ask(file, next, deal.Calendar.Today(now), now).Yes;
            var signal = deal.At(now).Signals.SingleOrDefault(s => s.Rule == "ready-to-advance");
            Assert.Equal(yes, signal is not null);
            if (signal is null) continue;
            ready++;
            DateTimeOffset[] proofs = [file.Deal.StageEnteredAt, .. file.Answers.Where(a => asked.Contains(a.CriterionId)).Select(a => a.LastAt), .. file.Artifacts.Select(a => a.AddedAt)];
            Assert.Equal(proofs.Max(), signal.Since);
        }
        Assert.True(ready > 20, $"only {ready} deals were ready");
    }

    [Fact]
    public void What_speaks_of_a_deal_names_in_words_what_it_speaks_of()
    {
        foreach (var deal in Made())
        {
            var (file, now) = (deal.File, JudgedDeals.Now);
            var today = deal.Calendar.Today(now);
            var rules = deal.At(now).Signals.Select(s => s.Rule).ToHashSet();
            if (rules.Contains("artifact-missing")) Assert.Contains(file.Stage!.Artifacts, a => a.Required && !file.Artifacts.Any(l => l.SpecId == a.Id && !string.IsNullOrWhiteSpace(l.Link)));
            if (rules.Contains("field-missing")) Assert.Contains(file.Stage!.Fields, f => !FieldRules.Holds(file, new(f.Field, f.Rule), today));
            var claimed = file.Book.Stages.SelectMany(s => s.Entry.Concat(s.Exit)).Any(c => StageGate.Stand(file, c, today, now).State == AnswerState.Claimed);
            if (rules.Contains("thin-evidence")) Assert.True(claimed || file.Overrides.Length > 0);
        }
    }

    private IEnumerable<(DealFile File, DateTimeOffset Now)> Files() => Made().Select((deal, i) => (deal.File, JudgedDeals.Now.AddHours(i % 700)));

    private IReadOnlyList<JudgedDeal> Made()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        return new JudgedDeals(new Random(seed)).Make(Deals);
    }
}
