using BotCoach.Stages;

namespace BotCoach.Deals;

/// <summary>"I don't know yet" turned into the question to ask: one of the stage's own coaching questions where one speaks of the same thing.</summary>
public static class Questions
{
    private const int SharedWords = 2;

    private static readonly HashSet<string> Small =
    [
        "about", "after", "agree", "agreed", "been", "buyer", "does", "from", "have", "into", "know", "known", "least", "must", "only", "says", "some", "than", "that",
        "their", "them", "then", "there", "they", "this", "what", "when", "where", "which", "will", "with", "would", "your",
    ];

    public static string Of(Criterion criterion, Stage stage)
    {
        var asked = WordsOf(criterion.Text);
        var best = stage.Prompts.Select(p => (p.Text, Shared: WordsOf(p.Text).Count(asked.Contains))).OrderByDescending(p => p.Shared).FirstOrDefault();
        var text = criterion.Text.TrimEnd('.', ' ');
        return best.Shared >= SharedWords ? $"{best.Text} ({text})" : $"What would show that this holds: {text}?";
    }

    private static HashSet<string> WordsOf(string text) =>
        [.. text.ToLowerInvariant().Split([' ', ',', '.', '?', '(', ')', ':', ';', '"', '/', '-'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 3 && !Small.Contains(w))];
}
