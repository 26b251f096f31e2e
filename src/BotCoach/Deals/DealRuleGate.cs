using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Deals;

/// <summary>Whether a deal satisfies a <see cref="DealRule"/>, and what to do where it does not.</summary>
internal static class DealRuleGate
{
    /// <summary>What is unknown does not hold.</summary>
    public static bool Holds(DealFile file, DealRule rule, LocalDate today) => RuleVerdict.Of(rule, new RuleFacts(file, today)) == RuleTruth.Yes;

    /// <summary>What of the criterion's rule is open still, in words; nothing where it has none, or is disputed although its rule holds.</summary>
    public static string? Open(DealFile file, Criterion criterion, LocalDate today)
    {
        foreach (var evidence in criterion.Accepts)
            if (evidence.Rule is { } rule && !Holds(file, rule, today)) return RuleWords.Of(RuleVerdict.Open(rule, new RuleFacts(file, today)));
        return null;
    }

    /// <summary>The form in which the first thing is filled in that does not hold.</summary>
    public static Way WayTo(DealFile file, DealRule rule, string criterionId, Stage? stage, LocalDate today)
    {
        var (deal, (leaf, _)) = (file.Deal, RuleVerdict.Open(rule, new RuleFacts(file, today)));
        var subject = leaf.Subject;
        return subject.Of switch
        {
            RuleTerm.Stakeholders when subject.Name.Length > 0 => new(WayKind.Person, $"Name the {FieldWords.Name(subject.Name)}", deal.Id, subject.Name, criterionId),
            RuleTerm.Artifacts => new(WayKind.Artifact, $"Link the {FieldWords.ArtifactName(subject.Name, stage)}", deal.Id, subject.Name, criterionId),
            RuleTerm.Custom => new(WayKind.Facts, $"Fill in {subject.Name}", deal.Id, FieldInput.OwnKey(RuleFacts.NameOf(deal, subject.Name)), criterionId),
            _ when leaf is DealRule.Compared && subject.Kind == RuleKind.Strength && file.InRole("champion") is not null => Way.ToRate(deal, criterionId),
            _ => Way.ToFill(deal, subject.Field!, criterionId),
        };
    }
}
