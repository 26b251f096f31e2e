using System.Diagnostics;
using BotCoach.CrashHost;
using Xunit.Abstractions;

namespace BotCoach.Tests.Channels;

/// <summary>
/// Walks the tour as often as it takes for so many kills, and compares each walk with one that nobody disturbed. <c>BOTCOACH_KILLS</c> says how many kills
/// there are to be at least: 200 before a release; by default so few that the walks which begin at once pass them. <c>BOTCOACH_SEED</c> is the seed of the
/// first walk.
/// </summary>
/// <param name="what">Which tour it is, for whoever reads the figures.</param>
/// <param name="least">How many walks there are to be at least: as many as are walked in different ways.</param>
/// <param name="acts">In so many acts three lives end.</param>
/// <param name="setAsync">Sets a tour, by its seed; undisturbed, it is the one of seed 0.</param>
internal sealed class KilledWalks(ITestOutputHelper output, string what, int least, int acts, Func<int, Random, Fates?, Task<KilledTour>> setAsync)
{
    private const int InAWalk = 3;
    private const int MostAtOnce = 2;
    private static readonly int Points = int.Parse(Environment.GetEnvironmentVariable("BOTCOACH_KILLS") ?? "4");
    private readonly Tally _tally = new();

    public async Task SurviveAsync()
    {
        var seed = int.Parse(Environment.GetEnvironmentVariable("BOTCOACH_SEED") ?? $"{Environment.TickCount}");
        output.WriteLine($"seed {seed}");
        var (size, undisturbed) = await UndisturbedAsync();
        output.WriteLine($"undisturbed: {size.Points} points, {size.Accepted} messages, {size.Took.TotalSeconds:0.0} s");
        var (began, next) = (Stopwatch.GetTimestamp(), 0);
        await Task.WhenAll(Enumerable.Range(0, Math.Clamp(Points / InAWalk, least, MostAtOnce)).Select(_ => Task.Run(async () =>
        {
            while (_tally.Deaths < Points) await WalkAsync(seed - 1 + Interlocked.Increment(ref next), size, undisturbed);
        })));
        output.WriteLine($"{what}, {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s: {_tally}");
    }

    private async Task<(WalkSize Size, TourEnding Ending)> UndisturbedAsync()
    {
        await using var tour = await setAsync(0, new Random(0), null);
        var began = Stopwatch.GetTimestamp();
        await tour.WalkAsync(withIntruder: false);
        return (await tour.SizeAsync(Stopwatch.GetElapsedTime(began)), await TourEnding.OfAsync(tour));
    }

    private async Task WalkAsync(int seed, WalkSize size, TourEnding undisturbed)
    {
        var random = new Random(seed);
        await using var tour = await setAsync(seed, random, new Fates(random, size, InAWalk, acts));
        try
        {
            await tour.WalkAsync(withIntruder: true);
            var ending = await TourEnding.OfAsync(tour);
            Assert.True(ending.Beside(undisturbed) == "", $"It ends otherwise than undisturbed:\n{ending.Beside(undisturbed)}");
            Assert.InRange(ending.Shown, undisturbed.Shown, undisturbed.Shown + tour.DoneAgain);
            _tally.Add(tour, ending);
        }
        catch (Exception why)
        {
            var words = $"Walk {seed}{tour.How}, died {string.Join(", ", tour.Deaths.Select(d => d.Where))}: {why.Message}";
            output.WriteLine(words);
            throw new InvalidOperationException(words, why);
        }
    }

    private sealed class Tally
    {
        private readonly Lock _one = new();
        private int _walks, _acts, _again, _messages, _doubled, _attempts, _afterAccepting, _outside;

        public int Deaths { get; private set; }

        public void Add(KilledTour tour, TourEnding ending)
        {
            lock (_one)
            {
                (_walks, _acts, _again, _messages) = (_walks + 1, _acts + tour.Acts, _again + tour.DoneAgain, _messages + ending.Messages);
                Deaths += tour.Deaths.Count;
                _afterAccepting += tour.Deaths.Count(d => d.Where == CrashPoints.AfterAccepting);
                _outside += tour.Deaths.Count(d => d.Where.EndsWith("outside", StringComparison.Ordinal));
                (_doubled, _attempts) = (_doubled + ending.Doubled, _attempts + tour.Intruder.Attempts);
            }
        }

        public override string ToString() =>
            $"{Deaths} kills in {_walks} walks ({_afterAccepting} after the platform took a message, {_outside} from outside); {_acts} acts, {_again} done again, 0 lost; "
            + $"{_messages} messages, 0 doubled but for {_doubled} that were taken, unheard, where they may not be looked up; "
            + $"{_attempts} unauthorised inputs, 0 state changes by them";
    }
}
