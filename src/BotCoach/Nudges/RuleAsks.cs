using BotCoach.Stages;

namespace BotCoach.Nudges;

/// <summary>A field with a day in it, and how many days from today a rule compares it with.</summary>
public readonly record struct RuleDay(string Field, int Days);

/// <summary>What evidence that is a <see cref="DealRule"/> asks for that a signal speaks of.</summary>
internal static class RuleAsks
{
    public static bool Confirmed(Evidence evidence) => evidence is { Kind: EvidenceKind.Rule, Of: "next-step/confirmed" }
        || Wanted(evidence).Any(l => l is DealRule.Meets { Subject.Name: "next-step/confirmed" });

    public static bool Buyer(Evidence evidence) => Wanted(evidence).Any(l => l switch
    {
        DealRule.Known known => known.Subject is { Of: RuleTerm.Field, Name: "economic-buyer" },
        DealRule.Compared count => count.Subject is { Of: RuleTerm.Stakeholders, Name: "economic-buyer" } && !count.Holds(0),
        _ => false,
    });

    public static bool Several(Evidence evidence) => Wanted(evidence).Any(l => l is DealRule.Compared
    {
        Subject: { Of: RuleTerm.Stakeholders, Name: "" } or { Of: RuleTerm.Departments },
    } count && !count.Holds(0) && !count.Holds(1));

    /// <summary>The days up to which and from which on its comparisons hold.</summary>
    public static IEnumerable<RuleDay> Days(Evidence evidence) => (evidence.Rule?.Leaves() ?? []).Where(l => l.Subject is { Of: RuleTerm.Field, Kind: RuleKind.Day }).SelectMany(l => l switch
    {
        DealRule.Compared compared => [new RuleDay(l.Subject.Name, (int)compared.With)],
        DealRule.Within within => [new RuleDay(l.Subject.Name, 0), new RuleDay(l.Subject.Name, within.Days)],
        _ => Array.Empty<RuleDay>(),
    });

    private static IEnumerable<DealRule.Leaf> Wanted(Evidence evidence) => evidence.Rule?.Wanted() ?? [];
}
