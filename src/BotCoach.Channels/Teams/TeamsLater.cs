using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace BotCoach.Channels.Teams;

/// <summary>What needs the network before it can be taken in: a file to fetch, somebody whom the host does not know. See <see cref="LaterNotes"/>.</summary>
internal sealed class TeamsLater(
    IInbox inbox, IChannelNotes notes, TeamsApi api, TeamsTokens tokens, TeamsScreen screen, TeamsFiles files, TimeProvider clock, ILogger<TeamsLater> log)
{
    private readonly LaterNotes _later = new(TeamsChannel.Teams, notes, clock, log);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _throttled = new();
    private string _said = "";

    internal async Task<TeamsAnswer> KeepAsync(TeamsPost post, Inbound inbound, CancellationToken cancel)
    {
        if (await _later.KeepAsync(post.HappenedAt, inbound.DedupeId, post.Body.GetRawText(), cancel) is not { } key) return TeamsAnswer.Empty;
        return new TeamsAnswer { After = () => DoAsync(key, post, default) };
    }

    /// <summary>Does what an instance kept and did not come to do. Returns how much there was.</summary>
    internal Task<int> SweepAsync(CancellationToken cancel) => _later.SweepAsync((key, body, over) => DoAsync(key, new TeamsPost(JsonElement.Parse(body)), over), cancel);

    private async Task DoAsync(string key, TeamsPost post, CancellationToken cancel)
    {
        if (TeamsReader.Read(post) is { } inbound && !await TakeInAsync(post, inbound, cancel)) return;
        await _later.DoneAsync(key, cancel);
    }

    /// <summary>False: Teams could not be asked; it is tried again.</summary>
    private async Task<bool> TakeInAsync(TeamsPost post, Inbound inbound, CancellationToken cancel)
    {
        if (_throttled.TryGetValue(post.Tenant, out var until) && clock.GetUtcNow() < until) return false;
        var back = await tokens.CallAsync(token => api.Within(cancel).GetConversationMember(token, post.ServiceUrl ?? "", post.Conversation, post.Member), cancel);
        if (back.Status == 429) _throttled[post.Tenant] = clock.GetUtcNow() + (back.RetryAfter ?? LaterNotes.LeftTo);
        if (!back.Ok) return IsNobody(back, post);
        if (TeamsPeople.Read(back.Body, post.Tenant) is not { } member || member.User != inbound.Caller.User) return true;
        var caller = member with { Zone = inbound.Caller.Zone, Locale = inbound.Caller.Locale };
        using var fetched = inbound is FileShared ? await files.FetchAsync(post, cancel) : null;
        if (fetched is { IsComplete: false }) return false;
        Inbound known = inbound switch
        {
            FileShared shared => shared with { Caller = caller, Files = fetched!.Files, Refusal = fetched.Refusal },
            BotAdded added => added with { Caller = caller, TeamName = TeamsPeople.CompanyOf(back.Body) ?? added.TeamName },
            _ => inbound with { Caller = caller },
        };
        await screen.AfterwardsAsync(post, await inbox.ReceiveAsync(known, cancel));
        return true;
    }

    /// <summary>Teams will never say who this is: not in a chat that the bot is not in, either. Anything else it answers may pass, or be mended.</summary>
    private bool IsNobody(TeamsReturn back, TeamsPost post)
    {
        if (back.Status == 403 && post.IsCommand) return true;
        var (tenant, reason) = (post.Tenant, $"{post.Tenant} {back.Code}");
        // Once for each reason, not for each who waits for it.
        if (back.Reached == TeamsReach.Answered && _said != reason) log.LogWarning("Teams does not say who somebody new in {Tenant} is: {Code}", tenant, TeamsWords.Of(back.Code));
        if (back.Reached == TeamsReach.Answered) _said = reason;
        return back.Status is 404 or 400;
    }
}
