using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BotCoach.Channels.Slack;

/// <summary>
/// Text as mrkdwn, https://docs.slack.dev/messaging/formatting-message-text. mrkdwn has no escape for * _ ~ ` and for a quote's ">",
/// so a character of the words that could begin or end a format stands behind a word joiner, which nobody sees. Only spans make tokens of &lt;…&gt;.
/// </summary>
internal static partial class SlackMrkdwn
{
    private const char Apart = '\u200B'; // ZERO WIDTH SPACE: the boundary that bold asks for
    private const int LongestAtom = 100;
    private const int LongestUrl = 1_500;
    private const int LongestLabel = 300;

    private enum Kind
    {
        Plain,
        Bold,
        Token,
    }

    /// <summary>What is never torn: a word with the blanks behind it, or a token; and how long it can become.</summary>
    private readonly record struct Atom(Kind Kind, string Words, int Worst);

    /// <summary>The text in pieces of at most so many UTF-16 units, cut between words; none when it says nothing.</summary>
    internal static IEnumerable<string> Split(Text text, int most, int moreALine = 0) => Parts(text, most, moreALine).Select(Write).Where(p => p.Length > 0);

    /// <summary>The text in one piece, with a "…" when it is cut; empty when it says nothing.</summary>
    internal static string One(Text text, int most) => Split(text, most - PlainWords.Cut.Length).Take(2).ToList() switch
    {
        [] => "",
        [var all] => all,
        [var first, ..] => first + PlainWords.Cut,
    };

    /// <summary>The same with "> " before each line.</summary>
    internal static IEnumerable<string> Quoted(Text text, int most) =>
        Split(text, most - 2, moreALine: 2).Select(p => "> " + p.Replace("\n", "\n> ", StringComparison.Ordinal));

    private static IEnumerable<List<Atom>> Parts(Text text, int most, int moreALine)
    {
        var (whole, part, length) = (text.Select(Whole).Where(a => a.Words.Length > 0).ToList(), new List<Atom>(), 0);
        foreach (var atom in whole.Sum(Worst) <= most ? whole : whole.SelectMany(Torn))
        {
            if (length + Worst(atom) > most)
            {
                yield return part;
                (part, length) = ([], 0);
            }
            part.Add(atom);
            length += Worst(atom);
        }
        yield return part;

        int Worst(Atom atom) => atom.Worst + (moreALine == 0 ? 0 : moreALine * atom.Words.Count(c => c == '\n'));
    }

    private static Atom Whole(Span span)
    {
        if (Token(span) is { } token) return new Atom(Kind.Token, token, token.Length);
        var (kind, words) = (span is Channels.Bold or Channels.Typed ? Kind.Bold : Kind.Plain, PlainWords.Clean(span.Words));
        return new Atom(kind, words, Worst(kind, words));
    }

    private static IEnumerable<Atom> Torn(Atom atom) => atom.Kind == Kind.Token
        ? [atom]
        : WordAndBlanks().Matches(atom.Words).SelectMany(m => PlainWords.Pieces(m.Value, LongestAtom)).Select(w => new Atom(atom.Kind, w, Worst(atom.Kind, w)));

    // A link, a mention or an instant; null when it is words after all.
    private static string? Token(Span span) => span switch
    {
        Link link when Address(link.Url) is { } url && Label(link.Words) is { Length: > 0 } words => $"<{url}|{words}>",
        PersonName { ExternalId: { } id } when SlackId().IsMatch(id) => $"<@{id}>",
        Moment moment when moment.At.ToUnixTimeSeconds() is > 0 and < 10_000_000_000 and var unix && Label(moment.Words) is { Length: > 0 } words =>
            string.Create(CultureInfo.InvariantCulture, $"<!date^{unix}^{{date_short_pretty}} {{time}}|{words}>"),
        _ => null,
    };

    // Escaped so that it cannot end the token.
    private static string? Address(string url)
    {
        if (SafeAddress.Of(PlainWords.Clean(url).Trim()) is not { } uri) return null;
        var safe = Blank().Replace(uri.AbsoluteUri, m => Uri.EscapeDataString(m.Value)).Replace("&", "&amp;", StringComparison.Ordinal);
        return safe.Length <= LongestUrl ? safe : null;
    }

