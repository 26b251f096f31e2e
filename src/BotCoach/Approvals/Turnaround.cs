using System.Globalization;

namespace BotCoach.Approvals;

/// <summary>How long so many decisions took, in the middle; of fewer than five nothing is said. Pure.</summary>
public readonly record struct Turnaround(int Count, double? MedianHours)
{
    public const int Fewest = 5;

    public static Turnaround Of(IReadOnlyCollection<int> minutes)
    {
        if (minutes.Count < Fewest) return new Turnaround(minutes.Count, null);
        var sorted = minutes.Order().ToList();
        var middle = (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2.0;
        return new Turnaround(sorted.Count, middle / 60);
    }

    /// <summary>"3.5 working hours, median (n = 12)"; under five how few there were.</summary>
    public string Words => MedianHours is { } hours
        ? string.Create(CultureInfo.InvariantCulture, $"{hours:0.#} working hours, median (n = {Count:#,0})")
        : Count == 0 ? "none decided yet" : $"{Count} decided, too few to say";
}
