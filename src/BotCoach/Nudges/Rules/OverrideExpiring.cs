using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Stages;

namespace BotCoach.Nudges.Rules;

/// <summary>
/// An override runs out within three days, and something of what it let pass is still missing: then the gate asks for it again. Silent before,
/// and after. The episode is the override.
/// </summary>
public sealed class OverrideExpiring : INudgeRule
{
    public const string RuleId = "override-expiring";
    private const int DaysBefore = 3;

    public string Id => RuleId;
    public string Name => "Override expiring";

    public Finding Judge(DealCase deal, SignalTuning? tuned)
    {
        if (deal.File.Overrides.Length == 0) return Finding.Silent;
        if (Next(deal) is not { } given) return new Finding(null, deal.ProofRunsOutAt());
        var days = tuned?.Days ?? DaysBefore;
        var from = given.ExpiresAt.AddDays(-days);
        if (deal.Now < from) return new Finding(null, NudgeRules.Earlier(from, deal.ProofRunsOutAt()));
        return new Finding(
            new Signal(RuleId, $"override-{given.Id:N}", tuned?.Severity ?? 3, from, days, Clearing.Prove), NudgeRules.Earlier(given.ExpiresAt, deal.ProofRunsOutAt()));
    }

    public Text Sentence(Spoken it) => $"What let {it.Who} past its gate ends {it.On(Ends(it))}. Still missing: {Names(it)}.";

    public string InPassing(Spoken it) => $"its override ends {it.On(Ends(it))}";

    public Text? Settled(Spoken it)
    {
        if (Given(it) is not { } given) return null;
        if (given.ExpiresAt <= it.Case.Now) return $"The override of {it.Who} ended {it.On(given.ExpiresAt)}. The gate asks for {Names(it)} again.";
        if (Overruled.StillMissing(it.Case, given).Any()) return null;
        return $"Done. What {it.Who} was let past with is proven.";
    }

    public IEnumerable<Button> Clears(Spoken it)
    {
        var missing = Given(it) is { } given ? Overruled.StillMissing(it.Case, given) : [];
        var ways = missing.Select(m => m.Criterion is { } criterion ? Way.ToSatisfy(it.File, criterion, m.Stage, it.Case.Today)[0] : Way.ToFill(it.Deal, m.Id.Split('/')[0])).ToList();
        return ways.Count > 0 ? NudgeWays.Ways(ways) : [NudgeWays.Walk(it)];
    }

    public IEnumerable<Fact> Facts(Spoken it) =>
    [
        new("Let past the gate", Given(it) is { } given ? $"{it.Day(given.GivenAt)}: “{Wording.Short(given.Reason, 100)}”" : ""),
        new("Holds until", it.Day(Ends(it))), new("Still missing", Names(it)),
    ];

    public string Clock(Spoken it) => $"It speaks {it.Threshold} before the override ends.";

    public string Stops(Spoken it) => "Evidence for what was let pass, or a new decision.";

    /// <summary>The override that ends first of those that still hold and still let something pass.</summary>
    private static GateOverride? Next(DealCase deal) =>
        deal.File.Overrides.Where(o => o.ExpiresAt > deal.Now && Overruled.StillMissing(deal, o).Any()).MinBy(o => o.ExpiresAt);

    private static GateOverride? Given(Spoken it) => it.File.Overrides.FirstOrDefault(o => it.Nudge.Occurrence == $"override-{o.Id:N}");

    private static DateTimeOffset Ends(Spoken it) => Given(it)?.ExpiresAt ?? it.Nudge.Since.AddDays(it.Nudge.ThresholdDays);

    private static string Names(Spoken it) => Given(it) is not { } given ? "nothing" : Spoken.Some(
        [.. Overruled.StillMissing(it.Case, given).Select(m => m.Criterion is { } criterion ? $"“{Wording.Short(criterion.Text.TrimEnd('.'), 80)}”" : FieldWords.Name(m.Id.Split('/')[0]))]);
}
