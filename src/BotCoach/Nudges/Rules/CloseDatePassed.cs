using NodaTime.Text;

namespace BotCoach.Nudges.Rules;

/// <summary>The close date has passed, in the owner's calendar, and the deal is open. The episode is the missed day.</summary>
public sealed class CloseDatePassed : INudgeRule
{
    public const string RuleId = "close-date-passed";
    private const double PatientDays = 3;

    public string Id => RuleId;

    public Finding Judge(DealCase deal)
    {
        if (deal.Deal.CloseOn is not { } on) return Finding.Silent;
        var passed = deal.After(on);
        if (deal.Now < passed) return new Finding(null, passed);
        return new Finding(new Signal(RuleId, LocalDatePattern.Iso.Format(on), 3, passed, PatientDays, Clearing.SetCloseDate), null);
    }
}
