namespace BotCoach.Recaps;

/// <summary>
/// The condition in what somebody promised ("once legal has signed off", "on hold until the budget is confirmed"), and whether they said no. Politeness
/// ("if that would be helpful") is no condition.
/// </summary>
public static class Conditions
{
    private static readonly string[] Words =
    [
        "on hold until", "on hold", "only if", "only when", "only once", "only after", "unless", "until", "as soon as", "as long as", "provided that", "provided", "assuming", "subject to",
        "depending on", "depends on", "contingent on", "conditional on", "pending", "in case", "once", "if",
    ];

    private static readonly string[] Polite =
    [
        "if that would be helpful", "if that'd be helpful", "if that's helpful", "if that helps", "if that would", "if that'd", "if that works", "if it helps", "if you like", "if you'd like", "if you want", "if you don't mind", "if you can", "if you could", "if you would",
        "if possible", "if that's okay", "if that's ok", "if that works", "if i may", "if i'm hearing", "if not", "if you have any questions", "if anything", "once again", "once a", "once more", "at once", "as if", "if useful",
        "if you guys", "if you have time", "if you need", "as soon as possible", "as soon as i can",
    ];

    // A no to the deed itself; "we do not want to lose time" is none.
    private static readonly string[] Negations =
    [
        "will not", "won't", "not going to", "cannot", "can't", "can not", "never", "no longer", "shall not", "not be able", "unable", "not able", "do not plan", "don't plan", "refuse", "refused", "decline", "declined", "not send",
        "not sign", "not want you to", "don't want you to", "don't send", "do not send", "don't call", "do not call",
    ];

    /// <summary>The clause of the condition as it was said; null where there is none.</summary>
    public static string? In(ReadOnlySpan<char> sentence)
    {
        var at = FindAt(sentence);
        return at < 0 ? null : string.Join(' ', sentence[at..(at + Clause(sentence[at..]))].Trim(" ,;.!?\"”*").ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Where a condition begins; -1 where there is none.</summary>
    public static int FindAt(ReadOnlySpan<char> sentence)
    {
        var best = -1;
        foreach (var word in Words)
        {
            for (var from = 0; from < sentence.Length;)
            {
                var at = sentence[from..].IndexOf(word, StringComparison.OrdinalIgnoreCase);
                if (at < 0) break;
                at += from;
                if (Writing.Words.AreWhole(sentence, at, word.Length) && !IsPolite(sentence, at) && (best < 0 || at < best)) best = at;
                from = at + word.Length;
            }
        }
        return best;
    }

    public static bool IsNegated(ReadOnlySpan<char> text)
    {
        foreach (var word in Negations)
        {
            var at = IndexOfPlain(text, word);
            if (at >= 0 && Writing.Words.AreWhole(text, at, word.Length)) return true;
        }
        return false;
    }

    private static int IndexOfPlain(ReadOnlySpan<char> text, string word)
    {
        var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        return at >= 0 || !word.Contains('\'') ? at : text.IndexOf(word.Replace('\'', '’'), StringComparison.OrdinalIgnoreCase);
    }

    // At the head of a sentence the condition ends where the promise begins; else with its clause.
    private static int Clause(ReadOnlySpan<char> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] is '.' or ';' or '!' or '?' or '—' && (i + 1 == text.Length || !char.IsDigit(text[i + 1]))) return i;
            if (text[i] != ',') continue;
            var rest = text[(i + 1)..].TrimStart();
            foreach (var next in (string[])["i ", "i'", "i’", "we ", "we'", "we’", "then ", "you ", "he ", "she ", "they ", "let", "but ", "so ", "and i", "and we", "please", "my ", "our ", "send", "the "])
                if (rest.StartsWith(next, StringComparison.OrdinalIgnoreCase)) return i;
        }
        return text.Length;
    }

    private static bool IsPolite(ReadOnlySpan<char> sentence, int at)
    {
        var rest = sentence[at..];
        foreach (var polite in Polite)
        {
            if (rest.StartsWith(polite, StringComparison.OrdinalIgnoreCase)) return true;
            if (polite.Contains('\'') && rest.StartsWith(polite.Replace('\'', '’'), StringComparison.OrdinalIgnoreCase)) return true;
        }
        return at > 2 && (sentence[(at - 3)..].StartsWith("as if", StringComparison.OrdinalIgnoreCase) || sentence[(at - 3)..].StartsWith("at once", StringComparison.OrdinalIgnoreCase));
    }
}
