using System.Collections.Frozen;
using System.Globalization;

namespace BotCoach.Recaps;

/// <summary>The names, numbers, sums and dates in a line: what has to stand in the cues it cites.</summary>
internal static class CitedFacts
{
    // nobody says more; and what is multiplied has to stay a number
    private const decimal Largest = 1_000_000_000_000_000;

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
    /// <param name="currency">The deal's: a sum of it may stand on a number said without any.</param>
    public static string? Missing(string text, CitedWords words, string? currency = null)
    {
        if (Links(text).FirstOrDefault(l => !words.Has(l)) is { } link) return link;
        var parts = Parts(text);
        for (var i = 0; i < parts.Length; i++)
        {
            var word = Trim(parts[i]);
            if (word.Length == 0) continue;
            var lower = word.ToLowerInvariant().Replace('’', '\'');
            // what is said with its size has to be there in that size: "$5M" does not stand on five people
            if (IsNumber(lower) && Values(lower).Any(v => !Units.At(parts, i).Any(unit => Stands(v.Meant * ScaleAt(parts, i + 1), unit, Units.MayBeSum(parts, i), words, currency)))) return word;
            if (IsSpan(parts, i) && !words.Has(Bare(lower))) return word;
            if (Days.Contains(Bare(lower)) && !words.Has(Bare(lower))) return word;
            if (IsName(parts, i, word, lower) && !words.Has(Bare(lower))) return word;
        }
        return null;
    }

