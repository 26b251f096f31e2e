using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Stages;

namespace BotCoach.Nudges.Rules;

/// <summary>
/// The champion is weak (rated two or less of five) or silent (not engaged for two weeks, and no word from the buyer since, which may have
/// been the champion's). Not rated, or never seen engaged: unknown. A confirmed step ahead silences the silence, not the weakness. The
/// episodes: this stay for the weakness, the last engagement for the silence.
/// </summary>
public sealed class ChampionWeak : INudgeRule
{
    public const string RuleId = "champion-weak";
    private const int WeakUpTo = 2;
    private const int SilentDays = 14;
    private const double PatientDays = 7;

    public string Id => RuleId;
    public string Name => "Champion silent or weak";

    public Finding Judge(DealCase deal, SignalTuning? tuned)
    {
        if (deal.Deal.ChampionStrength <= WeakUpTo)
            return new Finding(new Signal(RuleId, deal.Stay, tuned?.Severity ?? 3, deal.Deal.StageEnteredAt, PatientDays, Clearing.RateChampion), null);
        if (deal.File.Stakeholders.Length == 0 || LastOf(deal) is not { } last) return Finding.Silent;
        if (deal.HasConfirmedFutureStep) return deal.WaitingForStep();
        var days = tuned?.Days ?? SilentDays;
        var from = last.AddDays(days);
        if (deal.Now < from) return new Finding(null, from);
        return new Finding(new Signal(RuleId, $"engaged-{last.ToUnixTimeMilliseconds()}", tuned?.Severity ?? 2, last, days, Clearing.HearFromThem), null);
    }

    public Text Sentence(Spoken it)
    {
        if (IsSilence(it)) return $"{Champion(it)} at {it.Who} has been quiet {it.Since(it.Nudge.Since)}. Who else wants this?";
        return $"{Champion(it)} at {it.Who} is rated {it.Deal.ChampionStrength ?? 0} of 5 as a champion. Who wants this more?";
    }

    public string InPassing(Spoken it) => IsSilence(it) ? "its champion is quiet" : $"its champion is rated {it.Deal.ChampionStrength ?? 0} of 5";

    public Text? Settled(Spoken it)
    {
        if (it.HasMoved) return $"Settled: {it.Who} is in {it.Stage} now.";
        if (IsSilence(it) && it.Deal.HeardAt > it.Nudge.Since) return $"Done. You heard from {it.Who} {it.On(it.Deal.HeardAt.Value)}.";
        if (!(it.Deal.ChampionStrength > WeakUpTo && !IsSilence(it))) return null;
        return $"Done. The champion at {it.Who} is rated {it.Deal.ChampionStrength ?? 0} of 5.";
    }

    public IEnumerable<Button> Clears(Spoken it) => IsSilence(it)
        ? [.. NudgeWays.Steps(it, most: 2), NudgeWays.Heard(it)]
        : NudgeWays.Ways([new Way(WayKind.Facts, "Rate the champion", it.Deal.Id, "champion"), new Way(WayKind.Person, "Name another champion", it.Deal.Id, "champion")]);

    public IEnumerable<Fact> Facts(Spoken it) =>
    [
        new("Champion", it.Case.Champion?.Name ?? "nobody named"),
        new("Strength", it.Deal.ChampionStrength is { } rated ? $"{rated} of 5; {WeakUpTo} or less is weak" : "not rated"),
        new("Last engaged", LastOf(it.Case) is { } last ? $"{it.Day(last)}, {it.DaysSince(last)} ago" : "nobody said"),
    ];

    public string Clock(Spoken it) => IsSilence(it) ? $"It speaks after {it.Threshold} without a sign of them." : "It speaks at once, and once more in the next stage.";

    public string Stops(Spoken it) => IsSilence(it) ? "A word from them, or a next step that they have confirmed." : "A better rating, once it is earned.";

    private static DateTimeOffset? LastOf(DealCase deal) =>
        deal.Champion?.EngagedAt is not { } engaged ? null : deal.Deal.HeardAt > engaged ? deal.Deal.HeardAt : engaged;

    private static bool IsSilence(Spoken it) => it.Nudge.Occurrence.StartsWith("engaged-", StringComparison.Ordinal);

    private static string Champion(Spoken it) => it.Case.Champion?.Name ?? "Your champion";
}
