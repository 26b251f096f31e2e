using System.Globalization;
using BotCoach.Recaps.Writing;

namespace BotCoach.Benchmarks;

/// <summary>
/// Fits the weights by which sentences are taken for next steps: logistic regression with a ridge, by Newton's steps. A sentence of an action's evidence stands
/// against all that are farther than three cues from any.
/// </summary>
internal static class RecapFit
{
    public const double Ridge = 10;

    /// <summary>Prints the table of <see cref="StepWeights"/>.</summary>
    public static int Run()
    {
        var weights = Weights([.. RecapData.Meetings(), .. RecapData.Calls()]);
        foreach (var ((name, _), weight) in StepWeights.Table.Zip(weights))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"        ({$"\"{name}\",",-30} {weight,6:0.00}),"));
        return 0;
    }

    public static double[] Weights(IReadOnlyList<RecapMeeting> meetings)
    {
        var rows = meetings.SelectMany(Rows).ToList();
        var weights = new double[StepWeights.Table.Count];
        for (var step = 0; step < 12; step++)
        {
            var (slope, bend) = Derive(rows, weights);
            var change = Solve(bend, slope);
            for (var i = 0; i < weights.Length; i++) weights[i] -= change[i];
            if (change.Max(Math.Abs) < 1e-6) break;
        }
        return weights;
    }

    private static IEnumerable<(double[] Features, bool Is)> Rows(RecapMeeting meeting)
    {
        var talk = Talk.Of(meeting.Transcript);
        var features = new StepFeatures(talk);
        for (var i = 0; i < talk.Said.Count; i++)
        {
            var isEvidence = meeting.Actions.Any(a => a.Evidence.Contains(talk.Said[i].Cue));
            if (isEvidence || !meeting.Actions.Any(a => a.IsNear(talk.Said[i].Cue))) yield return (features.Of(i), isEvidence);
        }
    }

    private static (double[] Slope, double[,] Bend) Derive(List<(double[] Features, bool Is)> rows, double[] weights)
    {
        var count = weights.Length;
        var (slope, bend) = (new double[count], new double[count, count]);
        for (var j = 0; j < count; j++)
        {
            slope[j] = j == 0 ? 0 : Ridge * weights[j];
            bend[j, j] = j == 0 ? 1e-6 : Ridge;
        }
        foreach (var (x, isOne) in rows)
        {
            var p = new StepWeights(weights, 0).Of(x);
            var (error, curve) = (p - (isOne ? 1 : 0), p * (1 - p));
            for (var j = 0; j < count; j++)
            {
                if (x[j] == 0) continue;
                slope[j] += error * x[j];
                for (var k = 0; k < count; k++) bend[j, k] += curve * x[j] * x[k];
            }
        }
        return (slope, bend);
    }

    /// <summary>Gauss's elimination; the ridge keeps it regular.</summary>
    private static double[] Solve(double[,] of, double[] right)
    {
        var n = right.Length;
        var (a, x) = ((double[,])of.Clone(), (double[])right.Clone());
        for (var i = 0; i < n; i++)
            for (var row = i + 1; row < n; row++)
            {
                var factor = a[row, i] / a[i, i];
                if (factor == 0) continue;
                for (var column = i; column < n; column++) a[row, column] -= factor * a[i, column];
                x[row] -= factor * x[i];
            }
        for (var i = n - 1; i >= 0; i--)
        {
            for (var column = i + 1; column < n; column++) x[i] -= a[i, column] * x[column];
            x[i] /= a[i, i];
        }
        return x;
    }
}
