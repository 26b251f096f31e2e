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
        if (deal.Plan.Onward is not { } usual) return Finding.Silent;
        // What is not proven is not proven by time alone, so most deals end here.
        if (usual.HasCriteria && !HasAll(deal, usual)) return Finding.Silent;
        var asks = usual.WithLapsed(deal.File, deal.Now);
        // What was let pass is asked for again once its time is over, and may be proven by then.
        if (!asks.HasCriteria) return new Finding(null, deal.ProofRunsOutAt());
        if (asks != usual && !HasAll(deal, asks)) return Finding.Silent;
        return new Finding(new Signal(RuleId, deal.Stay, tuned?.Severity ?? 2, LastProof(deal, asks), PatientDays, Clearing.Advance), deal.ProofRunsOutAt());
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

    private static bool HasAll(DealCase deal, GateAsks asks) => StageGate.HasAll(deal.File, asks, deal.Today, deal.Now);

    private static DateTimeOffset LastProof(DealCase deal, GateAsks asks)
    {
        var last = deal.Deal.StageEnteredAt;
        foreach (var artifact in deal.File.Artifacts) if (artifact.AddedAt > last) last = artifact.AddedAt;
        foreach (var (_, criterion) in asks.Criteria)
            if (criterion.Required && deal.File.AnswerTo(criterion.Id) is { } answer && answer.LastAt > last) last = answer.LastAt;
        return last;
    }
}
