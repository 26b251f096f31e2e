using System.Collections.Concurrent;

namespace BotCoach.Channels.Slack;

/// <summary>
/// Who does not want to be disturbed now (<c>dnd.info</c>, https://docs.slack.dev/reference/methods/dnd.info). Asked of Slack as often as its limits
/// allow (50 a minute, for all instances together) and remembered for a while; where it is not known, the message goes, and Slack itself keeps it silent.
/// </summary>
internal sealed class SlackQuiet(SlackApi api, TimeProvider clock)
{
    // In any sixty seconds, of which two of the minutes counted here may hold a part, three instances ask 48 times at most.
    private const int MostAsked = 8;
    private const int MostKnown = 20_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(30);
    private readonly ConcurrentDictionary<(string Team, string User), Window> _known = new();
    private readonly ConcurrentDictionary<string, (long Minute, int Asked)> _asked = new();

    /// <summary>Until when this person is not to be disturbed, or null.</summary>
    internal async Task<DateTimeOffset?> UntilAsync(string token, Address to)
    {
        var now = clock.GetUtcNow();
        if (!_known.TryGetValue((to.Team, to.User), out var window) || now - window.AskedAt > Remembered)
        {
            if (!MayAsk(to.Team, now)) return null;
            var back = await api.DndInfo(token, to.User);
            if (!back.Ok) return null;
            window = Learn(to.Team, to.User, back.Body);
        }
        return window.IsOn && window.Start <= now && now < window.End ? window.End : null;
    }

    /// <summary>What Slack says of it, asked or not (<c>dnd_updated_user</c>).</summary>
    internal Window Learn(string team, string user, System.Text.Json.JsonElement said)
    {
        var window = new Window(said.Flag("dnd_enabled"), At(said.Number("next_dnd_start_ts")), At(said.Number("next_dnd_end_ts")), clock.GetUtcNow());
        if (_known.Count > MostKnown) _known.Clear();
        return _known[(team, user)] = window;
    }

    private bool MayAsk(string team, DateTimeOffset now)
    {
        var minute = now.ToUnixTimeSeconds() / 60;
        return _asked.AddOrUpdate(team, (minute, 1), (_, was) => was.Minute == minute ? (minute, was.Asked + 1) : (minute, 1)).Asked <= MostAsked;
    }

    private static DateTimeOffset At(long? seconds) => DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds ?? 0, 0, 253_402_300_799));

    internal sealed record Window(bool IsOn, DateTimeOffset Start, DateTimeOffset End, DateTimeOffset AskedAt);
}
