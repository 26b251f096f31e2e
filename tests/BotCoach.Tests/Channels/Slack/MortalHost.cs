using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>The real host in a process that is killed again and again; whoever needs it starts it again first. What Slack tells it goes through here.</summary>
/// <param name="slack">The Slack, which survives.</param>
/// <param name="arguments">What the process is started with in its first life, and in the others; but for the point to die at.</param>
/// <param name="socket">By Socket Mode; else by signed HTTP.</param>
/// <param name="fates">How each life ends; null: none does.</param>
internal sealed class MortalHost(SlackServer slack, Func<bool, string[]> arguments, bool socket, Fates? fates) : ISlackTransport, IAsyncDisposable
{
    private static readonly TimeSpan LongestDying = TimeSpan.FromSeconds(60);
    private readonly SemaphoreSlim _one = new(1);
    private HostLife? _life;
    private HttpTransport? _http;

    /// <summary>Where it died, each time.</summary>
    public List<string> Deaths { get; } = [];

    /// <summary>When each life began, as Slack stamps messages.</summary>
    public List<string> Births { get; } = [];

    /// <summary>The way of signed HTTP to the one that lives now.</summary>
    public HttpTransport Http => _http!;

    /// <summary>Has it do something, in another life if need be.</summary>
    public async Task<string> DoAsync(string command)
    {
        while (true)
        {
            var life = await LivingAsync();
            var said = await life.AskAsync(command);
            await life.ComplainAsync();
            if (said is not null) return said;
            await life.Gone;
        }
    }

    public async Task<Answer> DeliverAsync(Delivery delivery)
    {
        if (fates?.InAct() is { } point) await DoAsync($"die {point}");
        var life = await LivingAsync();
        var answer = socket ? slack.Sockets.DeliverAsync(delivery) : Http.DeliverAsync(delivery);
        // An event over a socket waits for the next life.
        while (socket && await Task.WhenAny(answer, life.Gone) != answer) life = await LivingAsync();
        if ((await answer).Status == 0) await DyingAsync(life);
        return await answer;
    }

    public async ValueTask DisposeAsync()
    {
        if (_life is not null) await _life.DisposeAsync();
        _http?.Dispose();
    }

    /// <summary>From now on it dies, as fate will have it.</summary>
    public Task BeginAsync() => fates is null ? DoAsync("die 0") : FatedAsync(fates.Next());

    /// <summary>No answer came: it is about to be gone, or goes on over another connection.</summary>
    private Task DyingAsync(HostLife life) => socket ? Task.WhenAny(life.Gone, slack.Sockets.OpenedAsync()) : life.Gone.WaitAsync(LongestDying);

    private async Task FatedAsync(Fate fate)
    {
        await DoAsync($"die {fate.DieAt}");
        if (fate.After is { } after) _life!.KillAfter(after);
    }

    private async Task<HostLife> LivingAsync()
    {
        await _one.WaitAsync();
        try
        {
            while (_life is null || _life.Gone.IsCompleted) await StartAsync();
            await _life.ComplainAsync();
            return _life;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task StartAsync()
    {
        var (fate, isFirst) = (new Fate(0, null), _life is null);
        if (_life is not null)
        {
            await _life.ComplainAsync();
            Deaths.Add(_life.Death!);
            await _life.DisposeAsync();
            _http?.Dispose();
            if (fates is not null) fate = fates.Next();
        }
        await slack.Sockets.ClosedAsync();
        Births.Add(slack.World.NewTs());
        _life = HostLife.Start([.. arguments(isFirst), $"{fate.DieAt}"]);
        if (fate.After is { } after) _life.KillAfter(after);
        if (await _life.ReadyAsync() is not { } url) await _life.Gone;
        else _http = new HttpTransport(slack, url);
        if (socket && !_life.Gone.IsCompleted) await await Task.WhenAny(slack.Sockets.OpenedAsync(), _life.Gone);
    }
}

/// <summary>How a life ends: at a point that it counts, or after so long, from outside.</summary>
internal sealed record Fate(int DieAt, TimeSpan? After);

/// <summary>Throws the dice, so that so many lives end in a walk of so many points.</summary>
/// <param name="random">The dice.</param>
/// <param name="walk">What an undisturbed walk came to.</param>
/// <param name="lives">How many lives a walk is to take, without those that end in an act.</param>
internal sealed class Fates(Random random, WalkSize walk, int lives)
{
    /// <summary>The better part of a start.</summary>
    private static readonly TimeSpan Youth = TimeSpan.FromMilliseconds(500);

    /// <summary>About as many as an act passes.</summary>
    private const int PointsOfAct = 40;

    public Fate Next() => random.Next(10) switch
    {
        < 6 => new Fate(1 + random.Next(2 * walk.Points / lives), null),
        < 8 => new Fate(-1 - random.Next(Math.Max(1, 2 * walk.Accepted / lives)), null),
        _ => new Fate(0, Youth + random.NextDouble() * 2 * walk.Took / lives),
    };

    /// <summary>Most points lie in what time brings: now and then it is to be while somebody waits for an answer, or when Slack has just taken it.</summary>
    public int? InAct() => random.Next(24) switch { 0 => -1, < 3 => 1 + random.Next(PointsOfAct), _ => null };
}

/// <summary>What an undisturbed walk comes to: how many points to die at it passes, how many messages Slack takes, and how long it is.</summary>
internal sealed record WalkSize(int Points, int Accepted, TimeSpan Took);
