using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Stages;

namespace BotCoach.Nudges.Rules;

/// <summary>
/// The stage's follow-up cadence: after a touch that the buyer has not answered, the next is due so many days after the first. An answer ends it, and so does
/// another stage; a next step with a day ahead takes its place. After the last touch it asks for a choice once: keep going, park, or close. Silent where
/// nobody ever said that we touched them. The episode is the touch that is due.
/// </summary>
public sealed class FollowUpDue : INudgeRule
{
    public const string RuleId = "follow-up-due";
    private const double PatientDays = 2;

    public string Id => RuleId;
    public string Name => "Follow-up due";

    public Finding Judge(DealCase deal, SignalTuning? tuned)
    {
        if (Touches.Of(deal.Deal) is not { } touches || deal.Cadence is not { Days.Count: > 0 } cadence) return Finding.Silent;
        if (deal.HasNextStep && deal.Deal.NextStepOn >= deal.Today) return deal.WaitingForStep();
        var from = deal.Calendar.Midnight(DueOn(deal, touches, cadence));
        if (deal.Now < from) return new Finding(null, from);
        var occurrence = $"touch-{touches.Since.ToUnixTimeMilliseconds()}-{touches.Made}";
        return new Finding(new Signal(RuleId, occurrence, tuned?.Severity ?? 3, from, PatientDays, Clearing.Touch), null);
    }

    public Text Sentence(Spoken it)
    {
        var (made, last) = (MadeOf(it), LastOf(it));
        if (made >= last) return $"{it.Who} has not answered {Wording.Count(made, "touch", "touches")}. Keep going, park it, or close it?";
        return $"Time to follow up with {it.Who}: touch {made + 1} of {last}.{Unanswered(it)}";
    }

    public string InPassing(Spoken it) => MadeOf(it) >= LastOf(it) ? $"{Wording.Count(MadeOf(it), "touch", "touches")} without an answer" : "a follow-up is due";

    public Text? Settled(Spoken it)
    {
        if (it.Deal.HeardAt is { } heard && heard >= it.Nudge.Since) return $"Done. You heard from {it.Who} {it.On(heard)}.";
        if (it.Deal.TouchedAt is { } touched && touched >= it.Nudge.Since) return $"Done. You touched {it.Who} {it.On(touched)}.";
        return StepWords.Settled(it);
    }

    public IEnumerable<Button> Clears(Spoken it) => MadeOf(it) >= LastOf(it)
        ?
        [
            new("Keep going", "nudge.keep", $"{it.Nudge.Id}", Look.Main), new("Park it…", "nudge.park", $"{it.Nudge.Id}"), new("Close it…", "deal.lost", $"{it.Deal.Id}"),
            new("They answered", "nudge.heard", $"{it.Nudge.Id}"),
        ]
        : [new("Touched", "nudge.touched", $"{it.Nudge.Id}", Look.Main), new("They answered", "nudge.heard", $"{it.Nudge.Id}"), NudgeWays.Other(it, "Next step…")];

    public IEnumerable<Fact> Facts(Spoken it) =>
    [
        new("Touches without an answer", $"{MadeOf(it)} of {LastOf(it)}"), new("Last touched by us", it.Deal.TouchedAt is { } touched ? it.Day(touched) : "nobody said"),
        new("Last heard from them", it.Deal.HeardAt is { } heard ? it.Day(heard) : "nobody said"), it.NextStep(),
    ];

    public string Clock(Spoken it) => $"{it.Stage} asks for a touch {Wording.List([.. DaysOf(it).Select(d => $"on day {d}")])} while they do not answer.";

    public string Stops(Spoken it) => "A touch, an answer of theirs, or a next step with a day; the first two are one tap.";

    private static IReadOnlyList<int> DaysOf(Spoken it) => it.Case.Cadence?.Days ?? [];

    private static int LastOf(Spoken it) => DaysOf(it).Count;

    private static int MadeOf(Spoken it) => int.TryParse(it.Nudge.Occurrence.Split('-')[^1], out var made) ? made : 0;

    private static string Unanswered(Spoken it) => it.Deal.TouchedAt is { } touched ? $" No answer {it.Since(touched)}." : "";

    /// <summary>Never on the day of the last touch itself: who touched late is not asked again at once.</summary>
    private static NodaTime.LocalDate DueOn(DealCase deal, Touches touches, Cadence cadence)
    {
        var (days, touchedOn) = (cadence.Days, deal.Calendar.Today(touches.Last));
        if (touches.Made >= days.Count) return touchedOn.PlusDays(Math.Max(1, days.Count > 1 ? days[^1] - days[^2] : days[^1]));
        var planned = deal.Calendar.Today(touches.Since).PlusDays(days[touches.Made]);
        return planned > touchedOn ? planned : touchedOn.PlusDays(1);
    }
}
