using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.Stages;
using NodaTime.Text;

namespace BotCoach.Nudges.Rules;

/// <summary>The day of the next step has passed, in the owner's calendar. The episode is the missed day.</summary>
public sealed class NextStepOverdue : INudgeRule
{
    public const string RuleId = "next-step-overdue";
    private const double PatientDays = 2;

    public string Id => RuleId;
    public string Name => "Next step overdue";

    public Finding Judge(DealCase deal, SignalTuning? tuned)
    {
        if (!deal.HasNextStep || deal.Deal.NextStepOn is not { } on) return Finding.Silent;
        var missed = deal.StepOver;
        if (deal.Now < missed) return new Finding(null, missed);
        var severity = tuned?.Severity ?? Severity(deal.Deal);
        return new Finding(new Signal(RuleId, LocalDatePattern.Iso.Format(on), severity, missed, PatientDays, Clearing.SetNextStep), null);
    }

    public Text Sentence(Spoken it)
    {
        if (it.Deal.NextStepSide == Side.Buyer) return $"{it.Who} wanted to do this by {it.Day(it.Deal.NextStepOn)}: “{it.Step}”. Has it come?";
        if (it.Deal.NextStepConfirmed) return $"You agreed this with {it.Who} for {it.Day(it.Deal.NextStepOn)}: “{it.Step}”. What came of it?";
        return $"The next step with {it.Who} was due {it.On(it.Deal.NextStepOn)}: “{it.Step}”.";
    }

    public string InPassing(Spoken it) => "its next step is overdue";

    public Text? Settled(Spoken it) => StepWords.Settled(it);

    public IEnumerable<Button> Clears(Spoken it) => NudgeWays.Steps(it);

    public IEnumerable<Fact> Facts(Spoken it) =>
        [it.NextStep(), new("Whose move", it.Deal.NextStepSide switch { Side.Buyer => "theirs", Side.Us => "ours", _ => "nobody said" })];

    public string Clock(Spoken it) => $"It speaks from the midnight after that day, in the owner's calendar: {it.Day(it.Nudge.Since)}.";

    public string Stops(Spoken it) => "A next step with a new day.";

    /// <summary>What the buyer was promised weighs most; what the buyer owes us weighs least.</summary>
    private static int Severity(Deal deal) => deal.NextStepSide == Side.Buyer ? 3 : deal.NextStepConfirmed ? 5 : 4;
}
