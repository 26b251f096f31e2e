using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace BotCoach.Channels.Slack;

/// <summary>What needs the network before it can be taken in: a file to fetch, somebody whom the host does not know. See <see cref="LaterNotes"/>.</summary>
internal sealed class SlackLater(
    IInbox inbox, IChannelNotes notes, SlackApi api, SlackTokens tokens, SlackScreen screen, SlackFiles files, TimeProvider clock, ILogger<SlackLater> log)
{
    private readonly LaterNotes _later = new(SlackChannel.Slack, notes, clock, log);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _throttled = new();
    private string _said = "";

    internal async Task<SlackAnswer> KeepAsync(SlackPost post, Inbound inbound, CancellationToken cancel)
    {
        var kept = JsonSerializer.Serialize(new Kept(post.Door, post.Body.GetRawText()));
        if (await _later.KeepAsync(post.HappenedAt, inbound.DedupeId, kept, cancel) is not { } key) return SlackAnswer.Empty;
        return new SlackAnswer { After = () => DoAsync(key, post, default) };
    }

    /// <summary>Does what an instance kept and did not come to do. Returns how much there was.</summary>
    internal Task<int> SweepAsync(CancellationToken cancel) => _later.SweepAsync((key, body, over) =>
    {
        var kept = JsonSerializer.Deserialize<Kept>(body)!;
        return DoAsync(key, new SlackPost(kept.Door, JsonElement.Parse(kept.Body)), over);
    }, cancel);

    private async Task DoAsync(string key, SlackPost post, CancellationToken cancel)
    {
        if (SlackReader.Read(post) is { } inbound && !await TakeInAsync(post, inbound, cancel)) return;
        await _later.DoneAsync(key, cancel);
    }

    /// <summary>False: Slack could not be asked; it is tried again.</summary>
    private async Task<bool> TakeInAsync(SlackPost post, Inbound inbound, CancellationToken cancel)
    {
        // In a shared channel it may be a colleague whose own company has installed the app as well.
        var team = await tokens.OfAsync(inbound.Caller.Team, cancel) is null ? post.Installed : inbound.Caller.Team;
        if (_throttled.TryGetValue(team, out var until) && clock.GetUtcNow() < until) return false;
        var back = await tokens.CallAsync(team, token => api.UsersInfo(token, inbound.Caller.User), cancel);
        if (back.Reached == SlackReach.Throttled) _throttled[team] = clock.GetUtcNow() + (back.RetryAfter ?? LaterNotes.LeftTo);
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

    private sealed record Kept(SlackDoor Door, string Body);
}
