using BotCoach.Chat;

namespace BotCoach.Stages;

/// <summary>How fields, rules and evidence of a process are said to a person. Pure words; the same wherever a criterion is shown.</summary>
public static class EvidenceWords
{
    private static readonly Dictionary<string, string> Rules = new()
    {
        ["positive"] = "is more than zero",
        ["future"] = "lies ahead",
        ["dated"] = "has a date",
        ["confirmed"] = "is confirmed by the buyer",
        ["strong"] = "is strong",
        ["at-least-2"] = "are two or more",
        ["at-least-3"] = "are three or more",
        ["two-departments"] = "come from two departments",
        ["quantified"] = "is put into numbers",
        ["not-poor"] = "is strong or possible",
        ["present"] = "is known",
    };

    /// <summary>"Close date" for <c>close-date</c>.</summary>
    public static string Field(string field) => Capital(field.Replace('-', ' '));

    /// <summary>"next step is confirmed by the buyer" for <c>next-step</c> and <c>confirmed</c>.</summary>
    public static string Rule(string field, string rule)
    {
        var said = Rules.GetValueOrDefault(rule, $"is {rule.Replace('-', ' ')}");
        var name = field.Replace('-', ' ');
        return name.EndsWith('s') && said.StartsWith("is ", StringComparison.Ordinal) ? $"{name} are {said[3..]}" : $"{name} {said}";
    }

    /// <summary>"the close date", "a quote from the buyer", "the business case (link or file)" …</summary>
    public static string Of(Evidence evidence, StageBook book) => evidence.Kind switch
    {
        EvidenceKind.Note => "a note",
        EvidenceKind.Quote => "a quote from the buyer",
        EvidenceKind.Field => $"the {Plain(evidence.Of)}",
        EvidenceKind.Rule when evidence.Of?.Split('/') is [var field, var rule] => $"the {Rule(field, rule)}",
        EvidenceKind.Artifact => $"the {Lower(ArtifactName(evidence.Of, book))}, as a link or file",
        EvidenceKind.Stakeholder => $"a named {Plain(evidence.Of)}",
        EvidenceKind.Approver => $"a yes from {(evidence.Of == "admin" ? "an admin" : "the manager")}",
        _ => Plain(evidence.Of),
    };

    /// <summary>"a quote from the buyer or a note": all that a criterion accepts.</summary>
    public static string Of(Criterion criterion, StageBook book)
    {
        var ways = criterion.Accepts.Select(e => Of(e, book)).Distinct().ToList();
        return ways.Count < 2 ? Wording.List(ways) : $"{string.Join(", ", ways.SkipLast(1))} or {ways[^1]}";
    }

    private static string ArtifactName(string? id, StageBook book) =>
        book.Stages.SelectMany(s => s.Artifacts).FirstOrDefault(a => a.Id == id)?.Name ?? Plain(id);

    private static string Plain(string? name) => (name ?? "").Replace('-', ' ');

    private static string Capital(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    private static string Lower(string words) => words.Length == 0 ? words : char.ToLowerInvariant(words[0]) + words[1..];
}
