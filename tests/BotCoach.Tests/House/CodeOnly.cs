using System.Text;

namespace BotCoach.Tests.House;

/// <summary>
/// C# with its comments and the insides of its strings turned into blanks; what stands in the holes of an interpolated string stays, since it is code.
/// </summary>
public static class CodeOnly
{
    public static string Of(string text)
    {
        var code = new StringBuilder(text);
        for (var i = 0; i < text.Length;) i = Next(text, i, code);
        return code.ToString();
    }

    private static int Next(string text, int i, StringBuilder code)
    {
        if (text[i] == '/' && At(text, i + 1) == '/') return Blank(code, i, End(text, "\n", i));
        if (text[i] == '/' && At(text, i + 1) == '*') return Blank(code, i, End(text, "*/", i + 2) + 2);
        if (text[i] == '\'') return Character(text, i, code);
        var start = i;
        while (At(text, i) is '$' or '@') i++;
        return At(text, i) == '"' ? Words(text, i, text[start..i], code) : start + 1;
    }

    private static int Character(string text, int i, StringBuilder code)
    {
        var end = i + 1;
        while (At(text, end) is not ('\'' or '\n' or '\0')) end += text[end] == '\\' ? 2 : 1;
        return Blank(code, i + 1, end) + 1;
    }

    private static int Words(string text, int i, string prefix, StringBuilder code)
    {
        var quotes = 0;
        while (At(text, i + quotes) == '"') quotes++;
        var raw = quotes >= 3;
        if (quotes == 2) return i + 2;
        return Inside(text, i + (raw ? quotes : 1), raw ? quotes : 1, raw, prefix.Count(c => c == '$'), prefix.Contains('@'), code);
    }

    private static int Inside(string text, int i, int quotes, bool raw, int dollars, bool verbatim, StringBuilder code)
    {
        while (i < text.Length)
        {
            if (Run(text, i, '"') is var run && run > 0)
            {
                if (!verbatim && run >= quotes) return i + quotes;
                if (verbatim && run % 2 == 1) return i + run;
                i = Blank(code, i, i + run);
            }
            else if (dollars > 0 && Run(text, i, '{') is var braces && braces > 0)
            {
                var opens = raw ? braces >= dollars : braces % 2 == 1;
                i = opens ? Hole(text, i + braces, raw ? dollars : 1, code) : Blank(code, i, i + braces);
            }
            else i = Blank(code, i, i + (!raw && !verbatim && text[i] == '\\' ? 2 : 1));
        }
        return i;
    }

    private static int Hole(string text, int i, int braces, StringBuilder code)
    {
        for (var depth = 0; i < text.Length;)
        {
            if (text[i] == '{') depth++;
            if (text[i] == '}' && depth-- == 0) return i + braces;
            i = Next(text, i, code);
        }
        return i;
    }

    private static int Run(string text, int i, char c)
    {
        var run = 0;
        while (At(text, i + run) == c) run++;
        return run;
    }

    private static int Blank(StringBuilder code, int from, int to)
    {
        for (var i = from; i < to && i < code.Length; i++) if (code[i] is not '\n') code[i] = ' ';
        return to;
    }

    private static int End(string text, string mark, int from) => text.IndexOf(mark, from, StringComparison.Ordinal) is var at && at < 0 ? text.Length : at;

    private static char At(string text, int i) => i < text.Length ? text[i] : '\0';
}
