using System.Collections.Concurrent;
using System.Text.Json;

namespace BotCoach.Channels.Slack;

/// <summary>
/// Who does not want to be disturbed now. Asked of Slack for fifty people at a time (<c>dnd.teamInfo</c>, https://docs.slack.dev/reference/methods/dnd.teamInfo),
/// for those first who are to be written to next, as often as its limits allow (20 a minute, for all instances together), and remembered for a while.
/// An organisation's token is not told of several people at once, and asks for one (<c>dnd.info</c>). Where nothing is known two minutes after somebody was
/// first to be written to, the message goes, and Slack itself keeps it silent.
/// </summary>
internal sealed class SlackQuiet(SlackApi api, TimeProvider clock)
{
    // In any sixty seconds, of which two of the minutes counted here may hold a part, three instances ask 18 times at most.
    private const int MostAsked = 3;
    private const int MostAtOnce = 50;
    private const int MostKnown = 20_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<(string Team, string User), Window> _known = new();
    private readonly ConcurrentDictionary<string, Asking> _asking = new();

    /// <summary>Somebody who is written to soon is asked for along with the next.</summary>
    internal void Expect(Address to)
    {
        if (IsKnown(to.Team, to.User) is null) _asking.GetOrAdd(to.Team, _ => new Asking()).Want(to.User, clock.GetUtcNow());
    }

    /// <summary>Until when this person is not to be disturbed, or null.</summary>
    internal async Task<DateTimeOffset?> UntilAsync(string token, Address to, CancellationToken cancel)
    {
        var window = IsKnown(to.Team, to.User) ?? await AskAsync(token, to, cancel);
        var now = clock.GetUtcNow();
        return window is { IsOn: true } && window.Start <= now && now < window.End ? window.End : null;
    }

    /// <summary>What Slack says of it, asked or not (<c>dnd_updated_user</c>).</summary>
    internal void Learn(string team, string user, JsonElement said)
    {
        if (_known.Count > MostKnown) _known.Clear();
        _known[(team, user)] = new Window(said.Flag("dnd_enabled"), At(said.Number("next_dnd_start_ts")), At(said.Number("next_dnd_end_ts")), clock.GetUtcNow());
    }

    /// <summary>One question at a time: who comes while one is out has the answer in it, or asks the next.</summary>
    private async Task<Window?> AskAsync(string token, Address to, CancellationToken cancel)
    {
        var asking = _asking.GetOrAdd(to.Team, _ => new Asking());
        var since = asking.Want(to.User, clock.GetUtcNow());
        await asking.One.WaitAsync(cancel);
        try
        {
            if (IsKnown(to.Team, to.User) is { } answered) return answered;
            var now = clock.GetUtcNow();
            if (!asking.MayAsk(now)) return now - since < Patience ? new Window(true, now, now + Patience / 2, now) : null;
            var slack = api.Within(cancel);
            var several = await slack.DndTeamInfo(token, asking.Next(to.User));
            if (several.Ok && several.Body.At("users") is { ValueKind: JsonValueKind.Object } users)
                foreach (var user in users.EnumerateObject()) Learn(to.Team, user.Name, user.Value);
            else if (several.Reached == SlackReach.Answered && await slack.DndInfo(token, to.User) is { Ok: true } one) Learn(to.Team, to.User, one.Body);
            return IsKnown(to.Team, to.User);
        }
        finally
        {
            asking.One.Release();
        }
    }

    private Window? IsKnown(string team, string user) =>
        _known.TryGetValue((team, user), out var window) && clock.GetUtcNow() - window.AskedAt <= Remembered ? window : null;

    private static DateTimeOffset At(long? seconds) => DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds ?? 0, 0, 253_402_300_799));

    private sealed record Window(bool IsOn, DateTimeOffset Start, DateTimeOffset End, DateTimeOffset AskedAt);

    /// <summary>What is to be asked of one team.</summary>
    private sealed class Asking
    {
        private readonly ConcurrentDictionary<string, DateTimeOffset> _wanted = new();
        private (long Minute, int Asked) _asked;

        internal SemaphoreSlim One { get; } = new(1, 1);

        /// <summary>Since when this one is wanted.</summary>
        internal DateTimeOffset Want(string user, DateTimeOffset now) => _wanted.Count < MostKnown ? _wanted.GetOrAdd(user, now) : DateTimeOffset.MinValue;

        internal bool MayAsk(DateTimeOffset now)
        {
            var minute = now.ToUnixTimeSeconds() / 60;
            _asked = (minute, _asked.Minute == minute ? _asked.Asked + 1 : 1);
            return _asked.Asked <= MostAsked;
        }

        /// <summary>The one who is written to now, and others of those wanted.</summary>
        internal List<string> Next(string first)
        {
            List<string> next = [first, .. _wanted.Keys.Where(u => u != first).Take(MostAtOnce - 1)];
            foreach (var user in next) _wanted.TryRemove(user, out _);
            return next;
        }
    }
}
