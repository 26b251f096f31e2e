using BotCoach.Chat;
using BotCoach.People;

namespace BotCoach.Recaps;

/// <summary>What a company says of its calls: which are held back, and how long what was said is kept. Pure.</summary>
public static class RecapTerms
{
    public const int FewestDays = 1;
    public const int MostDays = 3650;

    /// <summary>A draft's lines are open for so many working days.</summary>
    public const int OpenDays = 5;

    /// <summary>The title has one of the company's words, as a whole word in any case.</summary>
    public static bool HoldsBack(Workspace? workspace, string title) => WordsOf(workspace?.HeldBackWords ?? "").Any(w => Writing.Words.FindWhole(title, w) >= 0);

    public static IReadOnlyList<string> WordsOf(string lines) =>
        [.. lines.Split(['\n', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase).Take(50).Select(w => Wording.Short(w, 80))];
}
