using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Stages;
using NodaTime.Text;

namespace BotCoach.Nudges.Rules;

/// <summary>
/// The close date comes sooner than half of the guideline days that remain: what is left of this stage, and all stages up to the win.
/// Once the day has passed, that it passed is what is said. The episode is the day, in this stage.
/// </summary>
public sealed class CloseDateImplausible : INudgeRule
{
    public const string RuleId = "close-date-implausible";
    private const double PatientDays = 7;

    public string Id => RuleId;
    public string Name => "Close date implausible";

    public Finding Judge(DealCase deal, SignalTuning? tuned)
    {
        if (deal.Deal.CloseOn is not { } on || on < deal.Today || deal.HealthyDays is not { } here) return Finding.Silent;
        var end = deal.CloseOver;
        var from = From(end, deal.Deal.StageEnteredAt.AddMilliseconds(Math.Round(here * 86_400_000)), TimeSpan.FromDays(Later(deal)));
        if (deal.Now < from) return new Finding(null, from);
        var since = from > deal.Deal.StageEnteredAt ? from : deal.Deal.StageEnteredAt;
        var episode = $"{LocalDatePattern.Iso.Format(on)}@{deal.Deal.StageId}";
        return new Finding(new Signal(RuleId, episode, tuned?.Severity ?? 2, since, PatientDays, Clearing.SetCloseDate), end);
    }

    public Text Sentence(Spoken it) =>
        $"{it.Who} is to close {it.On(it.Deal.CloseOn)}, but from {it.Stage} on it usually takes {Wording.Days(Remaining(it.Case))} more. Is the date right?";

    public string InPassing(Spoken it) => $"its close date ({it.Day(it.Deal.CloseOn)}) looks early";

    public Text? Settled(Spoken it)
    {
        if (it.Nudge.Occurrence.Split('@') is [_, var stage] && stage != it.Deal.StageId) return $"Settled: {it.Who} is in {it.Stage} now.";
        return CloseWords.Settled(it);
    }

    public IEnumerable<Button> Clears(Spoken it) => [NudgeWays.CloseDate(it)];

    public IEnumerable<Fact> Facts(Spoken it) =>
    [
        it.CloseDate(), it.InStage(),
        new("Guideline days left", $"{Wording.Days(Remaining(it.Case))} to the win, {it.Stage} and {Wording.Count(it.Case.Plan.Later.Count, "stage")} after it"),
    ];

    public string Clock(Spoken it) => $"It speaks once less than half of those days is left: {it.Day(it.Nudge.Since)}.";

    public string Stops(Spoken it) => "A later close date, or a later stage.";

    /// <summary>
    /// The instant from which less than half of what remains is left. While the stage's own time runs, what is left and what remains shrink
    /// alike; after it only what is left does.
    /// </summary>
    private static DateTimeOffset From(DateTimeOffset end, DateTimeOffset stageOver, TimeSpan later)
    {
        var within = end + (end - stageOver) - later;
        return within < stageOver ? within : end - later / 2;
    }

    private static double Later(DealCase deal) => deal.Guideline?.Later ?? 0;

    private static double Remaining(DealCase deal) =>
        Later(deal) + Math.Max(0, (deal.HealthyDays ?? 0) - Math.Floor((deal.Now - deal.Deal.StageEnteredAt).TotalDays));
}
