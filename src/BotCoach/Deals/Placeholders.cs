using System.Runtime.CompilerServices;

namespace BotCoach.Deals;

/// <summary>
/// Words that fill a field and say nothing: never evidence, on any path. Every judgement of a deal asks it of all that was said, so it makes no strings.
/// </summary>
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

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> IsEmptyWord = Empty.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> IsTerse = Terse.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> IsHedge = Hedges.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly int LongestEmpty = Empty.Max(w => w.Length);
    private static readonly string[] Keyboard = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

    /// <summary>A criterion's words, worked out once.</summary>
    private static readonly ConditionalWeakTable<string, HashSet<string>> Asked = [];

    /// <summary>Whether this value of a field says nothing.</summary>
    public static bool IsOne(string? text, int sameOnDeals = 1)
    {
        if (string.IsNullOrWhiteSpace(text) || sameOnDeals >= SameOnTooMany) return true;
        var words = new Spelled(text, stackalloc char[Spelled.Short], stackalloc int[Spelled.Short]);
        return IsEmpty(words) || BeginsAsPlaceholder(words);
    }

    /// <summary>Whether this names nobody: a name may well begin like a placeholder ("Na Li", "NA Capital").</summary>
    public static bool IsNoName(string? name) =>
        string.IsNullOrWhiteSpace(name) || IsEmpty(new Spelled(name, stackalloc char[Spelled.Short], stackalloc int[Spelled.Short]));

    /// <summary>Whether this answer to a criterion says nothing: also a bare "yes", and the criterion's own words pasted back.</summary>
    public static bool IsOne(string? text, string criterion, int sameOnDeals)
    {
        if (string.IsNullOrWhiteSpace(text) || sameOnDeals >= SameOnTooMany) return true;
        var words = new Spelled(text, stackalloc char[Spelled.Short], stackalloc int[Spelled.Short]);
        if (IsEmpty(words) || BeginsAsPlaceholder(words) || IsBareYes(words)) return true;
        var asked = Asked.GetValue(criterion, WordsOf);
        if (asked.Count == 0) return false;
        var (said, shared) = Compare(words, asked);
        var pastedPart = shared == said && shared * 2 >= asked.Count;
        return pastedPart || shared >= 0.75 * (said + asked.Count - shared);
    }

    /// <summary>How many different words are said, hedges apart, and how many of them the criterion has too.</summary>
    private static (int Said, int Shared) Compare(Spelled words, HashSet<string> asked)
    {
        var (said, shared) = (0, 0);
        var isAsked = asked.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (IsHedge.Contains(word) || words.HasBefore(i)) continue;
            said++;
            if (isAsked.Contains(word)) shared++;
        }
        return (said, shared);
    }

    private static bool IsBareYes(Spelled words)
    {
        for (var i = 0; i < words.Count; i++) if (!IsTerse.Contains(words[i])) return false;
        return true;
    }

    private static bool IsEmpty(Spelled words)
    {
        var joined = words.Joined;
        return joined.Length == 0 || (joined.Length <= LongestEmpty && IsEmptyWord.Contains(joined)) || AreEmpty(words) || IsMash(joined);
    }

    private static bool AreEmpty(Spelled words)
    {
        for (var i = 0; i < words.Count; i++) if (!IsEmptyWord.Contains(words[i]) && !IsMash(words[i])) return false;
        return true;
    }

    private static HashSet<string> WordsOf(string text)
    {
        var words = new Spelled(text, [], []);
        var set = new HashSet<string>();
        for (var i = 0; i < words.Count; i++) set.Add(words[i].ToString());
        return set;
    }

    /// <summary>"TBD next week", "n/a for now": a placeholder with a tail.</summary>
    private static bool BeginsAsPlaceholder(Spelled words) => words.Count <= 4 && words[0] is "na" or "tbd" or "tba" or "tbc" or "todo";

    /// <summary>"aaaa", "asdf", "blabla": fingers, not words. Figures are left alone: 111 may be a price.</summary>
    private static bool IsMash(ReadOnlySpan<char> word)
    {
        foreach (var letter in word) if (letter > 0x24f || !char.IsLetter(letter)) return false;
        if (word.IndexOfAnyExcept(word[0]) < 0) return true;
        if (word.Length >= 4) foreach (var row in Keyboard) if (row.AsSpan().IndexOf(word, StringComparison.Ordinal) >= 0) return true;
        return word.Length >= 6 && (Repeats(word, 2) || Repeats(word, 3) || Repeats(word, 4));
    }

    private static bool Repeats(ReadOnlySpan<char> word, int period)
    {
        if (word.Length % period != 0 || word.Length == period) return false;
        return word[period..].SequenceEqual(word[..^period]);
    }
}

/// <summary>A text's words in lower case, of letters and digits alone, one behind the other in a buffer.</summary>
internal readonly ref struct Spelled
{
    /// <summary>Texts up to this long need no memory of their own.</summary>
    public const int Short = 256;

    private readonly ReadOnlySpan<char> _letters;
    private readonly ReadOnlySpan<int> _ends;

    public Spelled(string text, Span<char> letters, Span<int> ends)
    {
        if (text.Length > letters.Length)
        {
            letters = new char[text.Length];
            ends = new int[text.Length];
        }
        var (at, count, isOpen) = (0, 0, false);
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character))
            {
                if (isOpen) ends[count++] = at;
                isOpen = false;
            }
            else if (char.ToLowerInvariant(character) is var lower && char.IsLetterOrDigit(lower)) (letters[at++], isOpen) = (lower, true);
        }
        if (isOpen) ends[count++] = at;
        _letters = letters[..at];
        _ends = ends[..count];
    }

    public int Count => _ends.Length;

    public ReadOnlySpan<char> Joined => _letters;

    public ReadOnlySpan<char> this[int word] => _letters[(word == 0 ? 0 : _ends[word - 1]).._ends[word]];

    /// <summary>The word stands further ahead too.</summary>
    public bool HasBefore(int word)
    {
        var it = this[word];
        for (var i = 0; i < word; i++) if (this[i].SequenceEqual(it)) return true;
        return false;
    }
}
