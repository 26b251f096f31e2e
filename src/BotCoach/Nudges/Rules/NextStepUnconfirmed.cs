using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Stages;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Nudges.Rules;

/// <summary>
/// A next step draws near and the buyer has not confirmed it: two working days before its day. Only where there is something to confirm:
/// a step of theirs, or a stage that asks for a confirmed one. A step whose side nobody said came from a file that knows nothing of
/// confirming: unknown. Once the day is over the step is overdue instead. The episode is the step's day.
/// </summary>
public sealed class NextStepUnconfirmed : INudgeRule
{
    public const string RuleId = "next-step-unconfirmed";
    private const int WorkingDaysBefore = 2;
    private const int FarthestBack = 60;

    public string Id => RuleId;
    public string Name => "Next step not confirmed";

    public Finding Judge(DealCase deal, SignalTuning? tuned)
    {
        if (!deal.HasNextStep || deal.Deal.NextStepConfirmed || deal.Deal.NextStepOn is not { } on || on < deal.Today || !IsTheirs(deal)) return Finding.Silent;
        var days = tuned?.Days ?? WorkingDaysBefore;
        var from = deal.Calendar.Midnight(Before(deal.Calendar, on, days));
        if (deal.Now < from) return new Finding(null, from);
        return new Finding(new Signal(RuleId, LocalDatePattern.Iso.Format(on), tuned?.Severity ?? 3, from, days, Clearing.ConfirmNextStep), deal.StepOver);
    }

    public Text Sentence(Spoken it) => $"{it.Who} has not confirmed this yet: “{it.Step}”, {it.Day(it.Deal.NextStepOn)}.";

    public string InPassing(Spoken it) => "its next step is not confirmed";

    public Text? Settled(Spoken it)
    {
        if (!it.Deal.NextStepConfirmed) return StepWords.Settled(it);
        return $"Done. {it.Who} has confirmed “{it.Step}”, {it.Day(it.Deal.NextStepOn)}.";
    }

    public IEnumerable<Button> Clears(Spoken it) =>
        [new Button("They confirmed it", "nudge.confirm", $"{it.Nudge.Id}:{LocalDatePattern.Iso.Format(it.Deal.NextStepOn ?? it.Today)}", Look.Main), NudgeWays.Other(it, "Change it…")];

    public IEnumerable<Fact> Facts(Spoken it) => [it.NextStep(), new("Confirmed by them", "not yet")];

    public string Clock(Spoken it) => $"It speaks {Wording.Count((int)it.Nudge.ThresholdDays, "working day")} before that day.";

    public string Stops(Spoken it) => "Their word that the day stands, or a step that they need not confirm.";

    private static bool IsTheirs(DealCase deal) => deal.Deal.NextStepSide is { } side && (side == Side.Buyer || deal.Plan.NeedsConfirmed);

    /// <summary>The working day that many working days before a day.</summary>
    private static LocalDate Before(People.WorkCalendar calendar, LocalDate day, int days)
    {
        var farthest = day.PlusDays(-Math.Max(FarthestBack, days * 2));
        while (days > 0 && day > farthest)
        {
            day = day.PlusDays(-1);
            if (calendar.IsWorkingDay(day)) days--;
        }
        return day;
    }
}
