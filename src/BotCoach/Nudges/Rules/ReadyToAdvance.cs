using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.Stages;

namespace BotCoach.Nudges.Rules;

/// <summary>
/// Everything that the gate asks for is there, and the deal stands still. Silent where nothing is asked: then there was nothing to prove.
/// The episode is this stay in the stage.
/// </summary>
public sealed class ReadyToAdvance : INudgeRule
{
    public const string RuleId = "ready-to-advance";
    private const double PatientDays = 3;

    public string Id => RuleId;
    public string Name => "Ready to advance";

    public Finding Judge(DealCase deal, SignalTuning? tuned)
    {
        // What is not proven is not proven by time alone, so most deals end here, before the whole gate is asked.
        if (deal.Stage is null || !IsProven(deal) || StageGate.NextOf(deal.File) is not { } target) return Finding.Silent;
        var asked = StageGate.Asked(deal.File, target, deal.Now).Where(a => a.Criterion.Required).Select(a => a.Criterion.Id).ToHashSet();
        // What was let pass is asked for again once its time is over, and may be proven by then.
        if (asked.Count == 0) return new Finding(null, deal.ProofRunsOutAt());
        if (!StageGate.Ask(deal.File, target, deal.Today, deal.Now).Yes) return Finding.Silent;
        return new Finding(Found(deal, asked, tuned), deal.ProofRunsOutAt());
    }

    public Text Sentence(Spoken it)
    {
        if (StageGate.NextOf(it.File) is { } next && it.File.Book.Find(next) is { } stage)
            return $"{it.Who} has proven all that {it.Stage} asks for. It can move to {stage.Name}.";
        return $"{it.Who} has proven all that {it.Stage} asks for. If they said yes, record the win.";
    }

    public string InPassing(Spoken it) => "it is ready to move on";

    public Text? Settled(Spoken it)
    {
        if (!it.HasMoved) return null;
        return $"Settled: {it.Who} is in {it.Stage} now.";
    }

    public IEnumerable<Button> Clears(Spoken it) => [NudgeWays.Onward(it)];

    public IEnumerable<Fact> Facts(Spoken it) => [new("Proven", $"all that {it.Stage} asks for, last {it.On(it.Nudge.Since)}"), it.InStage()];

    public string Clock(Spoken it) => "It speaks from the last proof on.";

    public string Stops(Spoken it) => "The move, or news that breaks one of the criteria.";

    private static bool IsProven(DealCase deal)
    {
        foreach (var criterion in deal.Plan.Ahead)
            if (!deal.Stand(criterion).Passes) return false;
        return true;
    }

    private static Signal Found(DealCase deal, HashSet<string> asked, SignalTuning? tuned)
    {
        var proven = deal.File.Answers.Where(a => asked.Contains(a.CriterionId)).Select(a => a.LastAt)
            .Concat(deal.File.Artifacts.Select(a => a.AddedAt)).Append(deal.Deal.StageEnteredAt).Max();
        return new Signal(RuleId, deal.Stay, tuned?.Severity ?? 2, proven, PatientDays, Clearing.Advance);
    }
}
