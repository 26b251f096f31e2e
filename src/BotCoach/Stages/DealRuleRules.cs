using BotCoach.Chat;

namespace BotCoach.Stages;

/// <summary>Judges a rule that is well formed: whether it can hold and can fail, and whether what it compares with exists.</summary>
internal static class DealRuleRules
{
    /// <summary>What can be chosen in a field's form.</summary>
    private static readonly string[] Fits = ["strong", "possible", "not"];

    public static void Check(DealRule rule, string place, StageBookFindings problems)
    {
        foreach (var dead in Dead(rule))
            problems.Warning(place, $"`{Shown(dead)}` can never hold, whatever a deal says.");
        if (!RuleReach.CanFail(rule))
            problems.Warning(place, rule.Leaves().All(l => l.Subject.Of == RuleTerm.Artifacts)
                ? $"`{Shown(rule)}` asks nothing: it always holds."
                : $"`{Shown(rule)}` asks nothing but that something is said: whatever it is, it holds.");
        foreach (var word in rule.Leaves().OfType<DealRule.OneOf>().Where(c => c.Subject is { Of: RuleTerm.Field, Name: "fit" }).SelectMany(c => c.Words))
            if (!Fits.Contains(word, StringComparer.OrdinalIgnoreCase))
                problems.Warning(place, $"The fit `{Wording.Short(word, 40)}` cannot be chosen in chat; {Wording.List(Fits)} can.");
    }

    /// <summary>The whole rule, or those of its alternatives that could be left out.</summary>
    private static IEnumerable<DealRule> Dead(DealRule rule) =>
        RuleReach.CanHold(rule) ? Alternatives(rule).Where(part => !RuleReach.CanHold(part)) : [rule];

    private static IEnumerable<DealRule> Alternatives(DealRule rule) => rule switch
    {
        DealRule.Both both => Alternatives(both.First).Concat(Alternatives(both.Second)),
        DealRule.Either either => Parts(either.First).Concat(Parts(either.Second)),
        _ => [],
    };

    private static IEnumerable<DealRule> Parts(DealRule rule) => rule is DealRule.Either either ? Parts(either.First).Concat(Parts(either.Second)) : [rule];

    private static string Shown(DealRule rule) => Wording.Short(RuleWriter.Write(rule), 120);
}
