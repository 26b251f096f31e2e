namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary>Slack's limits, on the given clock, in windows that slide: https://docs.slack.dev/apis/web-api/rate-limits.</summary>
public sealed class RateLimits(TimeProvider clock)
{
    private readonly Dictionary<string, Queue<DateTimeOffset>> _taken = [];
    private readonly Dictionary<string, int> _perMinute = [];

    /// <summary>False: nothing is limited.</summary>
    public bool Enforced { get; set; } = true;

    /// <summary>"Several hundred per minute" for chat.postMessage in one workspace.</summary>
    public int PostsPerMinute { get; set; } = 300;

    /// <summary>How often a caller was too fast; what a test asked for as trouble does not count.</summary>
    public int Throttled { get; private set; }

    /// <summary>Another limit for a method, such as the single look at history a minute that a sold app gets.</summary>
    public void Allow(string method, int perMinute) => _perMinute[method] = perMinute;

    /// <summary>Takes a place for this call; or says how many seconds to wait.</summary>
    public int? Take(string method, int perMinute, string workspace, string? channel)
    {
        if (!Enforced) return null;
        var most = _perMinute.GetValueOrDefault(method, method == "chat.postMessage" ? PostsPerMinute : perMinute);
        var ofMethod = Window($"{method} {workspace}", TimeSpan.FromMinutes(1));
        var ofChannel = channel is null ? null : Window($"{method} {workspace} {channel}", TimeSpan.FromSeconds(1));
        var wait = Max(Wait(ofMethod, most, TimeSpan.FromMinutes(1)), ofChannel is null ? null : Wait(ofChannel, 1, TimeSpan.FromSeconds(1)));
        if (wait is not null)
        {
            Throttled++;
            return wait;
        }
        ofMethod.Enqueue(clock.GetUtcNow());
        ofChannel?.Enqueue(clock.GetUtcNow());
        return null;
    }

    private Queue<DateTimeOffset> Window(string key, TimeSpan length)
    {
        if (!_taken.TryGetValue(key, out var window)) _taken[key] = window = [];
        while (window.TryPeek(out var first) && clock.GetUtcNow() - first >= length) window.Dequeue();
        return window;
    }

    private int? Wait(Queue<DateTimeOffset> window, int most, TimeSpan length) =>
        window.Count < most ? null : Math.Max(1, (int)Math.Ceiling((window.Peek() + length - clock.GetUtcNow()).TotalSeconds));

    private static int? Max(int? one, int? other) => one is null ? other : other is null ? one : Math.Max(one.Value, other.Value);
}