    internal static string[] Parts(string text) => text.Split((char[])[' ', '\n', '\t', '\u00a0', '\u202f', '—', '–', '/'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Addresses of pages and mail in a text: nobody is sent to one that was not said.</summary>
    internal static IEnumerable<string> Links(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(w => Trim(w).ToLowerInvariant().TrimEnd('/', '>').TrimStart('<'))
            .Where(w => w.Contains("://", StringComparison.Ordinal) || w.StartsWith("www.", StringComparison.Ordinal) || (w.IndexOf('@') is > 0 and var at && w.IndexOf('.', at) > 0) || IsDomain(w));

    internal static bool IsNumber(string lower) => Numbers.ContainsKey(lower) || lower.AsSpan().IndexOfAnyInRange('0', '9') >= 0 || (lower.IndexOf('-') is > 0 and var dash && Numbers.ContainsKey(lower[..dash]));

    private static bool IsDomain(string word) =>
        word.Split('/')[0].Split('.') is { Length: > 1 } labels && labels.All(l => l.Length > 0 && l.All(c => char.IsLetterOrDigit(c) || c == '-'))
        && labels[^1] is "com" or "net" or "org" or "io" or "ai" or "co" or "de" or "eu" or "uk" or "us" or "ru" or "cn" or "info" or "biz" or "app" or "dev" or "me" or "link" or "click" or "xyz" or "site" or "online" or "example";

    /// <summary>Said in that currency, or as that per cent. A sum may leave its currency away; one that was said without any may be of the deal's, where no other is spoken of.</summary>
    private static bool Stands(decimal value, string unit, bool mayBeSum, CitedWords words, string? currency)
    {
        if (unit == Units.None) return words.Has(value, Units.None) || (mayBeSum && words.HasSum(value, null));
        if (unit == Units.Percent) return words.Has(value, unit);
        if (words.HasSum(value, unit)) return true;
        var isTheirs = words.Says(unit) || (currency is not null && Units.In(currency.ToLowerInvariant()) is { } deals && Units.AreSame(deals, unit));
        return isTheirs && !words.SaysOtherThan(unit) && words.Has(value, Units.None);
    }

    /// <summary>The values that a word stands for, as said and as meant: "$144K" is 144, and 144000; "2-3M" is 2 and 3, of which the last is 3000000.</summary>
    public static IEnumerable<(decimal Said, decimal Meant)> Values(string lower)
    {
        if (Numbers.TryGetValue(lower, out var worded))
        {
            yield return (worded, worded);
            yield break;
        }
        // "a twenty-percent discount"
        if (lower.IndexOf('-') is > 0 and var dash && Numbers.TryGetValue(lower[..dash], out var joined))
        {
            if (joined >= 20 && Numbers.TryGetValue(lower[(dash + 1)..], out var ones) && ones < 10) joined += ones;
            yield return (joined, joined);
            yield break;
        }
        if (!lower.Any(char.IsAsciiDigit)) yield break;
        for (var i = 0; i < lower.Length; i++)
        {
            if (!char.IsAsciiDigit(lower[i])) continue;
            var to = i;
            while (to < lower.Length && (char.IsAsciiDigit(lower[to]) || (lower[to] is '.' or ',' or ':' && to + 1 < lower.Length && char.IsAsciiDigit(lower[to + 1])))) to++;
            var digits = lower[i..to].Replace(",", "", StringComparison.Ordinal).Replace(':', '.');
            if (decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)) yield return (Math.Min(value, Largest), Math.Min(Math.Min(value, Largest) * Times(lower, to), Largest));
            i = to;
        }
    }

    /// <summary>"5 million": what the word behind a number makes of it.</summary>
    public static decimal ScaleAt(string[] parts, int at) => at < 0 || at >= parts.Length ? 1 : Trim(parts[at]).ToLowerInvariant() switch
    {
        "hundred" => 100, "thousand" or "grand" or "k" or "tausend" or "tsd" => 1000, "million" or "mio" or "millions" or "millionen" => 1_000_000, "billion" or "mrd" or "milliarden" => 1_000_000_000, _ => 1,
    };

    /// <summary>"next month", "this quarter": a time that has to have been said.</summary>
    private static bool IsSpan(string[] parts, int at) =>
        at > 0 && Trim(parts[at]).ToLowerInvariant() is "week" or "month" or "quarter" or "year" && Trim(parts[at - 1]).ToLowerInvariant() is "next" or "this" or "last";

    private static decimal Times(string lower, int at) =>
        at >= lower.Length || (at + 1 < lower.Length && char.IsLetter(lower[at + 1])) ? 1 : lower[at] switch { 'k' => 1000, 'm' => 1_000_000, _ => 1 };

    private static bool IsName(string[] parts, int at, string word, string lower)
    {
        if (!char.IsUpper(word[0]) || NeverNames.Contains(lower) || IsMoney(parts, at, lower)) return false;
        var isFirst = at == 0 || parts[at - 1][^1] is '.' or '!' or '?' or ':' or '"' or '“' or '*';
        if (!isFirst) return true;
        if (at + 1 >= parts.Length || parts[at][^1] is ':' or '.' or ',' or '!' or '?') return false;
        var next = Trim(parts[at + 1]);
        return lower.EndsWith("'s", StringComparison.Ordinal) || (next.Length > 0 && char.IsUpper(next[0]) && !NeverNames.Contains(next.ToLowerInvariant())) || AfterNames.Contains(next.ToLowerInvariant());
    }

    // "40,000 Euro", "EUR 40,000", "40,000 US dollars"
    private static bool IsMoney(string[] parts, int at, string lower)
    {
        bool IsAt(int place, Func<string, bool> so) => place >= 0 && place < parts.Length && so(Trim(parts[place]).ToLowerInvariant());
        if (IsAt(at + 1, next => Units.IsOfLand(lower, next))) return true;
        return Units.In(lower) is not null && (IsNumber(lower) || IsAt(at - 1, IsNumber) || IsAt(at + 1, IsNumber) || ScaleAt(parts, at - 1) != 1);
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
    private readonly HashSet<(decimal Value, string Unit)> _values = [];
    private readonly HashSet<string> _currencies = new(StringComparer.Ordinal);

    private readonly List<CitedWords> _others = [];

    public bool Has(string word) => _words.Contains(word) || _others.Exists(o => o.Has(word));

    public bool Has(decimal value, string unit) => _values.Contains((value, unit)) || _others.Exists(o => o.Has(value, unit));

    /// <summary>Said as a sum of that currency, or of any.</summary>
    public bool HasSum(decimal value, string? unit) =>
        _currencies.Any(c => (unit is null || Units.AreSame(c, unit)) && _values.Contains((value, c))) || _others.Exists(o => o.HasSum(value, unit));

    public bool Says(string currency) => _currencies.Any(c => Units.AreSame(c, currency)) || _others.Exists(o => o.Says(currency));

    public bool SaysOtherThan(string currency) => _currencies.Any(c => !Units.AreSame(c, currency)) || _others.Exists(o => o.SaysOtherThan(currency));

    public IEnumerable<string> Words => _words.Concat(_others.SelectMany(o => o.Words));

    public void Add(CitedWords other) => _others.Add(other);

    public void Add(string? text)
    {
        if (text is null) return;
        foreach (var link in CitedFacts.Links(text)) _words.Add(link);
        var parts = CitedFacts.Parts(text);
        for (var i = 0; i < parts.Length; i++)
        {
            var lower = CitedFacts.Trim(parts[i]).ToLowerInvariant().Replace('’', '\'');
            if (lower.Length == 0) continue;
            _words.Add(CitedFacts.Bare(lower));
            foreach (var inner in lower.Split('-')) _words.Add(inner);
            if (Units.In(lower) is { } spoken && Units.IsCurrency(spoken)) _currencies.Add(spoken);
            if (CitedFacts.IsNumber(lower)) AddValues(parts, i, lower);
        }
    }

    private void AddValues(string[] parts, int at, string lower)
    {
        foreach (var unit in Units.At(parts, at))
        {
            if (Units.IsCurrency(unit)) _currencies.Add(unit);
            foreach (var (said, meant) in CitedFacts.Values(lower))
            {
                _values.Add((said, unit));
                _values.Add((meant, unit));
                _values.Add((meant * CitedFacts.ScaleAt(parts, at + 1), unit));
                _values.Add((meant * Units.ScaleAcross(parts, at), unit));
                // "twenty five percent"
                if (meant is >= 20 and < 100 && at + 1 < parts.Length && CitedFacts.Values(CitedFacts.Trim(parts[at + 1]).ToLowerInvariant()).FirstOrDefault() is { Meant: > 0 and < 10 } ones && char.IsLetter(lower[0])) _values.Add((meant + ones.Meant, unit));
            }
        }
    }
}
