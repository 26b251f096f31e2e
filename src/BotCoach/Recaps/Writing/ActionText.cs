using BotCoach.Chat;

namespace BotCoach.Recaps.Writing;

/// <summary>The deed in the words of the call: without the run-up to it, from the verb on where the verb is clear.</summary>
internal static class ActionText
{
    private const int Longest = 200;
    private static readonly string[] Clauses = [", but ", ", so that ", ". ", "; ", " because ", ", i think", ", and that ", ", which ", ", and then we"];

    private static readonly HashSet<string> RunUp = new(StringComparer.Ordinal)
    {
        "so", "and", "okay", "well", "but", "yeah", "yes", "alright", "right", "perfect", "great", "sure", "now", "absolutely", "got", "sounds", "good", "of", "course", "anyway", "like", "please",
    };

    public static string Of(Said said)
    {
        var from = Start(said) - said.Range.GetOffsetAndLength(said.Text.Length).Offset;
        var text = said.Text.AsSpan()[said.Range];
        var span = text[Math.Clamp(from, 0, text.Length)..].Trim();
        if (Conditions.FindAt(span) is > 8 and var condition && Conditions.In(span) is { } clause && condition + clause.Length >= span.TrimEnd(" .,!?").Length) span = span[..condition];
        if (PoliteAt(span) is > 8 and var polite) span = span[..polite];
        foreach (var cut in Clauses)
            if (span.IndexOf(cut, StringComparison.OrdinalIgnoreCase) is > 12 and var at) span = span[..at];
        return Capital(WithoutWhom(Clean(WithoutStage(span.Trim(" ,;.?!-*\"”“"), "*").ToString())));
    }

    /// <summary>Without the day that was asked for, where another was promised.</summary>
    public static string Without(string action, string day)
    {
        var at = action.IndexOf(day, StringComparison.OrdinalIgnoreCase);
        if (at <= 0) return action;
        var rest = (action[..at].TrimEnd() + action[(at + day.Length)..]).TrimEnd(' ', ',');
        foreach (var tie in (string[])[" by", " on", " before", " until", " at"]) if (rest.EndsWith(tie, StringComparison.OrdinalIgnoreCase)) return rest[..^tie.Length];
        return rest;
    }

    /// <summary>"Demo: Tuesday at 3".</summary>
    public static string Meeting(Said said, string? noun, string? when)
    {
        if (when is null) return Of(said);
        noun ??= StepFinder.MeetingNoun(said) ?? "meeting";
        return Capital($"{(noun is "video" or "presentation" or "lunch" or "pilot" ? "meeting" : noun)}: {when}");
    }

    /// <summary>After "I'll", "you're going to", "can you"; a duty ("we have to") and a name keep their words, and so does a sentence whose matter stands before.</summary>
    private static int Start(Said said)
    {
        var words = said.Words;
        var first = 0;
        while (first < words.Length - 1 && RunUp.Contains(words[first].Word)) first++;
        var binds = said.BindsAt;
        if (binds < 0 || binds + said.BindsLength >= words.Length || !said.Has(Mark.CommitI | Mark.LetMe | Mark.Assign | Mark.Ask | Mark.Offer | Mark.MustI | Mark.MustWe)) return words[first].From;
        if (words[binds].Word is not ("i" or "let" or "we" or "you" or "can" or "could" or "would" or "will" or "if")) return words[first].From;
        if (words[first].Word is "in" or "meanwhile" or "after" && binds - first <= 3 && said.Has(Mark.NextTime | Mark.Due)) first = binds;
        if (binds > first && !EndsClause(said.Text, words[binds - 1].To) && binds - first > 1) return words[first].From;
        var at = binds + Bind(words, binds);
        return words[at < words.Length ? at : first].From;
    }

    private static bool EndsClause(string text, int at) => at < text.Length && text[at] is ',' or '.' or '?' or '!' or ';' or ':' or '—' or '-';

    // The words that only bind; the deed itself stays, though some phrases hold it.
    private static int Bind(Token[] words, int at)
    {
        var i = at;
        while (i < words.Length && words[i].Word is "i" or "if" or "we" or "you" or "will" or "shall" or "am" or "are" or "going" or "to" or "can" or "could" or "would" or "let" or "me" or "us" or "want" or "need" or "like" or "him" or "her" or "them" or "guys" or "please" or "should" or "must" or "able" or "happy" or "glad" or "be" or "have")
        {
            // "have our security lead send it"
            if (words[i].Word == "have" && i + 1 < words.Length && words[i + 1].Word is "our" or "my" or "the" or "a" or "someone" or "somebody") break;
            i++;
        }
        return i - at;
    }

    // To whom it goes is on the card already: "Send you our white paper" is what somebody else says.
    private static string WithoutWhom(string text)
    {
        if (text.EndsWith(" please", StringComparison.OrdinalIgnoreCase)) text = text[..^7].TrimEnd(',', ' ');
        var parts = text.Split(' ', 4);
        return parts.Length >= 3 && parts[1].ToLowerInvariant() is "you" or "me" or "us" && parts[0].ToLowerInvariant() is "send" or "email" or "share" or "give" or "forward" or "show" or "bring"
            ? $"{parts[0]} {text[(parts[0].Length + parts[1].Length + 2)..]}" : text;
    }

    private static int PoliteAt(ReadOnlySpan<char> text)
    {
        foreach (var polite in (string[])[" if that", " if it helps", " if you like", " if you want", " if possible"])
            if (text.IndexOf(polite, StringComparison.OrdinalIgnoreCase) is > 0 and var at && Conditions.In(text[at..]) is null) return at;
        return -1;
    }

    private static ReadOnlySpan<char> WithoutStage(ReadOnlySpan<char> text, string mark)
    {
        // "*laughs*" is nothing that anybody does next.
        if (!text.StartsWith(mark) || text[1..].IndexOf(mark) is not (> 0 and var end)) return text;
        return text[(end + 2)..].Trim();
    }

    /// <summary>Without sounds and without the same word twice.</summary>
    internal static string Clean(string text)
    {
        var parts = text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var kept = new List<string>(parts.Length);
        foreach (var part in parts)
        {
            if (part.TrimEnd(',', '.', '…').ToLowerInvariant() is "um" or "uh" or "er" or "erm" or "mm" or "hmm") continue;
            if (kept.Count > 0 && part.Length > 1 && kept[^1].Equals(part, StringComparison.OrdinalIgnoreCase)) continue;
            kept.Add(part);
        }
        return string.Join(' ', kept).Trim(' ', ',');
    }

    private static string Capital(string text)
    {
        if (text.Length == 0) return text;
        text = Wording.ShortAtWord(text, Longest);
        return char.ToUpperInvariant(text[0]) + text[1..];
    }
}
