using BotCoach.Channels;
using BotCoach.Stages;
using NodaTime.Text;

namespace BotCoach.Nudges.Rules;

/// <summary>The close date has passed, in the owner's calendar, and the deal is open. The episode is the missed day.</summary>
public sealed class CloseDatePassed : INudgeRule
{
    public const string RuleId = "close-date-passed";
    private const double PatientDays = 3;

    public string Id => RuleId;
    public string Name => "Close date passed";

    public Finding Judge(DealCase deal, SignalTuning? tuned)
    {
        if (deal.Deal.CloseOn is not { } on) return Finding.Silent;
        var passed = deal.CloseOver;
        if (deal.Now < passed) return new Finding(null, passed);
        return new Finding(new Signal(RuleId, LocalDatePattern.Iso.Format(on), tuned?.Severity ?? 3, passed, PatientDays, Clearing.SetCloseDate), null);
    }

    public Text Sentence(Spoken it) => $"{it.Who} was to close {it.On(it.Deal.CloseOn)}. Is there a new date?";

    public string InPassing(Spoken it) => $"its close date passed ({it.Day(it.Deal.CloseOn ?? it.Today)})";

    public Text? Settled(Spoken it) => CloseWords.Settled(it);

    public IEnumerable<Button> Clears(Spoken it) => [NudgeWays.CloseDate(it)];

    public IEnumerable<Fact> Facts(Spoken it) => [it.CloseDate(), it.InStage()];

    public string Clock(Spoken it) => $"It speaks from the midnight after that day, in the owner's calendar: {it.Day(it.Nudge.Since)}.";

    public string Stops(Spoken it) => "A close date from today on, or the end of the deal.";
}

/// <summary>How a nudge about the close date was settled.</summary>
internal static class CloseWords
{
    public static Text? Settled(Spoken it)
    {
        if (it.Deal.CloseOn is not { } on || on < it.Today) return null;
        return $"Done. {it.Who} is to close {it.On(on)}.";
    }
}
