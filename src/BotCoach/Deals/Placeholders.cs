namespace BotCoach.Deals;

/// <summary>Words that fill a field and say nothing: never evidence, on any path.</summary>
public static class Placeholders
{
    /// <summary>The same words on so many deals are no evidence for any of them.</summary>
    public const int SameOnTooMany = 5;

    private static readonly HashSet<string> Empty =
    [
        "na", "tbd", "tba", "tbc", "todo", "asdf", "asd", "test", "testing", "tests", "tested", "xxx", "xx", "unknown", "idk", "dunno", "pending", "later",
        "placeholder", "dummy", "foo", "bar", "foobar", "blah", "bla", "lorem", "ipsum", "null", "nil", "undefined", "wip", "dontknow", "idontknow",
        "idontknowyet", "notknown", "notknownyet", "notyet", "notsure", "notavailable", "notapplicable", "tobedetermined", "tobedefined", "tobeconfirmed",
        "tobedecided", "tobedone", "willupdate", "updatelater", "filllater", "fillinlater", "seecrm", "seenotes", "seeabove", "sameasabove",
        "asabove", "asdiscussed", "nothingyet", "noneyet", "noidea", "somethings", "something", "stuff", "whatever", "text", "sample", "example",
    ];

    private static readonly HashSet<string> Terse = ["yes", "y", "ok", "okay", "done", "true", "no", "none", "sure", "confirmed", "checked", "good", "fine", "complete", "completed"];

    private static readonly HashSet<string> Hedges = ["yes", "ok", "okay", "done", "true", "confirmed"];

    private static readonly string[] Keyboard = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

    /// <summary>Whether this value of a field says nothing.</summary>
    public static bool IsOne(string? text, int sameOnDeals = 1)
    {
        if (string.IsNullOrWhiteSpace(text) || sameOnDeals >= SameOnTooMany) return true;
        var words = WordsOf(text);
        return IsEmpty(words) || BeginsAsPlaceholder(words);
    }

    /// <summary>Whether this names nobody: a name may well begin like a placeholder ("Na Li", "NA Capital").</summary>
    public static bool IsNoName(string? name) => string.IsNullOrWhiteSpace(name) || IsEmpty(WordsOf(name));

    /// <summary>Whether this answer to a criterion says nothing: also a bare "yes", and the criterion's own words pasted back.</summary>
    public static bool IsOne(string? text, string criterion, int sameOnDeals)
    {
        if (IsOne(text, sameOnDeals)) return true;
        var said = WordsOf(text!).ToHashSet();
        if (said.IsSubsetOf(Terse)) return true;
        said.ExceptWith(Hedges);
        var asked = WordsOf(criterion).ToHashSet();
        if (asked.Count == 0) return false;
        var shared = said.Count(asked.Contains);
        var pastedPart = shared == said.Count && shared * 2 >= asked.Count;
        return pastedPart || shared >= 0.75 * said.Union(asked).Count();
    }

    private static bool IsEmpty(List<string> words)
    {
        var joined = string.Concat(words);
        return joined.Length == 0 || Empty.Contains(joined) || words.All(w => Empty.Contains(w) || IsMash(w)) || IsMash(joined);
    }

    private static List<string> WordsOf(string text) =>
        [.. text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => string.Concat(word.Where(char.IsLetterOrDigit))).Where(word => word.Length > 0)];

    /// <summary>"TBD next week", "n/a for now": a placeholder with a tail.</summary>
    private static bool BeginsAsPlaceholder(List<string> words) => words.Count <= 4 && words[0] is "na" or "tbd" or "tba" or "tbc" or "todo";

    /// <summary>"aaaa", "asdf", "blabla": fingers, not words. Figures are left alone: 111 may be a price.</summary>
    private static bool IsMash(string word)
    {
        if (!word.All(char.IsLetter) || word.Any(c => c > 0x24f)) return false;
        if (word.Length == 1) return true;
        if (word.Distinct().Count() == 1) return true;
        if (word.Length >= 4 && Keyboard.Any(row => row.Contains(word, StringComparison.Ordinal))) return true;
        return word.Length >= 6 && Enumerable.Range(2, 3).Any(period => Repeats(word, period));
    }

    private static bool Repeats(string word, int period)
    {
        if (word.Length % period != 0 || word.Length == period) return false;
        for (var i = period; i < word.Length; i++) if (word[i] != word[i - period]) return false;
        return true;
    }
}
