using System.Globalization;

namespace BotCoach.Benchmarks;

/// <summary>One round: requests a second, milliseconds, processor microseconds of the server a request, and what was not 2xx or broke off.</summary>
internal sealed record Loaded(double PerSecond, double P50, double P99, double Cpu, int Bad, int Broken, int Requests)
{
    public static void Print(string name, List<Loaded> all) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| {name} | {Range(all.Select(l => l.PerSecond))} | {Range(all.Select(l => l.P50))} | {Range(all.Select(l => l.P99))} | {Range(all.Select(l => l.Cpu))} | not 2xx {all.Sum(l => l.Bad)}, broken {all.Sum(l => l.Broken)} |"));

    public static void Ratio(string name, List<Loaded> of, List<Loaded> against) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{name}: requests/s {Median(of.Zip(against, (a, b) => a.PerSecond / b.PerSecond)):0.00}, p99 {Median(of.Zip(against, (a, b) => a.P99 / b.P99)):0.00}, CPU {Median(of.Zip(against, (a, b) => a.Cpu / b.Cpu)):0.00}"));

    /// <summary>Median [least..most].</summary>
    public static string Range(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{sorted[sorted.Count / 2]:#,0.##} [{sorted[0]:#,0.##}..{sorted[^1]:#,0.##}]");
    }

    public static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;
}
