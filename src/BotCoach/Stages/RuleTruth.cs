namespace BotCoach.Stages;

/// <summary>What is made of data that never arrived is neither so nor not so.</summary>
public enum RuleTruth { No, Unknown, Yes }

/// <summary>What is known of a subject: whether it is there, and its number, its days from today or its word, as far as it has one.</summary>
public readonly record struct RuleState(bool IsKnown, decimal? Value = null, string? Word = null);

/// <summary>Where a rule looks: a deal, or what deals can be.</summary>
public interface IRuleFacts
{
    RuleState Of(RuleSubject subject);
}

/// <summary>Judges a rule by what is known.</summary>
public static class RuleVerdict
{
    public static RuleTruth Of(DealRule rule, IRuleFacts facts) => rule switch
    {
        DealRule.Both both => Of(both.First, facts) is var first && first == RuleTruth.No ? first : Least(first, Of(both.Second, facts)),
        DealRule.Either either => Of(either.First, facts) is var first && first == RuleTruth.Yes ? first : Most(first, Of(either.Second, facts)),
        DealRule.Not not => RuleTruth.Yes - (int)Of(not.Rule, facts),
        DealRule.Leaf leaf => Of(leaf, facts.Of(leaf.Subject)),
        _ => RuleTruth.Unknown,
    };

    /// <summary>What has to change first for a rule that does not hold: the first of it that is not as it should be.</summary>
    /// <param name="holds">Whether it should be so, or should not.</param>
    public static (DealRule.Leaf Leaf, bool Holds) Open(DealRule rule, IRuleFacts facts, bool holds = true) => rule switch
    {
        DealRule.Not not => Open(not.Rule, facts, !holds),
        DealRule.Both both => Open(holds && Of(both.First, facts) == RuleTruth.Yes ? both.Second : both.First, facts, holds),
        DealRule.Either either => Open(!holds && Of(either.First, facts) == RuleTruth.No ? either.Second : either.First, facts, holds),
        _ => ((DealRule.Leaf)rule, holds),
    };

    private static RuleTruth Of(DealRule.Leaf leaf, RuleState state) => leaf switch
    {
        DealRule.Known => Truth(state.IsKnown),
        DealRule.Compared compared => state.Value is { } value ? Truth(compared.Holds(value)) : RuleTruth.Unknown,
        DealRule.Within within => state.Value is { } days ? Truth(within.Holds(days)) : RuleTruth.Unknown,
        DealRule.OneOf choice => state.Word is { } word ? Truth(choice.Holds(word)) : RuleTruth.Unknown,
        _ => state.Value is { } met ? Truth(met == 1) : RuleTruth.Unknown,
    };

    private static RuleTruth Truth(bool so) => so ? RuleTruth.Yes : RuleTruth.No;

    private static RuleTruth Least(RuleTruth one, RuleTruth other) => one < other ? one : other;

    private static RuleTruth Most(RuleTruth one, RuleTruth other) => one > other ? one : other;
}
