using BotCoach.Metrics;
using Xunit.Abstractions;

namespace BotCoach.Tests.Metrics;

public sealed class TallyTests(ITestOutputHelper output)
{
    [Fact]
    public void The_middle_and_the_quarters_are_those_of_the_sorted_numbers()
    {
        var random = Seeded();
        for (var round = 0; round < 300; round++)
        {
            var (tally, numbers) = (new Tally(), Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.Next(-3, round % 2 == 0 ? 8 : 5_000)).ToList());
            foreach (var number in numbers) tally.Add(number);
            var sorted = numbers.Order().ToList();
            Assert.Equal(new Spread(sorted[0], At(sorted, 0.25), At(sorted, 0.5), At(sorted, 0.75), sorted[^1]), tally.Spread());
            Assert.Equal((sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2.0, tally.Median());
        }
    }

    [Fact]
    public void Of_nothing_there_is_no_middle() => Assert.Equal((null, null, 0), (new Tally().Median(), new Tally().Spread(), new Tally().Count));

    private Random Seeded()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        return new Random(seed);
    }

    private static double At(List<int> sorted, double share)
    {
        var place = share * (sorted.Count - 1);
        var low = (int)place;
        return low + 1 == sorted.Count ? sorted[low] : sorted[low] + (place - low) * (sorted[low + 1] - sorted[low]);
    }
}
