using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Stages;

namespace BotCoach.Nudges.Rules;

/// <summary>
/// The close date has moved to a later day twice or more. What speaks for the new date silences it: a step that the buyer has confirmed,
/// or a stage that was entered since. The episode is the slip: the next one is a new fact.
/// </summary>
public sealed class CloseDateSlipped : INudgeRule
{
    public const string RuleId = "close-date-slipped";
    private const int Times = 2;
    private const double PatientDays = 7;

    public string Id => RuleId;
    public string Name => "Close date slipped";

    public Finding Judge(DealCase deal, SignalTuning? tuned)
    {
        if (deal.Deal.CloseSlips < (tuned?.Times ?? Times) || deal.Deal.CloseSlippedAt is not { } slipped || deal.Deal.StageEnteredAt > slipped) return Finding.Silent;
        if (deal.HasConfirmedFutureStep) return deal.WaitingForStep();
        return new Finding(new Signal(RuleId, $"slip-{deal.Deal.CloseSlips}", tuned?.Severity ?? 3, slipped, PatientDays, Clearing.SetNextStep), null);
    }

    public Text Sentence(Spoken it) => $"The close date of {it.Who} has moved {Often(it)}, now to {it.Day(it.Deal.CloseOn)}. What does it hang on?";

    public string InPassing(Spoken it) => $"its close date has moved {Often(it)}";

    public Text? Settled(Spoken it)
    {
        if (it.Deal.StageEnteredAt > it.Nudge.Since) return $"Settled: {it.Who} is in {it.Stage} now.";
        return StepWords.Settled(it);
    }

    public IEnumerable<Button> Clears(Spoken it) => NudgeWays.Steps(it);

    public IEnumerable<Fact> Facts(Spoken it) => [it.CloseDate(), new("Moved to a later day", $"{Often(it)}, last {it.On(it.Nudge.Since)}"), it.NextStep()];

    public string Clock(Spoken it) => "It speaks with the slip that makes it too many, and once more with each that follows.";

    public string Stops(Spoken it) => "A next step that they have confirmed, or the next stage.";

    private static string Often(Spoken it) => Wording.Count(it.Deal.CloseSlips, "time");
}
