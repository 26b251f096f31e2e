using System.Diagnostics;
using BotCoach.CrashHost;
using BotCoach.Tests.Harness;
using Xunit.Abstractions;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>
/// The whole tour in Slack while the host is killed with kill -9 at random points: at a statement, around a commit, around a call of Slack's, before an
/// answer, or from outside at any moment. Slack tells events again, people do again what was not answered. Every other walk is in a workspace whose
/// history may not be read.
/// </summary>
/// <remarks>
/// <c>BOTCOACH_KILLS</c> says how many kills each of the four gets at least: 200 before a release; by default so few that the two walks which begin at
/// once pass them, and all four tests take a minute or two. <c>BOTCOACH_SEED</c> is the seed of the first walk.
/// </remarks>
public sealed class SlackKilledAnywhereTests(ITestOutputHelper output)
{
    private const int InAWalk = 3;
    private const int AtOnce = 2;
    private static readonly int Points = int.Parse(Environment.GetEnvironmentVariable("BOTCOACH_KILLS") ?? "4");

    [Theory, OnSqlite, OnPostgres]
    public Task The_tour_over_signed_HTTP_survives_being_killed_anywhere(Db kind) => SurviveAsync(kind, socket: false);

    [Theory, OnSqlite, OnPostgres]
    public Task The_tour_over_Socket_Mode_survives_being_killed_anywhere(Db kind) => SurviveAsync(kind, socket: true);

    private async Task SurviveAsync(Db kind, bool socket)
    {
        var seed = int.Parse(Environment.GetEnvironmentVariable("BOTCOACH_SEED") ?? $"{Environment.TickCount}");
        output.WriteLine($"seed {seed}");
        var (size, undisturbed) = await UndisturbedAsync(kind, socket);
        output.WriteLine($"undisturbed: {size.Points} points, {size.Accepted} messages, {size.Took.TotalSeconds:0.0} s");
        var (tally, began, next) = (new Tally(), Stopwatch.GetTimestamp(), 0);
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
        {
            while (tally.Deaths < Points) await WalkAsync(kind, socket, seed - 1 + Interlocked.Increment(ref next), size, undisturbed, tally);
        })));
        output.WriteLine($"{kind}, {(socket ? "Socket Mode" : "signed HTTP")}, {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s: {tally}");
    }

    private static async Task<(WalkSize Size, TourEnding Ending)> UndisturbedAsync(Db kind, bool socket)
    {
        await using var tour = await KilledTour.SetAsync(kind, socket, true, new Random(0), null);
        var began = Stopwatch.GetTimestamp();
        await tour.WalkAsync(withIntruder: false);
        return (await tour.SizeAsync(Stopwatch.GetElapsedTime(began)), await TourEnding.OfAsync(tour));
    }

    private async Task WalkAsync(Db kind, bool socket, int seed, WalkSize size, TourEnding undisturbed, Tally tally)
    {
        var (random, history) = (new Random(seed), seed % 2 == 0);
        await using var tour = await KilledTour.SetAsync(kind, socket, history, random, new Fates(random, size, InAWalk));
        try
        {
            await tour.WalkAsync(withIntruder: true);
            var ending = await TourEnding.OfAsync(tour);
            Assert.True(ending.Beside(undisturbed) == "", $"It ends otherwise than undisturbed:\n{ending.Beside(undisturbed)}");
            Assert.InRange(ending.Shown, undisturbed.Shown, undisturbed.Shown + tour.Driver.DoneAgain);
            tally.Add(tour, ending);
        }
        catch (Exception why)
        {
            var words = $"Walk {seed}, {(history ? "with" : "without")} history, died {string.Join(", ", tour.Deaths)}: {why.Message}";
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
                (_walks, _acts, _again, _messages) = (_walks + 1, _acts + tour.Acts, _again + tour.Driver.DoneAgain, _messages + ending.Messages);
                Deaths += tour.Deaths.Count;
                _afterAccepting += tour.Deaths.Count(d => d == CrashPoints.AfterAccepting);
                _outside += tour.Deaths.Count(d => d.EndsWith("outside", StringComparison.Ordinal));
                (_doubled, _attempts) = (_doubled + ending.Doubled, _attempts + tour.Intruder.Attempts);
            }
        }

        public override string ToString() =>
            $"{Deaths} kills in {_walks} walks ({_afterAccepting} after Slack took a message, {_outside} from outside); {_acts} acts, {_again} done again, 0 lost; "
            + $"{_messages} messages, 0 doubled but for {_doubled} that Slack took, unheard, where the history may not be read; "
            + $"{_attempts} unauthorised inputs, 0 state changes by them";
    }
}
