namespace BotCoach.Metrics;

/// <summary>A share, and what it is a share of. Of fewer than five nothing is said: one deal would be twenty points.</summary>
/// <param name="Of">The numerator.</param>
/// <param name="All">The denominator.</param>
public readonly record struct Rate(int Of, int All)
{
    public const int Fewest = 5;

    /// <summary>0 to 1, or null under five.</summary>
    public double? Value => All < Fewest ? null : (double)Of / All;

    public static Rate operator +(Rate one, Rate other) => new(one.Of + other.Of, one.All + other.All);
}
