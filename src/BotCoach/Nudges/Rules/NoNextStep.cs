namespace BotCoach.Nudges.Rules;

/// <summary>No next step, or one without a day. The episode is the event since which it has been missing.</summary>
public sealed class NoNextStep : INudgeRule
{
    public const string RuleId = "no-next-step";
    private const double PatientDays = 2;

    public string Id => RuleId;

    public Finding Judge(DealCase deal)
    {
        if (deal.HasNextStep || deal.Gap is not { } gap) return Finding.Silent;
        return new Finding(new Signal(RuleId, $"event-{gap.Seq}", 4, gap.Since, PatientDays, Clearing.SetNextStep), null);
    }
}
