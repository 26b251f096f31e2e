using System.Text.RegularExpressions;

namespace BotCoach.Tests.House;

/// <summary>design.md, "Sizes that keep it readable": the hard stops.</summary>
public sealed class SizeTests
{
    private const int MostLinesOfFile = 300;
    private const int MostLinesOfMethod = 45;
    private static readonly string[] LongMethods = ["src/BotCoach/ChatRoutes.cs", "src/BotCoach/ManagerRoutes.cs", "src/BotCoach/BetweenRoutes.cs", "src/BotCoach/Schedule.cs", "src/BotCoach/Storage/Tables.cs"];

    [Fact]
    public void No_file_is_longer_than_300_lines() =>
        Sources.None("Split it:", Sources.All.Where(s => s.Lines > MostLinesOfFile).Select(s => $"{s.Path}: {s.Lines} lines"));

    [Fact]
    public void No_method_is_longer_than_45_lines()
    {
        var methods = Sources.All.SelectMany(s => Members.Of(s).Select(m => (Source: s, Method: m))).ToList();
        Assert.True(methods.Count > 500, $"only {methods.Count} methods were found");
        Sources.None("Split it:", methods.Where(m => m.Method.Lines > MostLinesOfMethod && !m.Method.IsTable && !LongMethods.Contains(m.Source.Path))
            .Select(m => $"{m.Source.Path}:{m.Method.Line} {m.Method.Name}: {m.Method.Lines} lines"));
    }

    [Fact]
    public void The_ruler_measures()
    {
        var lines = string.Join("\n", Enumerable.Repeat("        Call();", 50));
        var source = new Source("x.cs", $$$"""
            namespace X;
            internal sealed class Y(int a)
            {
                private const string Long = "{ ( ";
                // A comment with a { in it.
                public int Short() => 1;
                public async Task LongAsync(int b)
                {
            {{{lines}}}
                }
                public static IReadOnlyList<string> Bodied(string s) => s switch
                {
                    _ => [$"{s}{{"],
                };
            }
            """);
        Assert.Equal([("Short", 1), ("LongAsync", 53), ("Bodied", 4)], Members.Of(source).Select(m => (m.Name, m.Lines)));
    }
}

/// <summary>A method or constructor and how long it is. A table of examples for a theory is no code, however long.</summary>
public sealed record Member(string Name, int Line, int Lines, bool IsTable);

/// <summary>Finds the methods of a source by its braces.</summary>
public static partial class Members
{
    public static IEnumerable<Member> Of(Source source)
    {
        var (code, start, inTypes) = (source.Code, 0, new Stack<bool>());
        for (var i = 0; i < code.Length; i++)
        {
            var atTypeLevel = inTypes.Count == 0 || inTypes.Peek();
            if (!atTypeLevel && code[i] != '}' && code[i] != '{') continue;
            if (code[i] == '{')
            {
                if (atTypeLevel && IsType().IsMatch(code[start..i])) { inTypes.Push(true); start = i + 1; }
                else inTypes.Push(false);
            }
            else if (code[i] == '}')
            {
                var wasType = inTypes.Count > 0 && inTypes.Pop();
                if (wasType) start = i + 1;
                else if (inTypes.Count > 0 && inTypes.Peek() && !Continues(code, i))
                {
                    if (Measure(source, start, i) is { } method) yield return method;
                    start = i + 1;
                }
            }
            else if (code[i] == ';')
            {
                if (Measure(source, start, i) is { } method) yield return method;
                start = i + 1;
            }
        }
    }

    // A closing brace in the midst of an expression, such as "=> x switch { … };" or "new() { … })".
    private static bool Continues(string code, int i) => After().Match(code, i + 1) is { Success: true, Groups: [_, var next] } && next.Value is ";" or "." or ")" or "," or "?" or "=" or "]" or ":" or "!";

    private static Member? Measure(Source source, int start, int end)
    {
        var text = source.Code[start..(end + 1)];
        var match = Header().Match(text);
        if (!match.Success || IsType().IsMatch(text[..match.Index])) return null;
        var first = start + match.Groups["first"].Index;
        var (from, to) = (source.LineAt(first), source.LineAt(end));
        return new Member(match.Groups["name"].Value, from, to - from + 1, match.Value.Contains("TheoryData<", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"(?<![\w.])(namespace|class|struct|record|interface|enum)\s+\w[^=;]*$")]
    private static partial Regex IsType();

    // Attributes, modifiers and a type, a name, an opening parenthesis; a field's "=" may not come before it.
    [GeneratedRegex(@"\A\s*(\[[^\]]*\]\s*)*(?<first>(?!return|new|using|throw|await)[\w<>\[\]?,.() ]+?\s)?(?<name>\w+)(<[^>=(]*>)?\s*\(")]
    private static partial Regex Header();

    [GeneratedRegex(@"\G\s*(\S)")]
    private static partial Regex After();
}
