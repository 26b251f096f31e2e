using System.Collections.Frozen;
using System.Runtime.CompilerServices;

namespace BotCoach.Deals;

/// <summary>
/// Words that fill a field and say nothing: never evidence, on any path. Every judgement of a deal asks it of all that was said, so it makes no strings, and
/// reads a text no further than it must.
/// </summary>
public static class Placeholders
{
    /// <summary>The same words on so many deals are no evidence for any of them.</summary>
    public const int SameOnTooMany = 5;

    private static readonly FrozenSet<string> Empty = FrozenSet.Create(
    [
        "na", "tbd", "tba", "tbc", "todo", "asdf", "asd", "test", "testing", "tests", "tested", "xxx", "xx", "unknown", "idk", "dunno", "pending", "later",
        "placeholder", "dummy", "foo", "bar", "foobar", "blah", "bla", "lorem", "ipsum", "null", "nil", "undefined", "wip", "dontknow", "idontknow",
        "idontknowyet", "notknown", "notknownyet", "notyet", "notsure", "notavailable", "notapplicable", "tobedetermined", "tobedefined", "tobeconfirmed",
        "tobedecided", "tobedone", "willupdate", "updatelater", "filllater", "fillinlater", "seecrm", "seenotes", "seeabove", "sameasabove",
        "asabove", "asdiscussed", "nothingyet", "noneyet", "noidea", "somethings", "something", "stuff", "whatever", "text", "sample", "example",
    ]);

    private static readonly FrozenSet<string> Terse = FrozenSet.Create(["yes", "y", "ok", "okay", "done", "true", "no", "none", "sure", "confirmed", "checked", "good", "fine", "complete", "completed"]);

    private static readonly FrozenSet<string> Hedges = FrozenSet.Create(["yes", "ok", "okay", "done", "true", "confirmed"]);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> IsEmptyWord = Empty.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> IsTerse = Terse.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> IsHedge = Hedges.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly string[] Keyboard = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

    /// <summary>No placeholder of one word, and no run along the keyboard, is longer.</summary>
    private static readonly int Longest = Empty.Concat(Keyboard).Max(w => w.Length);

    /// <summary>The key to the right of each letter's, or nothing.</summary>
    private static readonly char[] RightOf = KeysToTheRight();

    /// <summary>A criterion's words, worked out once.</summary>
    private static readonly ConditionalWeakTable<string, HashSet<string>> Asked = [];

    /// <summary>Whether this value of a field says nothing.</summary>
    public static bool IsOne(string? text, int sameOnDeals = 1)
    {
        if (string.IsNullOrWhiteSpace(text) || sameOnDeals >= SameOnTooMany) return true;
        var words = new Spelled(text, stackalloc char[Spelled.FewLetters], stackalloc int[Spelled.FewWords]);
        return IsEmpty(ref words) || BeginsAsPlaceholder(ref words);
    }

    /// <summary>Whether this names nobody: a name may well begin like a placeholder ("Na Li", "NA Capital").</summary>
    public static bool IsNoName(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return true;
        var words = new Spelled(name, stackalloc char[Spelled.FewLetters], stackalloc int[Spelled.FewWords]);
        return IsEmpty(ref words);
    }

    /// <summary>Whether this answer to a criterion says nothing: also a bare "yes", and the criterion's own words pasted back.</summary>
    public static bool IsOne(string? text, string criterion, int sameOnDeals)
    {
        if (string.IsNullOrWhiteSpace(text) || sameOnDeals >= SameOnTooMany) return true;
        var words = new Spelled(text, stackalloc char[Spelled.FewLetters], stackalloc int[Spelled.FewWords]);
        return IsEmpty(ref words) || BeginsAsPlaceholder(ref words) || IsBareYes(ref words) || IsPasted(ref words, Asked.GetValue(criterion, WordsOf));
    }

