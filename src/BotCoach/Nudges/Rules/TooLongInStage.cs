using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Stages;

namespace BotCoach.Nudges.Rules;

/// <summary>
/// Longer in its stage than twice the guideline, or than twice the team's own median where the deal carries one. A confirmed step in the
/// future silences it until that day is over. The episode is this stay in the stage.
/// </summary>
public sealed class TooLongInStage : INudgeRule
{
    public const string RuleId = "too-long-in-stage";

    public string Id => RuleId;
    public string Name => "Too long in the stage";

    public Finding Judge(DealCase deal, SignalTuning? tuned)
    {
        if ((tuned?.Days ?? deal.HealthyDays * 2) is not { } days) return Finding.Silent;
        var crossed = deal.Deal.StageEnteredAt.AddDays(days);
        var silentUntil = deal.HasConfirmedFutureStep ? deal.StepOver : crossed;
        var from = silentUntil > crossed ? silentUntil : crossed;
        if (deal.Now < from) return new Finding(null, from);
        return new Finding(new Signal(RuleId, deal.Stay, tuned?.Severity ?? 3, deal.Deal.StageEnteredAt, days, Clearing.NextStepOrBack), null);
    }

    public Text Sentence(Spoken it) => $"{it.Who} has been in {it.Stage} for {it.DaysSince(it.Deal.StageEnteredAt)}; {it.Healthy()}.";

    public string InPassing(Spoken it) => $"it has been in {it.Stage} for {it.DaysSince(it.Deal.StageEnteredAt)}";

    public Text? Settled(Spoken it)
    {
        if (!it.HasMoved) return StepWords.Settled(it);
        return $"Settled: {it.Who} is in {it.Stage} now.";
    }

    public IEnumerable<Button> Clears(Spoken it) => [.. NudgeWays.Steps(it), .. NudgeWays.StageBack(it)];

    public IEnumerable<Fact> Facts(Spoken it) => [it.InStage(), new("Usual", it.Healthy()), it.NextStep()];

    public string Clock(Spoken it) =>
        $"It speaks after {it.Threshold}{(it.Nudge.ThresholdDays == it.Case.HealthyDays * 2 ? ", twice what is usual" : "")}: {Wording.Day(it.Case.Calendar.Today(it.Deal.StageEnteredAt.AddDays(it.Nudge.ThresholdDays)), it.Today)}.";

    public string Stops(Spoken it) => "The next stage, a stage back, or a next step that they have confirmed.";
}
