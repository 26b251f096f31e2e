namespace BotCoach.Nudges.Rules;

/// <summary>
/// Longer in its stage than twice the guideline, or than twice the team's own median where the deal carries one. A confirmed step in the
/// future silences it until that day is over. The episode is this stay in the stage.
/// </summary>
public sealed class TooLongInStage : INudgeRule
{
    public const string RuleId = "too-long-in-stage";

    public string Id => RuleId;

    public Finding Judge(DealCase deal)
    {
        if (deal.File.HealthyDays * 2 is not { } days) return Finding.Silent;
        var crossed = deal.Deal.StageEnteredAt.AddDays(days);
        var silentUntil = deal.HasConfirmedFutureStep ? deal.After(deal.Deal.NextStepOn!.Value) : crossed;
        var from = silentUntil > crossed ? silentUntil : crossed;
        if (deal.Now < from) return new Finding(null, from);
        return new Finding(new Signal(RuleId, deal.Stay, 3, deal.Deal.StageEnteredAt, days, Clearing.NextStepOrBack), null);
    }
}
