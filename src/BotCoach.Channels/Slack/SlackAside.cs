using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace BotCoach.Channels.Slack;

/// <summary>
/// Says a sentence to somebody for whom the host has no message to send: a guest, a closed account, a company that is not set up. At most one a second goes
/// into a chat, and the same one not again within a minute; while Slack wants us to wait, none goes.
/// </summary>
internal sealed class SlackAside(SlackApi api, SlackTokens tokens, TimeProvider clock, ILogger<SlackAside> log)
{
    private const int MostKnown = 10_000;
    private static readonly TimeSpan BetweenTheSame = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(string Team, string To), (DateTimeOffset At, string Words)> _said = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _held = new();

    /// <param name="installed">The installation whose token it is said with.</param>
    /// <param name="to">A chat, or a person, whose chat with the bot is meant.</param>
    /// <param name="message">What to say.</param>
    internal async Task SayAsync(string installed, string to, Message message)
    {
        var (now, words) = (clock.GetUtcNow(), SlackWriter.WholeText(message));
        if (_held.TryGetValue(installed, out var until) && now < until) return;
        if (_said.Count > MostKnown) _said.Clear();
        if (_said.TryGetValue((installed, to), out var last) && now - last.At < (last.Words == words ? BetweenTheSame : SlackChannel.Posts.BetweenInOneConversation)) return;
        _said[(installed, to)] = (now, words);
        if (await tokens.OfAsync(installed, default) is not { } token)
        {
            log.LogWarning("Slack workspace {Team} has no BotCoach: nothing can be said there", installed);
            return;
        }
        var back = await api.ChatPostMessage(token, to, words, SlackWriter.Blocks(message), null);
        if (back.Reached == SlackReach.Throttled) _held[installed] = now + (back.RetryAfter ?? BetweenTheSame);
        if (!back.Ok) log.LogInformation("Slack did not take an answer to somebody in {Team}: {Error}", installed, back.InWords);
    }
}
