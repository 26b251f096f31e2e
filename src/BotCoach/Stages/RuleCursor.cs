namespace BotCoach.Stages;

/// <summary>How far a rule has been read, and what was noted of it.</summary>
internal sealed class RuleCursor(string text, List<RuleToken> tokens, List<RuleProblem> problems)
{
    private int _at;

    public RuleToken Peek => tokens[_at];

    public bool IsAtEnd => Peek.Kind == RuleTokenKind.End;

    /// <summary>Here a comparison may end.</summary>
    public bool IsAtJoint => Peek.Kind is RuleTokenKind.End or RuleTokenKind.Close || Peek.Says("and") || Peek.Says("or");

    /// <summary>It was too deep to be read on.</summary>
    public bool GaveUp { get; private set; }

    public RuleToken Next() => IsAtEnd ? Peek : tokens[_at++];

    public bool Take(string word)
    {
        if (!Peek.Says(word)) return false;
        _at++;
        return true;
    }

    public void Note(RuleToken at, string sentence)
    {
        if (!GaveUp) problems.Add(new RuleProblem(at.At + 1, sentence));
    }

    /// <summary>What was read from there on, as it was written.</summary>
    public string Since(RuleToken from) => text[from.At..Math.Max(from.End, _at == 0 ? 0 : tokens[_at - 1].End)];

    /// <summary>Passes over what cannot be understood, up to where the next comparison may begin.</summary>
    public void SkipToJoint()
    {
        for (var open = 0; !IsAtEnd && (open > 0 || !IsAtJoint); _at++)
            open += Peek.Kind switch { RuleTokenKind.Open => 1, RuleTokenKind.Close => -1, _ => 0 };
    }

    public void GiveUp() => (GaveUp, _at) = (true, tokens.Count - 1);
}
