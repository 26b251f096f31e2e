using BotCoach.Deals;
using NodaTime.Text;

namespace BotCoach.Nudges.Rules;

/// <summary>The day of the next step has passed, in the owner's calendar. The episode is the missed day.</summary>
public sealed class NextStepOverdue : INudgeRule
{
    public const string RuleId = "next-step-overdue";
    private const double PatientDays = 2;

    public string Id => RuleId;

    public Finding Judge(DealCase deal)
    {
        if (!deal.HasNextStep || deal.Deal.NextStepOn is not { } on) return Finding.Silent;
        var missed = deal.After(on);
        if (deal.Now < missed) return new Finding(null, missed);
        return new Finding(new Signal(RuleId, LocalDatePattern.Iso.Format(on), Severity(deal.Deal), missed, PatientDays, Clearing.SetNextStep), null);
    }

    /// <summary>What the buyer was promised weighs most; what the buyer owes us weighs least.</summary>
    private static int Severity(Deal deal) => deal.NextStepSide == Side.Buyer ? 3 : deal.NextStepConfirmed ? 5 : 4;
}
