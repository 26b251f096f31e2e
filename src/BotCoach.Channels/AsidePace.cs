using System.Collections.Concurrent;

namespace BotCoach.Channels;

/// <summary>
/// How often something may be said to somebody for whom the host has no message to send: in a chat at most once in <paramref name="between"/>, the same not
/// again within a minute, and nothing while the platform wants the team to wait.
/// </summary>
internal sealed class AsidePace(TimeSpan between, TimeProvider clock)
{
    private const int MostKnown = 10_000;
    private static readonly TimeSpan BetweenTheSame = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Team, string To), (DateTimeOffset At, string Words)> _said = [];
    private readonly ConcurrentDictionary<string, DateTimeOffset> _held = new();

    /// <summary>True when it may be said; it counts as said then.</summary>
    internal bool Take(string team, string to, string words)
    {
        var now = clock.GetUtcNow();
        if (_held.TryGetValue(team, out var until) && now < until) return false;
        // Two events may tell of one thing at the same instant.
        lock (_gate)
        {
            if (_said.Count > MostKnown) _said.Clear();
            if (_said.TryGetValue((team, to), out var last) && now - last.At < (last.Words == words ? BetweenTheSame : between)) return false;
            _said[(team, to)] = (now, words);
            return true;
        }
    }

    /// <summary>The platform wants the team to wait for so long; for a minute where it does not say.</summary>
    internal void Hold(string team, TimeSpan? after) => _held[team] = clock.GetUtcNow() + (after ?? BetweenTheSame);
}
