namespace BotCoach.Stages;

/// <summary>Something in a rule that is not as rules have it, and where: columns count from 1.</summary>
public sealed record RuleProblem(int Column, string Sentence)
{
    public override string ToString() => $"column {Column}: {Sentence}";
}

/// <summary>What became of a rule's text: the rule, or every problem there was. Never both.</summary>
public sealed record RuleReading(DealRule? Rule, IReadOnlyList<RuleProblem> Problems);

/// <summary>
/// Reads a rule by the grammar of <see cref="DealRule"/>. The text may come from anybody: whatever is wrong with it is an answer with its column, never an
/// exception, and behind a mistake it reads on, so that one reading finds what there is.
/// </summary>
public sealed class DealRuleReader
{
    public const int MostCharacters = 1000;
    public const int MostParts = 250;
    public const int DeepestNesting = 20;

    private readonly RuleCursor _cursor;
    private int _depth;

    private DealRuleReader(RuleCursor cursor) => _cursor = cursor;

    public static RuleReading Read(string text)
    {
        var problems = new List<RuleProblem>();
        if (text.Length > MostCharacters) return Refused($"this rule is {text.Length:#,0} characters long; one has at most {MostCharacters:#,0}. Make several criteria of it.");
        if (string.IsNullOrWhiteSpace(text)) return Refused("there is nothing here; it must be a field and its rule, as in `amount > 0`.");
        var tokens = RuleTokens.Of(text, problems);
        if (tokens.Count > MostParts) return Refused($"this rule has {tokens.Count} words and signs; one has at most {MostParts}. Make several criteria of it.");
        var rule = new DealRuleReader(new RuleCursor(text, tokens, problems)).Whole();
        return problems.Count == 0 ? new RuleReading(rule, []) : new RuleReading(null, [.. problems.OrderBy(p => p.Column)]);
    }

    private static RuleReading Refused(string sentence) => new(null, [new RuleProblem(1, sentence)]);

    private DealRule? Whole()
    {
        var rule = Either();
        while (!_cursor.IsAtEnd)
        {
            // only a bracket that nothing opened stops a rule before its end
            _cursor.Note(_cursor.Next(), "this bracket was never opened.");
            if (_cursor.Take("and") || _cursor.Take("or")) Either();
            else if (!_cursor.IsAtJoint) Misplaced();
        }
        return rule;
    }

    private DealRule? Either()
    {
        var rule = Both();
        while (_cursor.Take("or")) rule = Both() is { } second && rule is not null ? new DealRule.Either(rule, second) : null;
        return rule;
    }

    private DealRule? Both()
    {
        var rule = Single();
        while (_cursor.Take("and")) rule = Single() is { } second && rule is not null ? new DealRule.Both(rule, second) : null;
        return rule;
    }

    private DealRule? Single()
    {
        if (_depth == DeepestNesting)
        {
            _cursor.Note(_cursor.Peek, $"from here on it is nested deeper than {DeepestNesting} times. Make several criteria of it.");
            _cursor.GiveUp();
            return null;
        }
        _depth++;
        var rule = _cursor.Take("not") ? Single() is { } turned ? new DealRule.Not(turned) : null
            : _cursor.Peek.Kind == RuleTokenKind.Open ? Bracketed()
            : new ComparisonReader(_cursor).Read();
        _depth--;
        if (rule is null) _cursor.SkipToJoint();
        else if (!_cursor.IsAtJoint) Misplaced();
        return rule;
    }

    private DealRule? Bracketed()
    {
        var open = _cursor.Next();
        var rule = Either();
        if (_cursor.Peek.Kind == RuleTokenKind.Close) _cursor.Next();
        else if (!_cursor.GaveUp) _cursor.Note(open, "this bracket is never closed.");
        return rule;
    }

    private void Misplaced()
    {
        _cursor.Note(_cursor.Peek, $"{_cursor.Peek.Shown} does not belong here: comparisons are joined by `and` or `or`.");
        _cursor.SkipToJoint();
    }
}
