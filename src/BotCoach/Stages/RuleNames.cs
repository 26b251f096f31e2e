using System.Text;

namespace BotCoach.Stages;

/// <summary>The names and words of a rule.</summary>
internal static class RuleNames
{
    private static readonly HashSet<string> Keywords =
        ["and", "or", "not", "is", "are", "in", "within", "after", "before", "on", "of", "with", "known", "unknown", "one", "future", "past", "today", "tomorrow", "yesterday"];

    public static bool IsKeyword(string word) => Keywords.Contains(word.ToLowerInvariant());

    /// <summary><c>closeDate</c> and <c>close_date</c> are <c>close-date</c>.</summary>
    public static string Dashed(string name)
    {
        var dashed = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && (char.IsLower(name[i - 1]) || char.IsAsciiDigit(name[i - 1]))) dashed.Append('-');
            dashed.Append(name[i] == '_' ? '-' : char.ToLowerInvariant(name[i]));
        }
        return dashed.ToString();
    }

    /// <summary>It is read as this one word, quoted or not.</summary>
    public static bool IsPlain(string word) =>
        word.Length > 0 && char.IsAsciiLetter(word[0]) && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && !IsKeyword(word);

    public static string Quoted(string words) => $"\"{words.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
