using System.Buffers;
using System.Globalization;
using System.Text;

namespace BotCoach.Channels;

/// <summary>
/// Words for any platform: cleaned, and cut where nothing is torn. What is cut fits in UTF-16 units, which are never fewer than what a platform counts as
/// characters.
/// </summary>
internal static class PlainWords
{
    internal const string Cut = "…";

    // What Clean looks at: controls, line ends of other systems, and halves of characters.
    private static readonly SearchValues<char> Unclean =
        SearchValues.Create([.. Enumerable.Range(0, char.MaxValue + 1).Select(n => (char)n).Where(c => char.IsControl(c) && c is not ('\n' or '\t') || char.IsSurrogate(c) || c is '\u2028' or '\u2029')]);

    /// <summary>One line, at most so long; empty when there are no words.</summary>
    internal static string Line(string? words, int most)
    {
        var line = new StringBuilder();
        foreach (var c in Clean(words ?? ""))
        {
            if (!char.IsWhiteSpace(c)) line.Append(c);
            else if (line is { Length: > 0 } && line[^1] != ' ') line.Append(' ');
        }
        return Shortened(line.ToString().Trim(), most);
    }

    /// <summary>A number as a person reads it, with two decimals at most.</summary>
    internal static string Number(double value) => !double.IsFinite(value) ? "–" : value.ToString(Math.Abs(value) < 1e15 ? "0.##" : "G3", CultureInfo.InvariantCulture);

    /// <summary>The beginning with a "…" behind it, when it is longer than that.</summary>
    internal static string Shortened(string words, int most) => words.Length <= most ? words : Beginning(words, most - Cut.Length).TrimEnd() + Cut;

    /// <summary>As much of it as fits, cut between what a reader takes for characters.</summary>
    internal static string Beginning(string words, int most) => words.Length <= most ? words : words[..Fitting(words, 0, most)];

    /// <summary>The words in pieces of at most so many units, none of them torn inside a character.</summary>
    internal static IEnumerable<string> Pieces(string words, int most)
    {
        for (var at = 0; at < words.Length;)
        {
            var length = Fitting(words, at, most);
            yield return words.Substring(at, length);
            at += length;
        }
    }

    /// <summary>Line ends are \n, half characters are replaced, what steers a terminal is gone.</summary>
    internal static string Clean(string words)
    {
        if (!words.AsSpan().ContainsAny(Unclean)) return words;
        var clean = new StringBuilder(words.Length);
        foreach (var rune in words.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes()) // half a character is U+FFFD here
        {
            if (rune.Value is '\r' or 0x85 or 0x2028 or 0x2029) clean.Append('\n');
            else if (rune.Value is '\n' or '\t' || !Rune.IsControl(rune)) clean.Append(rune.ToString());
        }
        return clean.ToString();
    }

    private static int Fitting(string words, int at, int most)
    {
        if (words.Length - at <= most) return words.Length - at;
        var end = at;
        while (StringInfo.GetNextTextElementLength(words, end) is var next && end + next <= at + most) end += next;
        if (end > at) return end - at;
        return char.IsHighSurrogate(words[at + most - 1]) ? most - 1 : most; // one "character" of very many marks
    }
}
