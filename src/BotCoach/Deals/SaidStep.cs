using System.Text.RegularExpressions;
using BotCoach.Chat;

namespace BotCoach.Deals;

/// <summary>What a message may mean for a deal, for its reader to put right.</summary>
public static partial class SaidStep
{
    private const int Most = 200;

    /// <summary>The message in one line.</summary>
    public static string Line(string words) => Wording.Short(Blanks().Replace(words, " ").Trim(), Most);

    /// <summary>The first sentence in which somebody says what will be done, else the first.</summary>
    public static string NextStepIn(string words)
    {
        var sentences = Ends().Split(Blanks().Replace(words, " ").Trim()).Where(s => s.Length > 0).ToList();
        return Wording.Short(sentences.Find(s => Promise().IsMatch(s)) ?? sentences.FirstOrDefault() ?? "", Most);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"(?<=[.!?])\s")]
    private static partial Regex Ends();

    [GeneratedRegex(@"\b(will|'ll|shall|going to|let's|next step|follow up|by (mon|tues|wednes|thurs|fri|tomorrow|next|end)|send (you|us|over)|call (you|us)|meet on)", RegexOptions.IgnoreCase)]
    private static partial Regex Promise();
}
