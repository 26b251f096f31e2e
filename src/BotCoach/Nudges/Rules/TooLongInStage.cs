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
        if (ThresholdDays(deal) is not { } days) return Finding.Silent;
        var crossed = deal.Deal.StageEnteredAt.AddDays(days);
        var silentUntil = deal.HasConfirmedFutureStep ? deal.After(deal.Deal.NextStepOn!.Value) : crossed;
        var from = silentUntil > crossed ? silentUntil : crossed;
        if (deal.Now < from) return new Finding(null, from);
        return new Finding(new Signal(RuleId, deal.Stay, 3, deal.Deal.StageEnteredAt, days, Clearing.NextStepOrBack), null);
    }

    /// <summary>Null where nobody ever said what is healthy here.</summary>
    public static double? ThresholdDays(DealCase deal)
    {
        var healthy = deal.Deal.StageMedianDays ?? deal.Stage?.Guideline.For(deal.Deal.Segment) ?? 0;
        return healthy > 0 ? 2 * healthy : null;
    }
}
