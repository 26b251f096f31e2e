using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace BotCoach.Channels.Slack;

/// <summary>
/// Takes what Slack posted to the inbox, by HTTP or over a socket, and says what Slack hears in answer. Nothing here waits for the network but
/// opening a form; what needs it first (a file, somebody we never met) is kept, answered, and done right after.
/// </summary>
internal sealed class SlackDesk(
    IInbox inbox, SlackScreen screen, SlackLater later, SlackTokens tokens, SlackReplyUrls replyUrls, SlackQuiet quiet, ILogger<SlackDesk> log)
{
    internal async Task<SlackAnswer> ReceiveAsync(SlackPost post, CancellationToken cancel)
    {
        Notice(post);
        if (SlackReader.Read(post) is not { } inbound) return SlackAnswer.Empty;
        if (inbound is FileShared) return await later.KeepAsync(post, inbound, cancel);
        var reply = await inbox.ReceiveAsync(inbound, cancel);
        if (reply is WhoIsThis) return inbound is OptionsAsked ? await screen.AnswerAsync(post, new Options([]), cancel) : await later.KeepAsync(post, inbound, cancel);
        if (inbound is BotRemoved { At: var removedAt }) await tokens.ForgetAsync(post.Installed, removedAt, cancel);
        return await screen.AnswerAsync(post, reply, cancel);
    }

    /// <summary>What Slack lets us know, and nobody did.</summary>
    private void Notice(SlackPost post)
    {
        if (post.Door == SlackDoor.Interaction && post.Pressed is var (channel, ts) && post.ResponseUrl is { } url) replyUrls.Learn(channel, ts, url);
        if (post.Door != SlackDoor.Event) return;
        if (post.Type == "app_rate_limited") log.LogWarning("Slack holds events of {Team} back: more than 30,000 came within an hour", post.Body.Words("team_id"));
        if (post.Body.At("event") is { } happened && happened.Words("type") == "dnd_updated_user" && happened.Words("user") is { } user
            && happened.At("dnd_status") is { ValueKind: JsonValueKind.Object } status)
            quiet.Learn(post.Installed, user, status);
    }
}
