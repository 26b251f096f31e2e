namespace BotCoach.Deals;

/// <summary>When a deal counts as having a next step.</summary>
public static class NextSteps
{
    public static bool IsDated(Deal deal) => !string.IsNullOrWhiteSpace(deal.NextStep) && deal.NextStepOn is not null;
}
