namespace BotCoach.Deals;

/// <summary>
/// A text read word by word, as far as somebody asks: each by the hash of its letters (small, without accents), so that nothing is copied. Words end at blanks and at
/// punctuation; "n/a", "follow-up" and "don't" are one word, which <see cref="Split"/> takes apart.
/// </summary>
internal ref struct Spelled(ReadOnlySpan<char> text, bool isShouted = false)
{
    /// <summary>Of longer words the beginning alone is compared: "documented", "documentation".</summary>
    public const int StemLetters = 6;

    private const uint FigureClass = PlaceholderWords.Figure >> 16;
    private const string Joins = "/-.'’`´_\\&@‑";

    private readonly ReadOnlySpan<char> _text = text;
    private readonly bool _isShouted = isShouted;
    private int _at;

    /// <summary>Until here the words of one are read by themselves.</summary>
    private int _apart;

    public int Start { get; private set; }
    public ulong Hash { get; private set; }

    /// <summary>The hash of its first letters, or 0 for a word that is short.</summary>
    public ulong Stem { get; private set; }

    /// <summary>How many letters and figures it has.</summary>
    public int Length { get; private set; }
    public int Figures { get; private set; }
    public int Capitals { get; private set; }
    public bool IsCapital { get; private set; }
    public bool IsJoined { get; private set; }

    /// <summary>A sentence begins with it, where a capital letter means nothing.</summary>
    public bool IsFirst { get; private set; }

    /// <summary>A part of what <see cref="Split"/> took apart.</summary>
    public readonly bool IsPart => Start < _apart;

    public readonly ReadOnlySpan<char> Raw => _text[Start.._at];

    public readonly char Before => Start > 0 ? _text[Start - 1] : '\0';

    public readonly char After => _at < _text.Length ? _text[_at] : '\0';

    /// <summary>The sign next to it, a blank between them apart: "5 %", "€ 40".</summary>
    public readonly bool IsBeside(ReadOnlySpan<char> signs)
    {
        var before = _text[..Start].TrimEnd(' ');
        var after = _text[_at..].TrimStart(' ');
        return (before.Length > 0 && signs.Contains(before[^1])) || (after.Length > 0 && signs.Contains(after[0]));
    }

    public bool Next()
    {
        var text = _text;
        var at = _at;
        var isFirst = at == 0;
        while (at < text.Length && PlaceholderWords.FoldedOf(text[at]) == '\0') isFirst |= text[at++] is '.' or '?' or '!' or ':' or ';' or '\n' or '"' or '“' or '(';
        if (at == text.Length) return false;
        var (hash, length, stem, classes, joined, start) = (PlaceholderWords.Seed, 0, 0UL, 0UL, false, at);
        var folded = PlaceholderWords.Folded;
        for (; at < text.Length; at++)
        {
            var letter = text[at];
            var small = letter < folded.Length ? folded[letter] : PlaceholderWords.FoldedWithClass(letter);
            if (small == 0)
            {
                if (letter == ' ' || at < _apart || !IsJoin(at)) break;
                joined = true;
                continue;
            }
            // capitals are counted in the low half, figures in the high one
            classes += small >> 16;
            hash = PlaceholderWords.Add(hash, (char)small);
            if (++length == StemLetters) stem = hash;
        }
        (Start, _at, Hash, Stem, Length, IsJoined, IsFirst) = (start, at, hash, stem, length, joined, isFirst);
        (Capitals, Figures) = (_isShouted ? 0 : (int)(classes & (FigureClass - 1)), (int)(classes / FigureClass));
        IsCapital = Capitals > 0 && char.IsUpper(text[start]);
        return true;
    }

    private readonly bool IsJoin(int at) =>
        Joins.Contains(_text[at]) || (_text[at] == ':' && char.IsAsciiDigit(_text[at - 1]) && at + 1 < _text.Length && char.IsAsciiDigit(_text[at + 1]));

    /// <summary>"SEE THE NOTES", but "IT, HR": all is in capital letters, and none of them means a name.</summary>
    public static bool IsShouted(string text)
    {
        if (text.Length < 8 || !char.IsAsciiLetterUpper(text[0])) return false;
        foreach (var letter in text) if (char.IsAsciiLetterLower(letter)) return false;
        return text.Contains(' ');
    }

    /// <summary>Reads the word again, part by part.</summary>
    public void Split() => (_apart, _at) = (_at, Start);
}
