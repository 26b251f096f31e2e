using BotCoach.Chat;

namespace BotCoach.Stages;

/// <summary>Reads what a comparison is about.</summary>
internal sealed class SubjectReader(RuleCursor cursor)
{
    private const int LongestName = 100;
    private static readonly string[] Counted = ["stakeholders", "departments", "artifacts", "custom"];

    /// <summary>Null where it is none; why is noted then.</summary>
    public RuleSubject? Read()
    {
        var token = cursor.Peek;
        if (token.Kind != RuleTokenKind.Word || cursor.IsAtJoint) return None(token, $"a field is expected here, as in `amount > 0`, not {token.Shown}");
        cursor.Next();
        switch (RuleNames.Dashed(token.Text))
        {
            case "stakeholders": return Stakeholders();
            case "departments": return Follows("of") && Follows("stakeholders") ? new RuleSubject(RuleTerm.Departments) : null;
            case "artifacts": return Follows("of") && Name("a document's id is expected here, as in `artifacts of business-case >= 1`") is { } id ? new RuleSubject(RuleTerm.Artifacts, id) : null;
            case "custom": return Custom();
            case var field when KnownFields.Rules.ContainsKey(field): return new RuleSubject(RuleTerm.Field, field);
            case var field: return None(token, RuleNames.IsKeyword(field) ? $"a field is expected here, not {token.Shown}" : $"{token.Shown} is no field that is known{Near(field, KnownFields.Rules.Keys.Concat(Counted))}");
        }
    }

    /// <summary>"; did you mean …?", where one of them is near.</summary>
    public static string Near(string said, IEnumerable<string> known) =>
        Nearest.To(said, known, 1) is [var near] && Nearest.Distance(said, near) < 0.45 ? $"; did you mean `{near}`?" : "";

    private RuleSubject? Stakeholders()
    {
        if (!cursor.Take("with")) return new RuleSubject(RuleTerm.Stakeholders);
        if (!Follows("role")) return null;
        var token = cursor.Peek;
        if (Name($"a role is expected here: {Wording.List([.. KnownFields.StakeholderRoles])}") is not { } role) return null;
        if (KnownFields.StakeholderRoles.Contains(role)) return new RuleSubject(RuleTerm.Stakeholders, role);
        // what follows is read all the same, to find what else is wrong
        cursor.Note(token, Near(role, KnownFields.StakeholderRoles) is { Length: > 0 } near
            ? $"{token.Shown} is no role that is known{near}" : $"{token.Shown} is no role that is known; known are {Wording.List([.. KnownFields.StakeholderRoles])}.");
        return new RuleSubject(RuleTerm.Stakeholders);
    }

    private RuleSubject? Custom()
    {
        if (cursor.Peek is { Kind: RuleTokenKind.Quoted, Text: var name } && !string.IsNullOrWhiteSpace(name) && name.Length <= LongestName)
            return new RuleSubject(RuleTerm.Custom, cursor.Next().Text);
        return None(cursor.Peek, "the name of the company's own field is expected here, in quotes, as in `custom \"Contract type\" is known`");
    }

    private string? Name(string expected)
    {
        if (cursor.Peek.Kind is RuleTokenKind.Word && !cursor.IsAtJoint) return RuleNames.Dashed(cursor.Next().Text);
        if (cursor.Peek.Kind is RuleTokenKind.Number or RuleTokenKind.Quoted) return cursor.Next().Text;
        cursor.Note(cursor.Peek, expected + ".");
        return null;
    }

    private bool Follows(string word)
    {
        if (cursor.Take(word)) return true;
        cursor.Note(cursor.Peek, $"`{word}` is expected here, not {cursor.Peek.Shown}.");
        return false;
    }

    private RuleSubject? None(RuleToken at, string sentence)
    {
        cursor.Note(at, sentence.EndsWith('?') ? sentence : sentence + ".");
        return null;
    }
}
