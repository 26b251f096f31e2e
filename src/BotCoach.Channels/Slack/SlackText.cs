using System.Text;
using System.Text.RegularExpressions;

namespace BotCoach.Channels.Slack;

/// <summary>Words for Slack, cleaned, escaped and cut. Slack does not say what it counts.</summary>
internal static partial class SlackText
{
    /// <summary>U+2060 WORD JOINER: not seen, and no boundary at which Slack would begin or end a format.</summary>
    internal const char Joiner = '\u2060';

    /// <summary>For a <c>plain_text</c>: one line, nothing that could be taken for a mention, at most so long. Empty when there are no words.</summary>
    internal static string Line(string? words, int most) =>
        PlainWords.Shortened(Mention().Replace(PlainWords.Line(words, int.MaxValue), $"<{Joiner}"), most);

    /// <summary>For a top-level <c>text</c>: escaped, at most so many bytes; Slack counts those, where its page says characters.</summary>
    internal static string Escaped(string words, int mostBytes)
    {
        var clean = PlainWords.Clean(words).Trim();
        if (clean.Length > mostBytes) clean = clean[..(mostBytes + 1)]; // no character is less than a byte
        var escaped = Escape(clean);
        if (Encoding.UTF8.GetByteCount(escaped) <= mostBytes) return escaped;
        var (text, bytes) = (new StringBuilder(), Encoding.UTF8.GetByteCount(PlainWords.Cut));
        foreach (var piece in PlainWords.Pieces(clean, 32).Select(Escape))
        {
            if ((bytes += Encoding.UTF8.GetByteCount(piece)) > mostBytes) break;
            text.Append(piece);
        }
        return text.ToString().TrimEnd() + PlainWords.Cut;
    }

    internal static string Escape(string words) => words.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    [GeneratedRegex("<(?=[!@#])")]
    private static partial Regex Mention();
}
