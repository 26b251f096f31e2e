using Microsoft.Extensions.Logging;

namespace BotCoach.Channels.Slack;

/// <summary>Says a sentence to somebody for whom the host has no message to send: a guest, a closed account, a company that is not set up.</summary>
internal sealed class SlackAside(SlackApi api, SlackTokens tokens, TimeProvider clock, ILogger<SlackAside> log)
{
    private readonly AsidePace _pace = new(SlackChannel.Posts.BetweenInOneConversation, clock);

    /// <param name="installed">The installation whose token it is said with.</param>
    /// <param name="to">A chat, or a person, whose chat with the bot is meant.</param>
    /// <param name="message">What to say.</param>
    internal async Task SayAsync(string installed, string to, Message message)
    {
        var words = SlackWriter.WholeText(message);
        if (!_pace.Take(installed, to, words)) return;
        if (await tokens.OfAsync(installed, default) is not { } token)
        {
            log.LogWarning("Slack workspace {Team} has no BotCoach: nothing can be said there", installed);
            return;
        }
        var back = await api.ChatPostMessage(token, to, words, SlackWriter.Blocks(message), null);
        if (back.Reached == SlackReach.Throttled) _pace.Hold(installed, back.RetryAfter);
        if (!back.Ok) log.LogInformation("Slack did not take an answer to somebody in {Team}: {Error}", installed, back.InWords);
    }
}