    /// <summary>
    /// Hedges apart, it is half of the criterion's words and no other, or three quarters of all words are both said and asked for. With one word of its own for
    /// each three that are asked for, it can be neither.
    /// </summary>
    private static bool IsPasted(ref Spelled words, HashSet<string> asked)
    {
        if (asked.Count == 0) return false;
        var (shared, own) = (0, 0);
        var isAsked = asked.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 0; words.Has(i); i++)
        {
            if (IsHedge.Contains(words[i]) || words.HasBefore(i)) continue;
            if (isAsked.Contains(words[i])) shared++;
            else if (++own * 3 > asked.Count) return false;
        }
        return (own == 0 && shared * 2 >= asked.Count) || shared >= 0.75 * (asked.Count + own);
    }

    private static bool IsBareYes(ref Spelled words)
    {
        for (var i = 0; words.Has(i); i++) if (!IsTerse.Contains(words[i])) return false;
        return true;
    }

    private static bool IsEmpty(ref Spelled words)
    {
        if (words.IsLongerThan(Longest) && !IsPeriodic(words.Joined) && !AreEmpty(words)) return false;
        words.ReadAll();
        var joined = words.Joined;
        return joined.Length == 0 || IsEmptyWord.Contains(joined) || AreEmpty(words) || IsMash(joined);
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
        for (var i = 0; words.Has(i); i++) set.Add(words[i].ToString());
        return set;
    }

    /// <summary>"TBD next week", "n/a for now": a placeholder with a tail.</summary>
    private static bool BeginsAsPlaceholder(ref Spelled words) => words.Has(0) && words[0] is "na" or "tbd" or "tba" or "tbc" or "todo" && !words.Has(4);

    /// <summary>"aaaa", "asdf", "blabla": fingers, not words. Figures are left alone: 111 may be a price.</summary>
    private static bool IsMash(ReadOnlySpan<char> word) => (IsPeriodic(word, 1) || IsOnKeyboard(word) || Repeats(word)) && AreLetters(word);

    private static bool IsOnKeyboard(ReadOnlySpan<char> word)
    {
        if (word.Length < 4) return false;
        for (var i = 1; i < word.Length; i++) if (!char.IsAsciiLetterLower(word[i - 1]) || RightOf[word[i - 1] - 'a'] != word[i]) return false;
        return true;
    }

    private static char[] KeysToTheRight()
    {
        var right = new char[26];
        foreach (var row in Keyboard)
            for (var i = 1; i < row.Length; i++) right[row[i - 1] - 'a'] = row[i];
        return right;
    }

    private static bool Repeats(ReadOnlySpan<char> word)
    {
        if (word.Length < 6) return false;
        for (var period = 2; period <= 4; period++) if (word.Length % period == 0 && IsPeriodic(word, period)) return true;
        return false;
    }

    /// <summary>It may be the beginning of what repeats.</summary>
    private static bool IsPeriodic(ReadOnlySpan<char> letters)
    {
        for (var period = 1; period <= 4; period++) if (IsPeriodic(letters, period)) return true;
        return false;
    }

    private static bool IsPeriodic(ReadOnlySpan<char> letters, int period) => letters[period..].SequenceEqual(letters[..^period]);

    private static bool AreLetters(ReadOnlySpan<char> word)
    {
        foreach (var letter in word) if (letter > 0x24f || !char.IsLetter(letter)) return false;
        return true;
    }
}

/// <summary>A text's words in lower case, of letters and digits alone, one behind the other in a buffer; read as far as somebody asks.</summary>
internal ref struct Spelled(string text, Span<char> letters, Span<int> ends)
{
    /// <summary>What is mostly read of a text to judge it; who reads on needs memory.</summary>
    public const int FewLetters = 64;
    public const int FewWords = 16;

    private Span<char> _letters = letters;
    private Span<int> _ends = ends;
    private int _read;
    private int _length;

    /// <summary>How many words were read.</summary>
    public int Count { get; private set; }

    /// <summary>Those that were read, without what was between them.</summary>
    public readonly ReadOnlySpan<char> Joined => _letters[.._length];

    public readonly ReadOnlySpan<char> this[int word] => _letters[(word == 0 ? 0 : _ends[word - 1]).._ends[word]];

    public bool Has(int word)
    {
        while (Count <= word && ReadWord()) { }
        return Count > word;
    }

    public bool IsLongerThan(int letters)
    {
        while (_length <= letters && ReadWord()) { }
        return _length > letters;
    }

    public void ReadAll()
    {
        while (ReadWord()) { }
    }

    /// <summary>The word stands further ahead too.</summary>
    public readonly bool HasBefore(int word)
    {
        var it = this[word];
        for (var i = 0; i < word; i++) if (this[i].SequenceEqual(it)) return true;
        return false;
    }

    private bool ReadWord()
    {
        var (read, end) = (_read, _length);
        while (read < text.Length)
        {
            var letter = text[read++];
            // most are small letters, of which nothing needs to be looked up
            if (!char.IsAsciiLetterLower(letter))
            {
                if (char.IsWhiteSpace(letter) && end > _length) break;
                letter = char.ToLowerInvariant(letter);
                if (!char.IsLetterOrDigit(letter)) continue;
            }
            if (end == _letters.Length) _letters = Grown(_letters);
            _letters[end++] = letter;
        }
        _read = read;
        if (end == _length) return false;
        if (Count == _ends.Length) _ends = Grown(_ends);
        _ends[Count++] = _length = end;
        return true;
    }

    private readonly Span<T> Grown<T>(Span<T> full)
    {
        var more = new T[text.Length];
        full.CopyTo(more);
        return more;
    }
}
