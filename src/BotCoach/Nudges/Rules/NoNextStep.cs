using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Stages;

namespace BotCoach.Nudges.Rules;

/// <summary>No next step, or one without a day. While a follow-up cadence is under way the next touch is the step. The episode is the event since which it has been missing.</summary>
public sealed class NoNextStep : INudgeRule
{
    public const string RuleId = "no-next-step";
    private const double PatientDays = 2;

    public string Id => RuleId;
    public string Name => "No next step";

    public Finding Judge(DealCase deal, SignalTuning? tuned)
    {
        if (deal.HasNextStep || deal.IsFollowedUp || deal.Gap is not { } gap) return Finding.Silent;
        return new Finding(new Signal(RuleId, $"event-{gap.Seq}", tuned?.Severity ?? 4, gap.Since, PatientDays, Clearing.SetNextStep), null);
    }

    // Each sentence is returned on its own: in a conditional it would become a plain string first, and its spans with it.
    public Text Sentence(Spoken it)
    {
        if (!string.IsNullOrWhiteSpace(it.Deal.NextStep)) return $"The next step with {it.Who} has no day: “{it.Step}”.";
        return $"No next step with {it.Who} {it.Since(it.Nudge.Since)}.";
    }

    public string InPassing(Spoken it) => "no next step is set";

    public Text? Settled(Spoken it) => StepWords.Settled(it);

    public IEnumerable<Button> Clears(Spoken it) => NudgeWays.Steps(it);

    public IEnumerable<Fact> Facts(Spoken it) =>
        [new("Next step", string.IsNullOrWhiteSpace(it.Deal.NextStep) ? "none" : $"“{it.Step}”, without a day"), new("Missing since", it.Day(it.Nudge.Since))];

    public string Clock(Spoken it) => "It speaks at once: a deal without a next step waits for nobody.";

    public string Stops(Spoken it) => "A next step with a day.";
}

/// <summary>How a nudge about the next step was settled.</summary>
internal static class StepWords
{
    public static Text? Settled(Spoken it)
    {
        if (!NextSteps.IsDated(it.Deal) || it.Deal.NextStepOn < it.Today) return null;
        return $"Done. Next step with {it.Who}: “{it.Step}”, {Wording.Day(it.Deal.NextStepOn!.Value, it.Today)}.";
    }
}
