using System.Collections.Frozen;

namespace BotCoach.Recaps.Writing;

/// <summary>A word in lower case and where it stands in its text; a contraction is two words in one place.</summary>
internal readonly record struct Token(string Word, int From, int To);

/// <summary>Takes text apart into sentences and words. Sounds that mean nothing are left out of the words, never out of the text.</summary>
internal sealed class Words
{
    private const int LongestWord = 40;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<Token> _tokens = [];

    private static readonly FrozenSet<string> Sounds = new[] { "um", "uh", "mm", "er", "erm", "hmm", "mm-hmm", "uh-huh", "ah", "oh", "eh" }.ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string> Adverbs = new[]
    {
        "just", "also", "basically", "really", "actually", "definitely", "certainly", "quickly", "probably", "then", "still", "only", "kindly", "simply", "gladly", "already",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> Short = new Dictionary<string, string[]>
    {
        ["gonna"] = ["going", "to"], ["wanna"] = ["want", "to"], ["gotta"] = ["got", "to"], ["let's"] = ["let", "us"], ["lets"] = ["let", "us"],
        ["can't"] = ["can", "not"], ["cannot"] = ["can", "not"], ["won't"] = ["will", "not"], ["shan't"] = ["shall", "not"], ["ain't"] = ["is", "not"], ["ok"] = ["okay"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The sentences of a text: where each begins and ends.</summary>
    public static IEnumerable<Range> Sentences(string text)
    {
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                var (line, next) = (i, AfterBlanks(text, i));
                i = text.LastIndexOf('\n', next - 1, next - i);
                if (!EndsLine(text, line, next)) continue;
            }
            else if (text[i] is not ('.' or '!' or '?' or '…') || (i + 1 < text.Length && !EndsBefore(text, i + 1))) continue;
            if (HasLetters(text.AsSpan(from, i + 1 - from))) yield return from..(i + 1);
            from = i + 1;
        }
        if (from < text.Length && HasLetters(text.AsSpan(from))) yield return from..text.Length;
    }

    /// <summary>Whether what stands there begins and ends with no part of a word: "once", but not that of "nonce".</summary>
    public static bool AreWhole(ReadOnlySpan<char> text, int at, int length) =>
        (at == 0 || !char.IsLetterOrDigit(text[at]) || !char.IsLetterOrDigit(text[at - 1]))
        && (at + length >= text.Length || !char.IsLetterOrDigit(text[at + length - 1]) || !char.IsLetterOrDigit(text[at + length]));

    /// <summary>Where a word, or words, stand whole in a text from there on; -1 where they do not.</summary>
    public static int FindWhole(ReadOnlySpan<char> text, ReadOnlySpan<char> words, int from = 0, StringComparison how = StringComparison.OrdinalIgnoreCase)
    {
        while (from < text.Length && text[from..].IndexOf(words, how) is >= 0 and var ahead)
        {
            if (AreWhole(text, from + ahead, words.Length)) return from + ahead;
            from += ahead + 1;
        }
        return -1;
    }

    public Token[] Of(string text, Range range)
    {
        _tokens.Clear();
        var (start, length) = range.GetOffsetAndLength(text.Length);
        for (int i = start, end = start + length; i < end;)
        {
            if (!char.IsLetterOrDigit(text[i]) && text[i] is not ('$' or '€' or '£'))
            {
                i++;
                continue;
            }
            var to = i + 1;
            while (to < end && (char.IsLetterOrDigit(text[to]) || IsInside(text, to, end))) to++;
            Add(text.AsSpan(i, to - i), i, to);
            i = to;
        }
        return [.. _tokens];
    }

    // A line that a page wrapped goes on; a list's line, or one after a full stop or a colon, begins anew.
    private static bool EndsLine(string text, int at, int next)
    {
        if (next == text.Length || text[next] is '-' or '*' or '•') return true;
        while (at > 0 && char.IsWhiteSpace(text[at])) at--;
        return text[at] is ':' or '.' or '!' or '?' or ';';
    }

    private static int AfterBlanks(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        return at;
    }

    private static bool EndsBefore(string text, int next)
    {
        if (!char.IsWhiteSpace(text[next]) && text[next] is not ('"' or '”' or ')' or '*')) return false;
        while (next < text.Length && (char.IsWhiteSpace(text[next]) || text[next] is '"' or '”' or ')')) next++;
        return next == text.Length || !char.IsLower(text[next]);
    }

    private static bool HasLetters(ReadOnlySpan<char> text)
    {
        foreach (var c in text) if (char.IsLetterOrDigit(c)) return true;
        return false;
    }

    private static bool IsInside(string text, int at, int end) => text[at] switch
    {
        '\'' or '’' or '-' or '_' or '&' => at + 1 < end && char.IsLetterOrDigit(text[at + 1]),
        '.' or ',' or ':' => at + 1 < end && char.IsDigit(text[at - 1]) && char.IsDigit(text[at + 1]),
        '%' => char.IsDigit(text[at - 1]),
        _ => false,
    };

    private void Add(ReadOnlySpan<char> raw, int from, int to)
    {
        if (raw.Length > LongestWord) raw = raw[..LongestWord];
        Span<char> lower = stackalloc char[LongestWord];
        raw.ToLowerInvariant(lower);
        lower = lower[..raw.Length];
        lower.Replace('’', '\'');
        var word = Intern(lower);
        if (Sounds.Contains(word) || Adverbs.Contains(word)) return;
        if (Short.TryGetValue(word, out var parts))
        {
            foreach (var part in parts) _tokens.Add(new Token(part, from, to));
            return;
        }
        var quote = word.LastIndexOf('\'');
        if (quote > 0 && Ending(word.AsSpan(quote + 1), word, quote) is { } ending)
        {
            _tokens.Add(new Token(Intern(word.AsSpan(0, ending == "not" ? quote - 1 : quote)), from, to));
            _tokens.Add(new Token(ending, from, to));
        }
        else _tokens.Add(new Token(word, from, to));
    }

    private static string? Ending(ReadOnlySpan<char> end, string word, int quote) => end switch
    {
        "ll" => "will", "re" => "are", "m" => "am", "ve" => "have", "d" => "would",
        "t" when word[quote - 1] == 'n' && quote > 1 => "not",
        "s" when word is "it's" or "that's" or "what's" or "there's" or "here's" or "he's" or "she's" or "who's" or "where's" => "is",
        "s" => "'s",
        _ => null,
    };

    private string Intern(ReadOnlySpan<char> word)
    {
        var lookup = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(word, out var known)) return known;
        _known.Add(known = word.ToString());
        return known;
    }
}
