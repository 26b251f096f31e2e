using BotCoach.Deals;

namespace BotCoach.Nudges.Rules;

/// <summary>
/// Everything that the gate asks for is there, and the deal stands still. Silent where nothing is asked: then there was nothing to prove.
/// The episode is this stay in the stage.
/// </summary>
public sealed class ReadyToAdvance : INudgeRule
{
    public const string RuleId = "ready-to-advance";
    private const double PatientDays = 3;

    public string Id => RuleId;

    public Finding Judge(DealCase deal)
    {
        if (deal.Stage is null || StageGate.NextOf(deal.File) is not { } target) return Finding.Silent;
        var asked = StageGate.Asked(deal.File, target, deal.Now).Where(a => a.Criterion.Required).Select(a => a.Criterion.Id).ToHashSet();
        if (asked.Count == 0) return Finding.Silent;
        var yes = StageGate.Ask(deal.File, target, deal.Today, deal.Now).Yes;
        return new Finding(yes ? Signal(deal, asked) : null, NextAt(deal));
    }

    private static Signal Signal(DealCase deal, HashSet<string> asked)
    {
        var proven = deal.File.Answers.Where(a => asked.Contains(a.CriterionId)).Select(a => a.LastAt)
            .Concat(deal.File.Artifacts.Select(a => a.AddedAt)).Append(deal.Deal.StageEnteredAt).Max();
        return new Signal(RuleId, deal.Stay, 2, proven, PatientDays, Clearing.Advance);
    }

    /// <summary>What the gate reads runs out by time alone: days in the future, waivers, overrides.</summary>
    private static DateTimeOffset? NextAt(DealCase deal) => NudgeRules.Earliest(
        [deal.EndOf(deal.Deal.CloseOn), deal.EndOf(deal.Deal.NextStepOn), .. deal.File.Answers.Select(a => a.WaivedUntil).Where(until => until > deal.Now),
            .. deal.File.Overrides.Select(o => (DateTimeOffset?)o.ExpiresAt).Where(until => until > deal.Now)]);
}
