using System.Collections.Frozen;

namespace BotCoach.Stages;

/// <summary>
/// The fields of a deal that a process may ask for, by the names they have in a process document, and the rules that fit each.
/// <c>present</c> holds when the field is filled with more than a placeholder.
/// </summary>
public static class KnownFields
{
    public static readonly IReadOnlyDictionary<string, string[]> Rules = new Dictionary<string, string[]>
    {
        // the deal's own columns
        ["amount"] = ["present", "positive"],
        ["close-date"] = ["present", "future"],
        ["next-step"] = ["present", "dated", "future", "confirmed"],
        ["champion"] = ["present", "strong"],
        ["economic-buyer"] = ["present"],
        ["stakeholders"] = ["at-least-2", "at-least-3", "two-departments"],
        ["account"] = ["present"],
        ["segment"] = ["present"],
        ["lead-source"] = ["present"],
        // discovery facts, which move with the deal
        ["trigger"] = ["present"],
        ["hypothesis"] = ["present"],
        ["outreach-angle"] = ["present"],
        ["problem"] = ["present"],
        ["impact"] = ["present", "quantified"],
        ["success-criteria"] = ["present"],
        ["desired-outcome"] = ["present"],
        ["constraints"] = ["present"],
        ["current-stack"] = ["present"],
        ["blockers"] = ["present"],
        ["objections"] = ["present"],
        ["decision-process"] = ["present"],
        ["decision-people"] = ["present"],
        ["decision-criteria"] = ["present"],
        ["why-now"] = ["present"],
        ["budget"] = ["present", "positive"],
        ["fit"] = ["present", "not-poor"],
        ["requirements"] = ["present"],
        ["procurement"] = ["present"],
        ["legal"] = ["present"],
        // what an agency and a recruiting firm agree on before anybody works
        ["scope"] = ["present"],
        ["role-specifics"] = ["present"],
        ["hiring-criteria"] = ["present"],
        // closing facts
        ["price"] = ["present", "positive"],
        ["term"] = ["present"],
        ["start-date"] = ["present"],
        ["concessions"] = ["present"],
        // after the win
        ["first-milestone"] = ["present"],
        ["expansion"] = ["present"],
    };

    /// <summary>A champion is strong from here on, of five; two and less is weak.</summary>
    public const int StrongChampion = 4;

    /// <summary>The facts that live in <c>Deal.Facts</c> under these very names; the others are columns or rows of their own.</summary>
    public static readonly FrozenSet<string> Facts = Rules.Keys.Except(
        ["amount", "close-date", "next-step", "champion", "economic-buyer", "stakeholders", "account", "segment", "lead-source"]).ToFrozenSet();

    /// <summary>The roles a stakeholder can have.</summary>
    public static readonly IReadOnlyList<string> StakeholderRoles = ["champion", "economic-buyer", "user", "technical", "legal", "procurement", "blocker", "sponsor", "other"];
}
