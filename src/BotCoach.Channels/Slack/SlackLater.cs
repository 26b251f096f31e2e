using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace BotCoach.Channels.Slack;

/// <summary>
/// What needs the network before it can be taken in: a file to fetch, somebody whom the host does not know. It is kept in the host's notes before Slack
/// hears that it arrived, done right after, and done again, oldest first, by whichever instance claims it, should that not have come about: taken in
/// twice, it acts once.
/// </summary>
internal sealed class SlackLater(
    IInbox inbox, IChannelNotes notes, SlackApi api, SlackTokens tokens, SlackScreen screen, SlackFiles files, TimeProvider clock, ILogger<SlackLater> log)
{
    private const string Prefix = "later/";
    private const int Page = 50;
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    /// <summary>Whoever keeps or claims it has this long: longer than asking who it is and fetching the files takes.</summary>
    private static readonly TimeSpan LeftTo = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _throttled = new();
    private string _said = "";

    internal async Task<SlackAnswer> KeepAsync(SlackPost post, Inbound inbound, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var key = Key(post.HappenedAt ?? now, inbound.DedupeId);
        var kept = new Kept(post.Door, post.Body.GetRawText(), now + LeftTo);
        if (!await notes.AddAsync(SlackChannel.Slack, key, JsonSerializer.Serialize(kept), now + KeptFor, cancel)) return SlackAnswer.Empty;
        return new SlackAnswer { After = () => DoAsync(key, post, default) };
    }

    /// <summary>Does what an instance kept and did not come to do. Returns how much there was.</summary>
    internal async Task<int> SweepAsync(CancellationToken cancel)
    {
        var (done, last) = (0, "");
        while (await notes.NextAsync(SlackChannel.Slack, Prefix, last, Page, cancel) is { Count: > 0 } page)
        {
            foreach (var (key, value) in page)
                if (await DoClaimedAsync(key, value, cancel)) done++;
            last = page[^1].Key;
        }
        return done;
    }

    /// <summary>False: it is another's for now. What cannot be done keeps nothing else from being done.</summary>
    private async Task<bool> DoClaimedAsync(string key, string value, CancellationToken cancel)
    {
        try
        {
            var (kept, now) = (JsonSerializer.Deserialize<Kept>(value)!, clock.GetUtcNow());
            if (kept.ClaimedUntil > now) return false;
            if (!await notes.SwapAsync(SlackChannel.Slack, key, value, JsonSerializer.Serialize(kept with { ClaimedUntil = now + LeftTo }), cancel)) return false;
            await DoAsync(key, new SlackPost(kept.Door, JsonElement.Parse(kept.Body)), cancel);
        }
        catch (Exception fault) when (fault is not (HostUnavailableException or OperationCanceledException))
        {
            log.LogError(fault, "What Slack sent was kept and cannot be taken in: {Key}", key);
        }
        return true;
    }

    private async Task DoAsync(string key, SlackPost post, CancellationToken cancel)
    {
        if (SlackReader.Read(post) is { } inbound && !await TakeInAsync(post, inbound, cancel)) return;
        await notes.RemoveAsync(SlackChannel.Slack, key, cancel);
    }

    /// <summary>False: Slack could not be asked; it is tried again.</summary>
    private async Task<bool> TakeInAsync(SlackPost post, Inbound inbound, CancellationToken cancel)
    {
        // In a shared channel it may be a colleague whose own company has installed the app as well.
        var team = await tokens.OfAsync(inbound.Caller.Team, cancel) is null ? post.Installed : inbound.Caller.Team;
        if (_throttled.TryGetValue(team, out var until) && clock.GetUtcNow() < until) return false;
        var back = await tokens.CallAsync(team, token => api.UsersInfo(token, inbound.Caller.User), cancel);
        if (back.Reached == SlackReach.Throttled) _throttled[team] = clock.GetUtcNow() + (back.RetryAfter ?? LeftTo);
        if (!back.Ok) return IsNobody(back, team);
        if (back.Body.At("user") is not { } user || SlackPeople.Read(user, team) is not { } caller) return true;
        using var fetched = inbound is FileShared ? await FetchAsync(post, cancel) : null;
        if (fetched is { IsComplete: false }) return false;
        var known = inbound is FileShared shared ? shared with { Caller = caller, Files = fetched!.Files, Refusal = fetched.Refusal } : inbound with { Caller = caller };
        await screen.AfterwardsAsync(post, await inbox.ReceiveAsync(known, cancel), cancel);
        return true;
    }

    /// <summary>Slack will never say who this is. Anything else it answers may be mended: the app installed again, a permission added, the token exchanged.</summary>
    private bool IsNobody(SlackReturn back, string team)
    {
        var reason = $"{team} {back.Error}";
        // Once for each reason, not for each who waits for it.
        if (back.Reached == SlackReach.Answered && _said != reason) log.LogWarning("Slack does not say who somebody new in {Team} is: {Error}", team, back.InWords);
        if (back.Reached == SlackReach.Answered) _said = reason;
        return back.Error is "user_not_found" or "user_not_visible";
    }

    private async Task<FetchedFiles?> FetchAsync(SlackPost post, CancellationToken cancel) => await tokens.OfAsync(post.Installed, cancel) is { } token
        ? await files.FetchAsync(token, post.Body.At("event")!.Value, cancel)
        : new FetchedFiles { IsComplete = false };

    private static string Key(DateTimeOffset at, string id) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{at.ToUnixTimeSeconds():D11}/{id}");

    private sealed record Kept(SlackDoor Door, string Body, DateTimeOffset ClaimedUntil);
}
