namespace BotCoach.Nudges;

/// <summary>A share of a number of cases, and between which shares the true one lies with 95 % confidence.</summary>
public readonly record struct Share(double Value, double Low, double High);

/// <summary>How sure one can be of a share that few cases show. Pure.</summary>
public static class Precision
{
    /// <summary>From so many answers on a rule can lose its place.</summary>
    public const int LeastAnswers = 10;

    private const double Z = 1.959964;

    /// <summary>Whether the answers leave it possible that the rule reaches its target.</summary>
    public static bool MayReach(int useful, int answers, int targetPercent) => answers < LeastAnswers || Of(useful, answers).High >= targetPercent / 100.0;

    /// <summary>Wilson's score interval.</summary>
    public static Share Of(int hits, int cases)
    {
        if (cases == 0) return new Share(0, 0, 1);
        double p = (double)hits / cases, z2 = Z * Z;
        var middle = (p + z2 / (2 * cases)) / (1 + z2 / cases);
        var half = Z / (1 + z2 / cases) * Math.Sqrt(p * (1 - p) / cases + z2 / (4.0 * cases * cases));
        return new Share(p, Math.Max(0, middle - half), Math.Min(1, middle + half));
    }

    /// <summary>By how much the first share is the larger, by Newcombe's interval for two independent shares.</summary>
    public static Share Difference(Share one, Share other)
    {
        var difference = one.Value - other.Value;
        var below = Math.Sqrt(Math.Pow(one.Value - one.Low, 2) + Math.Pow(other.High - other.Value, 2));
        var above = Math.Sqrt(Math.Pow(one.High - one.Value, 2) + Math.Pow(other.Value - other.Low, 2));
        return new Share(difference, difference - below, difference + above);
    }
}
