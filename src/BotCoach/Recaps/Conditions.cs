using System.Collections.Frozen;

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

    private static readonly string[] GermanHeads =
    [
        "nur wenn", "erst wenn", "erst, wenn", "erst nachdem", "wenn", "sobald", "sofern", "vorausgesetzt", "unter der bedingung", "unter vorbehalt", "vorbehaltlich", "es sei denn", "abhängig von", "solange", "nur falls", "falls",
    ];

    private static readonly string[] All = [.. Words, .. GermanHeads];

    // "it falls on a Monday"
    private static readonly string[] EnglishToo = ["falls", "solange"];

    // What is not to be before them is to be after them: "not until legal agrees".
    private static readonly string[] Ends = ["until", "unless", "es sei denn", "solange"];

    private static readonly string[] Polite =
    [
        "if that would be helpful", "if that'd be helpful", "if that's helpful", "if that helps", "if that would", "if that'd", "if that works", "if it helps", "if you like", "if you'd like", "if you want", "if you don't mind", "if you can", "if you could", "if you would",
        "if possible", "if that's okay", "if that's ok", "if that works", "if i may", "if i'm hearing", "if not", "if you have any questions", "if anything", "once again", "once a", "once more", "at once", "as if", "if useful",
        "if you guys", "if you have time", "if you need", "as soon as possible", "as soon as i can",
        "wenn sie möchten", "wenn du möchtest", "wenn ihr möchtet", "wenn sie wollen", "wenn du willst", "wenn du magst", "wenn ihr wollt", "wenn das hilft", "wenn das ok", "wenn das passt", "wenn es passt", "wenn es ihnen", "wenn möglich", "wenn ich darf",
        "wenn ich das richtig", "wenn sie fragen", "wenn du fragen", "falls sie fragen", "falls gewünscht", "falls möglich", "falls nötig", "sobald wie möglich", "wenn nicht", "falls nicht",
    ];

    // A no to the deed itself; "we do not want to lose time" is none.
    private static readonly string[] Negations =
    [
        "will not", "won't", "not going to", "cannot", "can't", "can not", "never", "no longer", "shall not", "not be able", "unable", "not able", "do not plan", "don't plan", "refuse", "refused", "decline", "declined", "not send",
        "not sign", "not want you to", "don't want you to", "don't send", "do not send", "don't call", "do not call", "aren't going to", "isn't going to", "don't intend", "do not intend", "not willing", "unwilling", "not prepared to", "not before",
        "auf keinen fall", "niemals", "nicht mehr", "nicht vor", "nicht bevor", "werden nicht", "werde nicht", "können nicht", "kann nicht", "wollen nicht", "will nicht", "dürfen nicht", "darf nicht",
    ];

    private static readonly FrozenSet<string> GermanWords = new[]
    {
        "der", "das", "und", "ist", "nicht", "wir", "ich", "sie", "ein", "eine", "mit", "für", "dem", "haben", "auch", "wird", "werden", "noch", "dann", "schon", "aber", "oder", "ihnen", "uns", "ihr", "es", "zu", "wenn", "sobald", "kein", "keine", "keinen", "falls",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

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
        foreach (var word in All)
        {
            for (var from = 0; from < sentence.Length;)
            {
                var at = sentence[from..].IndexOf(word, StringComparison.OrdinalIgnoreCase);
                if (at < 0) break;
                at += from;
                if (Writing.Words.AreWhole(sentence, at, word.Length) && !IsPolite(sentence, at) && (!EnglishToo.Contains(word) || IsGerman(sentence)) && (best < 0 || at < best)) best = at;
                from = at + word.Length;
            }
        }
        return best;
    }

    /// <summary>The text without its condition, whose own no is none to the deed.</summary>
    public static string Without(string text)
    {
        var at = FindAt(text);
        return at < 0 ? text : text.Remove(at, Clause(text.AsSpan(at)));
    }

    /// <summary>Whether a deed that is refused on this condition is refused up to it, and no longer.</summary>
    public static bool IsEnd(string condition) => Array.Exists(Ends, e => condition.StartsWith(e, StringComparison.OrdinalIgnoreCase));

    /// <summary>"not until legal agrees", "nicht, es sei denn, die IT stimmt zu".</summary>
    public static string Refused(string end) => GermanHead(end) > 0 ? $"nicht, {Chat.Wording.LowerFirst(end)}" : $"not {Chat.Wording.LowerFirst(end)}";

    /// <summary>Whether a sentence shows by its small words that it is German.</summary>
    public static bool IsGerman(ReadOnlySpan<char> text)
    {
        var seen = 0;
        foreach (var part in text.SplitAny(" ,.!?;:"))
            if (text[part] is var word && word.Length is >= 2 and <= 6 && GermanWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word)) seen++;
        return seen > 1;
    }

    public static bool IsNegated(ReadOnlySpan<char> text)
    {
        if (IsGerman(text) && (EndsInNo(text) || SaysNone(text))) return true;
        foreach (var word in Negations)
        {
            var at = IndexOfPlain(text, word);
            if (at >= 0 && Writing.Words.AreWhole(text, at, word.Length)) return true;
        }
        return false;
    }

    // "Wir schicken es nicht", "wir werden den Vertrag nicht unterschreiben": the no stands last, or before the deed that does.
    private static bool EndsInNo(ReadOnlySpan<char> text)
    {
        var at = Writing.Words.FindWhole(text, "nicht");
        if (at < 0) return false;
        var rest = text[(at + 5)..];
        if (rest.IndexOfAny(",.;!?") is >= 0 and var end) rest = rest[..end];
        return rest.Trim().Count(' ') == 0;
    }

    // "Wir schicken kein Angebot", but "kein Problem"
    private static bool SaysNone(ReadOnlySpan<char> text)
    {
        foreach (var none in (string[])["kein", "keine", "keinen"])
        {
            if (Writing.Words.FindWhole(text, none) is not (>= 0 and var at)) continue;
            var rest = text[(at + none.Length)..].TrimStart();
            var isPolite = false;
            foreach (var polite in (string[])["problem", "thema", "frage", "ahnung", "sorge", "zweifel", "ding", "stress"]) isPolite |= rest.StartsWith(polite, StringComparison.OrdinalIgnoreCase);
            if (!isPolite) return true;
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
        var german = GermanHead(text);
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] is '.' or ';' or '!' or '?' or '—' && (i + 1 == text.Length || !char.IsDigit(text[i + 1]))) return i;
            if (text[i] != ',') continue;
            var rest = text[(i + 1)..].TrimStart();
            // in German every clause has its comma; "erst, wenn" is one word
            if (german > 0 && i > german) return i;
            foreach (var next in (string[])["i ", "i'", "i’", "we ", "we'", "we’", "then ", "you ", "he ", "she ", "they ", "let", "but ", "so ", "and i", "and we", "please", "my ", "our ", "send", "the "])
                if (rest.StartsWith(next, StringComparison.OrdinalIgnoreCase)) return i;
        }
        return text.Length;
    }

    private static int GermanHead(ReadOnlySpan<char> text)
    {
        var longest = 0;
        foreach (var head in GermanHeads) if (head.Length > longest && text.StartsWith(head, StringComparison.OrdinalIgnoreCase)) longest = head.Length;
        return longest;
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
