using System.Text.RegularExpressions;
using BotCoach.Chat;
using BotCoach.People;

namespace BotCoach.Recaps;

/// <summary>What a company says of its calls: which are held back, and how long what was said is kept. Pure.</summary>
public static partial class RecapTerms
{
    public const int FewestDays = 1;
    public const int MostDays = 3650;

    /// <summary>A draft's lines are open for so many working days.</summary>
    public const int OpenDays = 5;

    // What is longer than a few words, or somebody's, is something that is said in the call.
    private const int LongestAsk = 120;
    private static readonly string[] NoNames = ["confidential", "private", "sensitive", "internal", "important", "note", "nb"];

    /// <summary>The title, or the name of the file, has one of the company's words, as a whole word in any case.</summary>
    public static bool HoldsBack(Workspace? workspace, string title, string? fileName) =>
        WordsOf(workspace?.HeldBackWords ?? "").Any(w => Writing.Words.FindWhole(Composed(title), Composed(w)) >= 0 || (fileName is not null && Writing.Words.FindWhole(Composed(fileName), Composed(w)) >= 0));

    /// <summary>Words with which somebody brings a call and says that it is to be held back: "hold back", "please hold this call back".</summary>
    public static bool AsksToHold(string words) => Ask().IsMatch(words);

    /// <summary>The same of the line above a pasted call, which may be the call's own first line: "Ana: let us hold it back".</summary>
    public static bool AsksAbove(string line)
    {
        line = line.Trim().TrimEnd(':');
        var who = line.IndexOf(':');
        return line.Length <= LongestAsk && (who < 0 || NoNames.Contains(line[..who].Trim(), StringComparer.OrdinalIgnoreCase)) && AsksToHold(line);
    }

    // Some systems write the marks of letters apart from the letters in the names of files.
    private static string Composed(string text) => text.Any(char.IsSurrogate) ? text : text.Normalize();

    public static IReadOnlyList<string> WordsOf(string lines) =>
        [.. lines.Split(['\n', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase).Take(50).Select(w => Wording.Short(w, 80))];

    [GeneratedRegex(@"(?<!\b(?:not|don['’]?t|never)\s+)\b(?:hold|held)(?:\s+(?!not\b)\w+){0,3}\s+back\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Ask();
}
