using System.Collections.Frozen;
using System.Globalization;

namespace BotCoach.Recaps;

/// <summary>The names, numbers, sums and dates in a line: what has to stand in the cues it cites.</summary>
internal static class CitedFacts
{
    private static readonly FrozenDictionary<string, decimal> Numbers = new Dictionary<string, decimal>
    {
        ["two"] = 2, ["three"] = 3, ["four"] = 4, ["five"] = 5, ["six"] = 6, ["seven"] = 7, ["eight"] = 8, ["nine"] = 9, ["ten"] = 10, ["eleven"] = 11, ["twelve"] = 12,
        ["thirteen"] = 13, ["fourteen"] = 14, ["fifteen"] = 15, ["sixteen"] = 16, ["seventeen"] = 17, ["eighteen"] = 18, ["nineteen"] = 19, ["twenty"] = 20, ["thirty"] = 30, ["forty"] = 40,
        ["fifty"] = 50, ["sixty"] = 60, ["seventy"] = 70, ["eighty"] = 80, ["ninety"] = 90, ["dozen"] = 12, ["half"] = 0.5m,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Days = new[]
    {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "april", "june", "july", "august", "september", "october", "november", "december",
        "tomorrow", "today", "tonight",
    }.ToFrozenSet(StringComparer.Ordinal);

    // What follows somebody's name at the head of a sentence.
    private static readonly FrozenSet<string> AfterNames = new[]
    {
        "will", "is", "was", "has", "and", "or", "can", "agreed", "asked", "said", "wants", "needs", "confirmed", "sends", "to", "has", "would", "should", "signs", "approves", "decides", "from", "owns", "leads", "offered", "promised",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> NeverNames = new[]
    {
        "i", "i'll", "i'm", "i've", "i'd", "we", "they", "you", "he", "she", "it", "the", "a", "an", "this", "that", "these", "those", "everyone", "everybody", "nobody", "somebody", "team", "both", "all", "which", "who", "what", "there", "ok", "okay",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The first fact that the words of the cues do not have; null where all are there.</summary>
    public static string? Missing(string text, CitedWords words)
    {
        var parts = text.Split((char[])[' ', '\n', '\t', '—', '–', '/'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < parts.Length; i++)
        {
            var word = Trim(parts[i]);
            if (word.Length == 0) continue;
            var lower = word.ToLowerInvariant().Replace('’', '\'');
            // what is said with its size has to be there in that size: "$5M" does not stand on five people
            if (Values(lower).Any(v => !words.Has(v.Meant * ScaleAt(parts, i + 1)))) return word;
            if (IsSpan(parts, i) && !words.Has(Bare(lower))) return word;
            if (Days.Contains(Bare(lower)) && !words.Has(Bare(lower))) return word;
            if (IsName(parts, i, word, lower) && !words.Has(Bare(lower))) return word;
        }
        return null;
    }

    /// <summary>The values that a word stands for, as said and as meant: "$144K" is 144, and 144000; "2-3M" is 2 and 3, of which the last is 3000000.</summary>
    public static IEnumerable<(decimal Said, decimal Meant)> Values(string lower)
    {
        if (Numbers.TryGetValue(lower, out var worded))
        {
            yield return (worded, worded);
            yield break;
        }
        if (!lower.Any(char.IsAsciiDigit)) yield break;
        for (var i = 0; i < lower.Length; i++)
        {
            if (!char.IsAsciiDigit(lower[i])) continue;
            var to = i;
            while (to < lower.Length && (char.IsAsciiDigit(lower[to]) || (lower[to] is '.' or ',' or ':' && to + 1 < lower.Length && char.IsAsciiDigit(lower[to + 1])))) to++;
            var digits = lower[i..to].Replace(",", "", StringComparison.Ordinal).Replace(':', '.');
            if (decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)) yield return (value, value * Times(lower, to));
            i = to;
        }
    }

    /// <summary>"5 million": what the word behind a number makes of it.</summary>
    public static decimal ScaleAt(string[] parts, int at) => at >= parts.Length ? 1 : Trim(parts[at]).ToLowerInvariant() switch
    {
        "hundred" => 100, "thousand" => 1000, "million" or "mio" or "millions" => 1_000_000, "billion" => 1_000_000_000, _ => 1,
    };

    /// <summary>"next month", "this quarter": a time that has to have been said.</summary>
    private static bool IsSpan(string[] parts, int at) =>
        at > 0 && Trim(parts[at]).ToLowerInvariant() is "week" or "month" or "quarter" or "year" && Trim(parts[at - 1]).ToLowerInvariant() is "next" or "this" or "last";

    private static decimal Times(string lower, int at) =>
        at >= lower.Length || (at + 1 < lower.Length && char.IsLetter(lower[at + 1])) ? 1 : lower[at] switch { 'k' => 1000, 'm' => 1_000_000, _ => 1 };

    private static bool IsName(string[] parts, int at, string word, string lower)
    {
        if (!char.IsUpper(word[0]) || NeverNames.Contains(lower)) return false;
        var isFirst = at == 0 || parts[at - 1][^1] is '.' or '!' or '?' or ':' or '"' or '“' or '*';
        if (!isFirst) return true;
        if (at + 1 >= parts.Length || parts[at][^1] is ':' or '.' or ',' or '!' or '?') return false;
        var next = Trim(parts[at + 1]);
        return lower.EndsWith("'s", StringComparison.Ordinal) || (next.Length > 0 && char.IsUpper(next[0]) && !NeverNames.Contains(next.ToLowerInvariant())) || AfterNames.Contains(next.ToLowerInvariant());
    }

    internal static string Bare(string lower)
    {
        if (lower.EndsWith("'s", StringComparison.Ordinal)) return lower[..^2];
        return lower.EndsWith('\'') ? lower[..^1] : lower;
    }

    internal static string Trim(string part) => part.Trim('.', ',', ';', ':', '!', '?', '"', '(', ')', '[', ']', '*', '“', '”', '…', '\'', '’');
}

/// <summary>The words and values of some cues, with who says them.</summary>
internal sealed class CitedWords
{
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly HashSet<decimal> _values = [];

    private readonly List<CitedWords> _others = [];

    public bool Has(string word) => _words.Contains(word) || _others.Exists(o => o.Has(word));

    public bool Has(decimal value) => _values.Contains(value) || _others.Exists(o => o.Has(value));

    public void Add(CitedWords other) => _others.Add(other);

    public void Add(string? text)
    {
        if (text is null) return;
        var parts = text.Split((char[])[' ', '\n', '\t', '—', '–', '/'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < parts.Length; i++)
        {
            var lower = CitedFacts.Trim(parts[i]).ToLowerInvariant().Replace('’', '\'');
            if (lower.Length == 0) continue;
            _words.Add(CitedFacts.Bare(lower));
            foreach (var inner in lower.Split('-')) _words.Add(inner);
            foreach (var (said, meant) in CitedFacts.Values(lower))
            {
                _values.Add(said);
                _values.Add(meant);
                _values.Add(meant * CitedFacts.ScaleAt(parts, i + 1));
            }
        }
    }
}
