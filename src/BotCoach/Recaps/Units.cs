using System.Collections.Frozen;

namespace BotCoach.Recaps;

/// <summary>What a number counts, where it matters that it was said so: a currency, or per cent. "$" and "dollars" stand for those of any country, as "kronor" do.</summary>
internal static class Units
{
    public const string None = "";
    public const string Percent = "%";

    // "three points" may be per cent, and may be points
    private const string Points = "points";

    private static readonly FrozenDictionary<string, string> Known = new (string Unit, string Words)[]
    {
        ("eur", "€ eur euro euros"), ("$", "$ dollar dollars buck bucks dólar dólares dollari"), ("usd", "us$ usd"), ("cad", "c$ ca$ cad"), ("aud", "a$ au$ aud"), ("nzd", "nz$ nzd"), ("sgd", "s$ sgd"), ("hkd", "hk$ hkd"),
        ("gbp", "£ gbp pound pounds quid sterling pfund"), ("chf", "chf sfr fr franc francs franken franchi"), ("jpy", "¥ jpy yen"), ("cny", "cny rmb yuan renminbi"), ("inr", "₹ inr rupee rupees"),
        ("kr", "kr kronor kroner krona krone kronen"), ("sek", "sek"), ("nok", "nok"), ("dkk", "dkk"), ("pln", "pln zł złoty zloty zlotys"), ("czk", "czk kč koruna"), ("huf", "huf forint"), ("brl", "brl r$ reais"),
        ("mxn", "mxn pesos"), ("zar", "zar rand"), ("ils", "ils shekels"), ("aed", "aed dirham dirhams"), (Percent, "% percent percents pct prozent procent prozentpunkte"), (Points, "point points punkte"),
    }.SelectMany(u => u.Words.Split(' ').Select(w => (Word: w, u.Unit))).ToFrozenDictionary(w => w.Word, w => w.Unit, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Lands = new Dictionary<string, string>
    {
        ["us"] = "usd", ["u.s"] = "usd", ["american"] = "usd", ["canadian"] = "cad", ["australian"] = "aud", ["singapore"] = "sgd", ["swiss"] = "chf", ["schweizer"] = "chf", ["british"] = "gbp", ["japanese"] = "jpy",
        ["indian"] = "inr", ["swedish"] = "sek", ["norwegian"] = "nok", ["danish"] = "dkk",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> Families = new Dictionary<string, string[]> { ["$"] = ["usd", "cad", "aud", "nzd", "sgd", "hkd"], ["kr"] = ["sek", "nok", "dkk"] }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Ties = new[] { "to", "or", "and", "bis", "oder", "und", "ou", "et", "y", "e", "à" }.ToFrozenSet(StringComparer.Ordinal);

    // Behind a sum that is said without its currency. Any other word says what is counted, and money is not.
    private static readonly FrozenSet<string> BehindSums = new[]
    {
        "a", "an", "per", "each", "every", "in", "for", "by", "on", "at", "to", "and", "or", "is", "are", "was", "were", "from", "if", "as", "with", "until", "of", "total", "extra", "more", "less", "over", "under", "off", "budget", "price", "cost",
        "costs", "fee", "fees", "quote", "offer", "deal", "loss", "losses", "saving", "savings", "spend", "contract", "limit", "discount", "annually", "yearly", "monthly", "quarterly", "upfront", "im", "pro", "je", "am", "für", "bis", "und", "oder", "par", "por", "al",
        "mensuel", "pour", "che", "que", "today", "now", "because", "when", "once", "annual", "invoice", "investment", "which", "that", "they", "we",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool IsCurrency(string unit) => unit is not (None or Percent or Points);

    public static bool AreSame(string one, string other) => one == other || (Families.TryGetValue(one, out var all) && all.Contains(other)) || (Families.TryGetValue(other, out all) && all.Contains(one));

    /// <summary>"US dollars", "Swiss francs".</summary>
    public static bool IsOfLand(string word, string next) => Lands.GetValueOrDefault(word) is { } land && Known.GetValueOrDefault(next) is { } money && AreSame(land, money);

    /// <summary>A currency or per cent, as a word by itself or with its number: "EUR", "$5k", "20%".</summary>
    public static string? In(string lower) => lower.Any(char.IsAsciiDigit) ? Inside(lower) : Known.GetValueOrDefault(lower);

    /// <summary>What the number in that place may count: as said with it, or with the other end of its range ("10 to 20 percent").</summary>
    public static IReadOnlyList<string> At(string[] parts, int at)
    {
        if (Own(parts, at) is { } own) return own == Points ? [None, Percent] : [own];
        return Across(parts, at) is { } shared ? [None, shared] : [None];
    }

    /// <summary>What the far end of a range makes of this one: "40 to 50 thousand".</summary>
    public static decimal ScaleAcross(string[] parts, int at)
    {
        var next = at + 1 < parts.Length && Ties.Contains(Plain(parts[at + 1])) ? at + 2 : at + 1;
        return next < parts.Length && CitedFacts.IsNumber(Plain(parts[next])) ? CitedFacts.ScaleAt(parts, next + 1) : 1;
    }

    /// <summary>Whether the number there may be a sum whose currency is left out.</summary>
    public static bool MayBeSum(string[] parts, int at)
    {
        var next = AfterScale(parts, at);
        return next >= parts.Length || EndsAt(parts, next - 1) || BehindSums.Contains(Plain(parts[next]));
    }

    private static string? Own(string[] parts, int at)
    {
        if (Inside(Plain(parts[at])) is { } inside) return inside;
        var next = AfterScale(parts, at);
        if (next < parts.Length && !EndsAt(parts, next - 1) && Behind(parts, next) is { } behind) return behind;
        if (at == 0 || EndsAt(parts, at - 1)) return null;
        var before = CitedFacts.Trim(parts[at - 1]);
        return IsCode(before) && Known.GetValueOrDefault(before.ToLowerInvariant()) is { } code && IsCurrency(code) ? code : null;
    }

    /// <summary>"$40k", "40k€", "EUR40", "20-percent".</summary>
    private static string? Inside(string lower)
    {
        var (first, last) = (lower.AsSpan().IndexOfAnyInRange('0', '9'), lower.AsSpan().LastIndexOfAnyInRange('0', '9'));
        if (first < 0) return lower.LastIndexOf('-') is > 0 and var dash ? Known.GetValueOrDefault(lower[(dash + 1)..]) : null;
        if (Known.GetValueOrDefault(lower[..first].Trim('-', '+', '~', '<', '>', '≈')) is { } before && before != Percent) return before;
        var rest = lower[(last + 1)..].TrimStart('-');
        if (Known.GetValueOrDefault(rest) is { } behind) return behind;
        foreach (var scale in (string[])["mio", "mrd", "bn", "mn", "k", "m"])
            if (rest.StartsWith(scale, StringComparison.Ordinal)) return Known.GetValueOrDefault(rest[scale.Length..].TrimStart('-'));
        return null;
    }

    private static string? Behind(string[] parts, int at)
    {
        var word = Plain(parts[at]);
        var next = at + 1 < parts.Length && !EndsAt(parts, at) ? Plain(parts[at + 1]) : "";
        if (word is "per" or "pour" or "por" && next is "cent" or "ciento" or "cento") return Percent;
        if (word == "percentage" && next is "point" or "points") return Percent;
        return IsOfLand(word, next) ? Lands[word] : Known.GetValueOrDefault(word);
    }

    private static string? Across(string[] parts, int at)
    {
        var next = AfterScale(parts, at);
        if (next < parts.Length && Ties.Contains(Plain(parts[next]))) next++;
        if (next < parts.Length && CitedFacts.IsNumber(Plain(parts[next])) && Own(parts, next) is { } later) return later == Points ? Percent : later;
        var back = at - 1;
        // "$5 and 20 people" is no range
        if (back >= 0 && Plain(parts[back]) is "to" or "or" or "bis" or "oder" or "ou" or "à") back--;
        if (back >= 0 && CitedFacts.ScaleAt(parts, back) != 1) back--;
        return back >= 0 && CitedFacts.IsNumber(Plain(parts[back])) && Own(parts, back) is { } before && before != Points ? before : null;
    }

    private static int AfterScale(string[] parts, int at)
    {
        var next = at + 1;
        while (next < parts.Length && !EndsAt(parts, next - 1) && CitedFacts.ScaleAt(parts, next) != 1) next++;
        return next;
    }

    // "1,5 Mio. Euro" goes on
    private static bool EndsAt(string[] parts, int at) => parts[at][^1] is '.' or ',' or ';' or ':' or '!' or '?' or ')' && Plain(parts[at]) is not ("mio" or "mrd" or "tsd");

    // "EUR 40,000", not "the dollars 40 people cost"
    private static bool IsCode(string word) => word.Length > 0 && (!char.IsLetter(word[^1]) || (word.Length == 3 && word.All(char.IsUpper)));

    private static string Plain(string part) => CitedFacts.Trim(part).ToLowerInvariant().Replace('’', '\'');
}
