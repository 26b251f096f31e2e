using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Stages;

namespace BotCoach.Nudges.Rules;

/// <summary>
/// No word from the buyer for as long as a healthy stay in this stage takes, at least three days and at most fourteen. Silent where nobody
/// ever said when the buyer was heard, while a confirmed step lies ahead, and while the move is ours: then it is not they who are silent.
/// The episode is the word that was the last.
/// </summary>
public sealed class BuyerSilent : INudgeRule
{
    public const string RuleId = "buyer-silent";
    private const int LeastDays = 3;
    private const int MostDays = 14;
    private const int UsualDays = 7;

    public string Id => RuleId;
    public string Name => "Buyer silent";

    public Finding Judge(DealCase deal, SignalTuning? tuned)
    {
        if (deal.Deal.HeardAt is not { } heard) return Finding.Silent;
        if (deal.HasConfirmedFutureStep) return deal.WaitingForStep();
        if (deal.Turn == Waiting.OnUs) return Finding.Silent;
        var days = tuned?.Days ?? Patience(deal);
        var from = heard.AddDays(days);
        if (deal.Now < from) return new Finding(null, from);
        return new Finding(new Signal(RuleId, $"heard-{heard.ToUnixTimeMilliseconds()}", tuned?.Severity ?? 3, heard, days, Clearing.HearFromThem), null);
    }

    /// <summary>How long a silence is usual in this stage.</summary>
    internal static double Patience(DealCase deal) => deal.HealthyDays is { } healthy ? Math.Clamp(healthy, LeastDays, MostDays) : UsualDays;

    public Text Sentence(Spoken it) => $"No word from {it.Who} {it.Since(it.Nudge.Since)}, for {it.DaysSince(it.Nudge.Since)}.";

    public string InPassing(Spoken it) => $"no word from them for {it.DaysSince(it.Nudge.Since)}";

    public Text? Settled(Spoken it)
    {
        if (it.Deal.HeardAt is not { } heard || heard <= it.Nudge.Since) return StepWords.Settled(it);
        return $"Done. You heard from {it.Who} {it.On(heard)}.";
    }

    public IEnumerable<Button> Clears(Spoken it) => [.. NudgeWays.Steps(it, most: 2), NudgeWays.Heard(it)];

    public IEnumerable<Fact> Facts(Spoken it) =>
    [
        new("Last heard from them", $"{it.Day(it.Nudge.Since)}, {it.DaysSince(it.Nudge.Since)} ago"),
        new("Last touched by us", it.Deal.TouchedAt is { } touched ? it.Day(touched) : "nobody said"), it.NextStep(),
    ];

    public string Clock(Spoken it) => $"It speaks after {it.Threshold} without a word: {Wording.Day(it.Case.Calendar.Today(it.Nudge.Since.AddDays(it.Nudge.ThresholdDays)), it.Today)}.";

    public string Stops(Spoken it) => "A word from them, or a next step that they have confirmed; both are one tap.";
}