    // No format inside a label, and nothing that ends it.
    private static string Label(string words)
    {
        var ink = new StringBuilder();
        Plain(ink, SlackText.Line(words.Replace('|', '¦').Replace('<', '‹').Replace('>', '›'), LongestLabel), inBold: false);
        return ink.ToString();
    }

    private static int Worst(Kind kind, string words)
    {
        var worst = kind == Kind.Bold ? 4 : 0;
        foreach (var c in words) worst += c switch { '&' => 5, '<' => 4, '>' => 5, '*' or '_' or '~' or '`' => 3, ':' or '•' => 2, '\n' when kind == Kind.Bold => 5, _ => 1 };
        return worst;
    }

    private static string Write(List<Atom> atoms)
    {
        var ink = new StringBuilder();
        for (var i = 0; i < atoms.Count;)
        {
            var (kind, words) = (atoms[i].Kind, new StringBuilder());
            do words.Append(atoms[i++].Words); while (kind != Kind.Token && i < atoms.Count && atoms[i].Kind == kind);
            if (kind == Kind.Token) ink.Append(words);
            else if (kind == Kind.Plain) Plain(ink, words.ToString(), inBold: false);
            else Bold(ink, words.ToString(), i == atoms.Count ? ' ' : atoms[i].Words[0]);
        }
        return ink.ToString().Trim();
    }

    private static void Plain(StringBuilder ink, string words, bool inBold)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var c = words[i];
            var before = ink.Length == 0 ? '\n' : ink[^1];
            var isMark = c == '`' || c is '*' or '_' or '~' && !(char.IsLetterOrDigit(before) && i + 1 < words.Length && char.IsLetterOrDigit(words[i + 1]));
            if (isMark || c is '>' or '•' && BeginsALine(ink)) ink.Append(SlackText.Joiner);
            if (c == '&') ink.Append("&amp;");
            else if (c == '<') ink.Append("&lt;");
            else if (c == '>') ink.Append("&gt;");
            else ink.Append(c);
            if (c == '*' && inBold || c == ':' && Emoji().IsMatch(words, i)) ink.Append(SlackText.Joiner);
        }
    }

    private static bool BeginsALine(StringBuilder ink)
    {
        var at = ink.Length;
        while (at > 0 && ink[at - 1] is ' ' or '\t') at--;
        return at == 0 || ink[at - 1] == '\n';
    }

    // Slack makes a line bold at most, the blanks at its ends not, and only where no word touches the asterisk.
    private static void Bold(StringBuilder ink, string words, char next)
    {
        var lines = words.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0) ink.Append('\n');
            var core = lines[i].Trim();
            if (core.Length == 0) { ink.Append(lines[i]); continue; }
            ink.Append(lines[i].AsSpan(0, lines[i].IndexOf(core, StringComparison.Ordinal)));
            if (ink.Length > 0 && !char.IsWhiteSpace(ink[^1]) && ink[^1] is not ('(' or '[')) ink.Append(Apart);
            ink.Append('*');
            Plain(ink, core, inBold: true);
            ink.Append('*');
            var rest = lines[i].TrimStart()[core.Length..];
            if (rest.Length == 0 && i == lines.Length - 1 && !char.IsWhiteSpace(next) && next is not ('.' or ',' or ';' or ':' or '!' or '?' or ')' or ']')) ink.Append(Apart);
            ink.Append(rest);
        }
    }

    [GeneratedRegex(@"\S*\s+|\S+")]
    private static partial Regex WordAndBlanks();

    [GeneratedRegex("^[UW][A-Z0-9]{2,20}$")]
    private static partial Regex SlackId();

    [GeneratedRegex(@"[\s|<>]")]
    private static partial Regex Blank();

    [GeneratedRegex(@"\G:[a-z0-9_+'-]*[a-z+][a-z0-9_+'-]*:")]
    private static partial Regex Emoji();
}
