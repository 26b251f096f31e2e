using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace BotCoach.Channels.Slack;

/// <summary>
/// What needs the network before it can be taken in: a file to fetch, somebody whom the host does not know. It is kept in the host's notes before Slack
/// hears that it arrived, done right after, and done again by whoever looks, should that not have come about: taken in twice, it acts once.
/// </summary>
internal sealed class SlackLater(
    IInbox inbox, IChannelNotes notes, SlackApi api, SlackTokens tokens, SlackScreen screen, SlackFiles files, TimeProvider clock, ILogger<SlackLater> log)
{
    private const string Prefix = "later/";
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);
    private static readonly TimeSpan LeftTo = TimeSpan.FromMinutes(1);

    internal async Task<SlackAnswer> KeepAsync(SlackPost post, Inbound inbound, CancellationToken cancel)
    {
        var (key, now) = (Prefix + inbound.DedupeId, clock.GetUtcNow());
        var kept = JsonSerializer.Serialize(new Kept(post.Door, post.Body.GetRawText(), now));
        if (!await notes.AddAsync(SlackChannel.Slack, key, kept, now + KeptFor, cancel)) return SlackAnswer.Empty;
        return new SlackAnswer { After = () => DoAsync(key, post, default) };
    }

    /// <summary>Does what an instance kept and did not come to do. Returns how much there was.</summary>
    internal async Task<int> SweepAsync(CancellationToken cancel)
    {
        var (left, done) = (await notes.ListAsync(SlackChannel.Slack, Prefix, 200, cancel), 0);
        foreach (var (key, value) in left)
        {
            if (JsonSerializer.Deserialize<Kept>(value) is not { } kept || clock.GetUtcNow() - kept.At < LeftTo) continue;
            await DoAloneAsync(key, new SlackPost(kept.Door, JsonElement.Parse(kept.Body)), cancel);
            done++;
        }
        return done;
    }

    /// <summary>What cannot be done keeps nothing else from being done.</summary>
    private async Task DoAloneAsync(string key, SlackPost post, CancellationToken cancel)
    {
        try
        {
            await DoAsync(key, post, cancel);
        }
        catch (Exception fault) when (fault is not (HostUnavailableException or OperationCanceledException))
        {
            log.LogError(fault, "What Slack sent was kept and cannot be taken in: {Key}", key);
        }
    }

    private async Task DoAsync(string key, SlackPost post, CancellationToken cancel)
    {
        if (SlackReader.Read(post) is { } inbound && !await TakeInAsync(post, inbound, cancel)) return;
        await notes.RemoveAsync(SlackChannel.Slack, key, cancel);
    }

    /// <summary>False: Slack could not be asked; it is tried again.</summary>
    private async Task<bool> TakeInAsync(SlackPost post, Inbound inbound, CancellationToken cancel)
    {
        if (await tokens.OfAsync(post.Installed, cancel) is not { } token) return true;
        var back = await api.UsersInfo(token, inbound.Caller.User);
        if (!back.Ok && back.Reached != SlackReach.Answered) return false;
        if (!back.Ok) log.LogWarning("Slack does not say who {User} is: {Error}", inbound.Caller.User, back.InWords);
        if (!back.Ok || back.Body.At("user") is not { } user || SlackPeople.Read(user, post.Installed) is not { } caller) return true;
        using var fetched = inbound is FileShared ? await files.FetchAsync(token, post.Body.At("event")!.Value, cancel) : null;
        if (fetched is { IsComplete: false }) return false;
        var known = inbound is FileShared shared ? shared with { Caller = caller, Files = fetched!.Files } : inbound with { Caller = caller };
        var reply = fetched?.Refusal is { } refusal ? Reply.Words(refusal) : await inbox.ReceiveAsync(known, cancel);
        await screen.AfterwardsAsync(post, reply, cancel);
        return true;
    }

    private sealed record Kept(SlackDoor Door, string Body, DateTimeOffset At);
}
