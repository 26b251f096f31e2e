using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace BotCoach.Stages;

/// <summary>
/// Looks a YAML text over before a tree is made of it: one document, no aliases (a few lines of them can unfold to gigabytes),
/// no nesting that would exhaust the stack, and no more text than a process can need.
/// </summary>
internal static class YamlGuard
{
    private const int MostCharacters = 1_000_000;
    private const int DeepestNesting = 16;

    public static IEnumerable<YamlProblem> Check(string yaml)
    {
        if (yaml.Length > MostCharacters)
            return [new YamlProblem(1, 1, $"This is {yaml.Length:#,0} characters long; a process has at most {MostCharacters:#,0}.")];
        var parser = new Parser(new StringReader(yaml));
        try
        {
            return Walk(parser);
        }
        catch (YamlException wrong)
        {
            return [Problem(wrong)];
        }
        // the scanner itself has no better word for some marks in the wrong place, as a '[' behind a key's colon
        catch (InvalidOperationException)
        {
            return [At(parser.Current?.End ?? Mark.Empty, "This is not well-formed YAML: from here on it makes no sense.")];
        }
    }

    public static YamlProblem Problem(YamlException wrong)
    {
        var inner = wrong.InnerException is null ? wrong.Message : wrong.InnerException.Message;
        return At(wrong.Start, $"This is not well-formed YAML: {inner.Trim().TrimEnd('.')}.");
    }

    public static YamlProblem At(Mark mark, string sentence) => new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column), sentence);

    private static List<YamlProblem> Walk(Parser parser)
    {
        var (depth, documents) = (0, 0);
        while (parser.MoveNext())
        {
            var seen = parser.Current!;
            depth += seen.NestingIncrease;
            if (seen is AnchorAlias) return [At(seen.Start, "Aliases (*name) are not read here: write it out.")];
            if (seen is DocumentStart && ++documents > 1) return [At(seen.Start, "A second document begins here: one process a file.")];
            if (depth > DeepestNesting) return [At(seen.Start, "This is nested deeper than a process is.")];
        }
        return documents == 0 ? [new YamlProblem(1, 1, "There is nothing here.")] : [];
    }
}
