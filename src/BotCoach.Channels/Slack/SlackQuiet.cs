using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace BotCoach.Channels.Slack;

/// <summary>
/// Who does not want to be disturbed now. Asked of Slack for fifty people at a time (<c>dnd.teamInfo</c>, https://docs.slack.dev/reference/methods/dnd.teamInfo),
/// those first who are to be written to next, as often as its limits allow (20 a minute, for all instances together), and remembered for a while.
/// An organisation's token is not told of several people at once, and asks for one (<c>dnd.info</c>). Where it is not known, the message goes, and Slack
/// itself keeps it silent.
/// </summary>
internal sealed class SlackQuiet(SlackApi api, IChannelNotes notes, TimeProvider clock)
{
    // In any sixty seconds, of which two of the minutes counted here may hold a part, no more than twice as many.
    private const int MostAsked = 9;
    private const int MostAtOnce = 50;
    private const int MostKnown = 20_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan LeftAlone = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(string Team, string User), Window> _known = new();
    private readonly ConcurrentDictionary<string, Wanted> _wanted = new();

    /// <summary>Somebody who is written to soon is asked for along with the next.</summary>
    internal void Expect(Address to)
    {
        if (IsKnown(to.Team, to.User) is null) WantedOf(to.Team).Add(to.User);
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
        var wanted = WantedOf(to.Team);
        wanted.Add(to.User);
        await wanted.One.WaitAsync(cancel);
        try
        {
            if (IsKnown(to.Team, to.User) is { } answered) return answered;
            // Slack that does not answer is not waited for by one after the other.
            if (clock.GetUtcNow() < wanted.NotBefore || !await MayAskAsync(to.Team, cancel)) return null;
            var slack = api.Within(cancel);
            var several = await slack.DndTeamInfo(token, wanted.Take(to.User, MostAtOnce));
            if (several.Reached != SlackReach.Answered) wanted.NotBefore = clock.GetUtcNow() + (several.RetryAfter ?? LeftAlone);
            if (several.Ok && several.Body.At("users") is { ValueKind: JsonValueKind.Object } users)
                foreach (var user in users.EnumerateObject()) Learn(to.Team, user.Name, user.Value);
            else if (several.Reached == SlackReach.Answered && await slack.DndInfo(token, to.User) is { Ok: true } one) Learn(to.Team, to.User, one.Body);
            return IsKnown(to.Team, to.User);
        }
        finally
        {
            wanted.One.Release();
        }
    }

    /// <summary>Takes one of this minute's questions, of which all instances have so many together.</summary>
    private async Task<bool> MayAskAsync(string team, CancellationToken cancel)
    {
        var (key, minute) = ($"dnd/{team}", clock.GetUtcNow().ToUnixTimeSeconds() / 60);
        // Another instance may take one at the same time; each try that is lost is one that somebody took.
        for (var tries = 0; tries <= MostAsked; tries++)
        {
            var note = await notes.GetAsync(SlackChannel.Slack, key, cancel);
            var asked = note?.Split(' ') is [var at, var many] && at == Text(minute) ? int.Parse(many, CultureInfo.InvariantCulture) : 0;
            if (asked >= MostAsked) return false;
            var taken = $"{Text(minute)} {Text(asked + 1)}";
            if (note is null ? await notes.AddAsync(SlackChannel.Slack, key, taken, null, cancel) : await notes.SwapAsync(SlackChannel.Slack, key, note, taken, cancel)) return true;
        }
        return false;
    }

    private Wanted WantedOf(string team) => _wanted.GetOrAdd(team, _ => new Wanted());

    private Window? IsKnown(string team, string user) =>
        _known.TryGetValue((team, user), out var window) && clock.GetUtcNow() - window.AskedAt <= Remembered ? window : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset At(long? seconds) => DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds ?? 0, 0, 253_402_300_799));

    private sealed record Window(bool IsOn, DateTimeOffset Start, DateTimeOffset End, DateTimeOffset AskedAt);

    /// <summary>Who is to be asked for in one team, in the order in which they are to be written to.</summary>
    private sealed class Wanted
    {
        private readonly Queue<string> _line = new();
        private readonly HashSet<string> _users = [];

        internal SemaphoreSlim One { get; } = new(1, 1);

        internal DateTimeOffset NotBefore { get; set; }

        internal void Add(string user)
        {
            lock (_line)
                if (_line.Count < MostKnown && _users.Add(user)) _line.Enqueue(user);
        }

        /// <summary>The one who is written to now, and who is next.</summary>
        internal List<string> Take(string first, int most)
        {
            lock (_line)
            {
                _users.Remove(first);
                List<string> taken = [first];
                while (taken.Count < most && _line.TryDequeue(out var next))
                    if (_users.Remove(next)) taken.Add(next);
                return taken;
            }
        }
    }
}
