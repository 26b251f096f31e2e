using BotCoach.Channels;
using BotCoach.Stages;

namespace BotCoach.Nudges.Rules;

/// <summary>
/// It went back into this stage from a later one, and nothing is agreed yet that leads forward again: a step that the buyer has confirmed
/// silences it. The episode is this stay.
/// </summary>
public sealed class WentBackwards : INudgeRule
{
    public const string RuleId = "went-backwards";
    private const double PatientDays = 3;

    public string Id => RuleId;
    public string Name => "Went backwards";

    public Finding Judge(DealCase deal, SignalTuning? tuned)
    {
        if (deal.Deal.WentBackFrom is null) return Finding.Silent;
        if (deal.HasConfirmedFutureStep) return deal.WaitingForStep();
        return new Finding(new Signal(RuleId, deal.Stay, tuned?.Severity ?? 3, deal.Deal.StageEnteredAt, PatientDays, Clearing.SetNextStep), null);
    }

    public Text Sentence(Spoken it) => $"{it.Who} went back from {From(it)} to {it.Stage} {it.On(it.Deal.StageEnteredAt)}. What brings it forward again?";

    public string InPassing(Spoken it) => $"it went back from {From(it)}";

    public Text? Settled(Spoken it)
    {
        if (!it.HasMoved) return StepWords.Settled(it);
        return $"Settled: {it.Who} is in {it.Stage} now.";
    }

    public IEnumerable<Button> Clears(Spoken it) => NudgeWays.Steps(it);

    public IEnumerable<Fact> Facts(Spoken it) => [new("Came back from", From(it)), it.InStage(), it.NextStep()];

    public string Clock(Spoken it) => "It speaks at once, for as long as the deal is in this stage.";

    public string Stops(Spoken it) => "A next step that they have confirmed, or a move to another stage.";

    private static string From(Spoken it) => it.Deal.WentBackFrom is { } from ? it.File.Book.Find(from)?.Name ?? from : "a later stage";
}
