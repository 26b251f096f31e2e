namespace BotCoach.Metrics;

/// <summary>
/// Whole numbers, counted: days, hours, strengths. It holds how often each came and not each that came, so that a million stays take no more room than the
/// hours that they lasted; what lies in the middle of them is exact.
/// </summary>
public sealed class Tally
{
    private readonly Dictionary<int, int> _times = [];

    /// <summary>How many came.</summary>
    public int Count { get; private set; }

    public void Add(long value)
    {
        var whole = (int)Math.Clamp(value, int.MinValue, int.MaxValue);
        _times[whole] = _times.GetValueOrDefault(whole) + 1;
        Count++;
    }

    /// <summary>The middle one, or the middle between the two middle ones; null of none. Never the mean, which one forgotten deal would spoil.</summary>
    public double? Median() => Quantile(0.5);

    /// <summary>The least, the quarters and the most; null of none.</summary>
    public Spread? Spread() => Count == 0 ? null : new Spread(Quantile(0)!.Value, Quantile(0.25)!.Value, Quantile(0.5)!.Value, Quantile(0.75)!.Value, Quantile(1)!.Value);

    /// <summary>As <c>percentile_cont</c> has it: between two neighbours it lies in proportion.</summary>
    private double? Quantile(double share)
    {
        if (Count == 0) return null;
        var place = share * (Count - 1);
        var (low, part) = ((int)Math.Floor(place), place - Math.Floor(place));
        var (seen, lower) = (0, (int?)null);
        foreach (var (value, times) in _times.OrderBy(t => t.Key))
        {
            seen += times;
            if (lower is { } below) return below + part * (value - below);
            if (seen <= low) continue;
            if (part == 0 || seen > low + 1) return value;
            lower = value;
        }
        return lower;
    }
}

/// <summary>The least, the quarters and the most of some numbers.</summary>
public readonly record struct Spread(double Least, double Low, double Median, double High, double Most);
