using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Stages;

namespace BotCoach.Nudges.Rules;

/// <summary>
/// It came into this stage on thin evidence: let past the gate by an override, or with a required criterion that is merely claimed, as long as
/// neither is proven since. What its source said of an imported deal is no advance, and silent. The episode is this stay.
/// </summary>
public sealed class ThinEvidence : INudgeRule
{
    public const string RuleId = "thin-evidence";
    private const double PatientDays = 14;

    public string Id => RuleId;
    public string Name => "Advanced on thin evidence";

    public Finding Judge(DealCase deal, SignalTuning? tuned)
    {
        if (deal.Deal.ImportedWithoutEvidence || (deal.File.Answers.Length == 0 && deal.File.Overrides.Length == 0)) return Finding.Silent;
        if (!IsThin(deal)) return new Finding(null, deal.ProofRunsOutAt());
        return new Finding(new Signal(RuleId, deal.Stay, tuned?.Severity ?? 2, deal.Deal.StageEnteredAt, PatientDays, Clearing.Prove), deal.ProofRunsOutAt());
    }

    public Text Sentence(Spoken it)
    {
        var thin = Thin(it.Case).ToList();
        if (thin.Exists(t => t.LetPass)) return $"{it.Who} was let into {it.Stage} with {Wording.Count(thin.Count, "point")} still to be proven.";
        return $"{it.Who} came into {it.Stage} with {Wording.Count(thin.Count, "point")} on your word alone. What did they say or send?";
    }

    public string InPassing(Spoken it) => $"{Wording.Count(Thin(it.Case).Count(), "point")} behind it {(Thin(it.Case).Count() == 1 ? "rests" : "rest")} on thin evidence";

    public Text? Settled(Spoken it)
    {
        if (it.HasMoved) return $"Settled: {it.Who} is in {it.Stage} now.";
        if (IsThin(it.Case)) return null;
        return $"Done. What brought {it.Who} into {it.Stage} is proven.";
    }

    public IEnumerable<Button> Clears(Spoken it)
    {
        var ways = Thin(it.Case).SelectMany(t => t.Criterion is { } criterion ? Way.ToSatisfy(it.File, criterion, t.Stage, it.Case.Today) : [Way.ToFill(it.Deal, t.Id.Split('/')[0])])
            .Where(w => w.Kind is not (WayKind.Note or WayKind.Quote)).ToList();
        return ways.Count > 0 ? NudgeWays.Ways(ways) : [NudgeWays.Walk(it)];
    }

    public IEnumerable<Fact> Facts(Spoken it)
    {
        foreach (var thin in Thin(it.Case).Take(5))
            yield return new Fact(thin.LetPass ? "Let pass" : "On your word", thin.Criterion?.Text ?? FieldWords.Name(thin.Id.Split('/')[0]));
        yield return it.InStage();
    }

    public string Clock(Spoken it) => "It speaks at once, for as long as the deal is in this stage.";

    public string Stops(Spoken it) => "Evidence for each: a field, a document, a name, an approver's yes.";

    private static bool IsThin(DealCase deal)
    {
        foreach (var (_, criterion) in deal.Plan.Behind) if (IsClaimed(deal, criterion)) return true;
        return deal.File.Overrides.Length > 0 && Thin(deal).Any();
    }

    /// <summary>What of the evidence behind this stay is thin.</summary>
    private static IEnumerable<ThinThing> Thin(DealCase deal)
    {
        foreach (var (stage, criterion) in deal.Plan.Behind)
            if (IsClaimed(deal, criterion)) yield return new ThinThing(criterion.Id, criterion, stage, LetPass: false);
        foreach (var given in deal.File.Overrides)
            if (given.ToStage == deal.Deal.StageId && given.GivenAt >= deal.Deal.StageEnteredAt)
                foreach (var thing in Overruled.StillMissing(deal, given))
                    if (thing.Criterion is null || !IsClaimed(deal, thing.Criterion)) yield return thing;
    }

    private static bool IsClaimed(DealCase deal, Criterion criterion) => deal.File.AnswerTo(criterion.Id) is { } answer
        && (answer.State == AnswerState.Claimed || (answer.State == AnswerState.Waived && answer.WaivedUntil <= deal.Now && answer.Undecided == AnswerState.Claimed))
        && deal.StateOf(criterion) == AnswerState.Claimed;
}
