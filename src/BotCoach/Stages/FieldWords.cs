using BotCoach.Chat;

namespace BotCoach.Stages;

/// <summary>How fields, rules and roles are said to a person.</summary>
public static class FieldWords
{
    /// <summary>"success criteria" for <c>success-criteria</c>.</summary>
    public static string Name(string field) => field switch
    {
        "lead-source" => "lead source",
        "why-now" => "why now",
        _ when field.StartsWith("custom:", StringComparison.Ordinal) => field[7..],
        _ => field.Replace('-', ' '),
    };

    public static string Title(string field) => Name(field) is { Length: > 0 } name ? char.ToUpperInvariant(name[0]) + name[1..] : field;

    /// <summary>What must hold, as a sentence without its full stop.</summary>
    public static string Needed(string field, string rule) => (field, rule) switch
    {
        (_, "positive") => $"{Title(field)} is more than zero",
        ("close-date", "future") => "The close date is today or later",
        ("next-step", "present") => "There is a next step",
        ("next-step", "dated") => "The next step has a date",
        ("next-step", "future") => "The next step is dated today or later",
        ("next-step", "confirmed") => "The buyer has confirmed the next step and its date",
        ("champion", "present") => "A champion is named",
        ("champion", "strong") => $"The champion is rated {KnownFields.StrongChampion} or 5 of 5",
        ("economic-buyer", _) => "An economic buyer is named",
        ("stakeholders", "at-least-2") => "At least two stakeholders are named",
        ("stakeholders", "at-least-3") => "At least three stakeholders are named",
        ("stakeholders", "two-departments") => "Stakeholders from two departments are named",
        (_, "quantified") => $"{Title(field)} has a figure in it",
        (_, "not-poor") => "The fit is strong or possible",
        _ => $"{Title(field)} {(IsMany(Name(field)) ? "are" : "is")} filled in",
    };

    internal static bool IsMany(string name) => (name.EndsWith('s') && !name.EndsWith("ss", StringComparison.Ordinal)) || name.EndsWith("criteria", StringComparison.Ordinal) || name.Contains(" and ", StringComparison.Ordinal);

    /// <summary>What counts as evidence, to be listed: "the problem, filled in", "a note".</summary>
    public static string Counts(Evidence evidence, Stage? stage) => evidence.Kind switch
    {
        EvidenceKind.Field => $"{Name(evidence.Of ?? "a field")}, filled in",
        EvidenceKind.Note => "a note of what they said or did",
        EvidenceKind.Quote => "their words from a recap",
        EvidenceKind.Artifact => ArtifactName(evidence.Of, stage) + ", linked",
        EvidenceKind.Stakeholder => $"{Somebody(evidence.Of ?? "other")}, named",
        EvidenceKind.Approver => $"your {Name(evidence.Of ?? "manager")}'s yes",
        _ when evidence.Rule is { } rule => RuleWords.Of(rule),
        _ => Split(evidence.Of) is var (field, rule) ? LowerFirst(Needed(field, rule)) : "a rule",
    };

    private static string Somebody(string role) => role switch
    {
        "technical" => "a technical evaluator",
        "legal" or "procurement" => $"somebody from {role}",
        "other" => "another stakeholder",
        _ => Article(Name(role)),
    };

    /// <summary>All that a criterion accepts: "their words from a recap, or business case, linked".</summary>
    public static string Counts(Criterion criterion, StageBook book)
    {
        var ways = Ways(criterion, book);
        return ways.Count < 2 ? Wording.List(ways) : $"{string.Join("; ", ways.SkipLast(1))}; or {ways[^1]}";
    }

    /// <summary>The same, each for itself.</summary>
    public static IReadOnlyList<string> Ways(Criterion criterion, StageBook book) =>
        [.. criterion.Accepts.Select(e => Counts(e, e.Kind == EvidenceKind.Artifact ? book.Stages.FirstOrDefault(s => s.Artifacts.Any(a => a.Id == e.Of)) : null)).Distinct()];

    public static string ArtifactName(string? specId, Stage? stage) =>
        stage?.Artifacts.FirstOrDefault(a => a.Id == specId)?.Name is { } name ? LowerFirst(name) : Name(specId ?? "a link");

    /// <summary><c>field/rule</c> in its two parts.</summary>
    public static (string Field, string Rule) Split(string? fieldAndRule)
    {
        var parts = (fieldAndRule ?? "").Split('/', 2);
        return (parts[0], parts.Length == 2 ? parts[1] : "present");
    }

    public static string Article(string noun) => noun.Length > 0 && "aeiou".Contains(noun[0]) && !noun.StartsWith("user", StringComparison.Ordinal) ? $"an {noun}" : $"a {noun}";

    private static string LowerFirst(string words) =>
        words.Length > 1 && char.IsUpper(words[0]) && char.IsLower(words[1]) ? char.ToLowerInvariant(words[0]) + words[1..] : words;
}
