using System.Globalization;

namespace BotCoach.Admin.Charts;

/// <summary>From nothing to a round number that no value exceeds.</summary>
internal readonly record struct ChartScale(double Top)
{
    public static ChartScale For(IEnumerable<double> values) => new(Round(values.Where(double.IsFinite).DefaultIfEmpty(0).Max()));

    /// <summary>Where a value lies, from 0 to 1.</summary>
    public double Of(double value) => double.IsFinite(value) ? Math.Clamp(value / Top, 0, 1) : 0;

    /// <summary>"1,250", "3.5"; a dash for what is no number.</summary>
    public static string Number(double? value) => value is { } known && double.IsFinite(known) ? known.ToString("#,0.##", CultureInfo.InvariantCulture) : "–";

    /// <summary>One, two or five of its power of ten, or the same of the next.</summary>
    private static double Round(double most)
    {
        if (most <= 0) return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(most)));
        foreach (var step in (double[])[1, 2, 5])
            if (most <= step * power) return step * power;
        return 10 * power;
    }
}
