using System.Collections.Concurrent;

namespace BotCoach.Channels.Slack;

/// <summary>
/// The addresses by which a message can be changed after a click on it: five times within half an hour, outside of <c>chat.update</c>'s limit of 50 a
/// minute (https://docs.slack.dev/interactivity/handling-user-interaction). In memory alone: they are worth no more than a quick answer.
/// </summary>
internal sealed class SlackReplyUrls(TimeProvider clock)
{
    private const int Uses = 4;
    private const int Most = 50_000;
    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(25);
    private readonly ConcurrentDictionary<(string Channel, string Ts), Given> _given = new();

    internal void Learn(string channel, string ts, string url)
    {
        if (_given.Count > Most) _given.Clear();
        _given[(channel, ts)] = new Given(url, clock.GetUtcNow() + Holds, 0);
    }

    internal bool Has(string channel, string ts) => _given.TryGetValue((channel, ts), out var given) && Holding(given);

    /// <summary>Uses one up, or is null.</summary>
    internal string? Take(string channel, string ts)
    {
        while (_given.TryGetValue((channel, ts), out var given))
        {
            if (!Holding(given)) break;
            if (_given.TryUpdate((channel, ts), given with { Used = given.Used + 1 }, given)) return given.Url;
        }
        _given.TryRemove((channel, ts), out _);
        return null;
    }

    internal void Forget(string channel, string ts) => _given.TryRemove((channel, ts), out _);

    private bool Holding(Given given) => given.Used < Uses && clock.GetUtcNow() < given.Until;

    private sealed record Given(string Url, DateTimeOffset Until, int Used);
}
