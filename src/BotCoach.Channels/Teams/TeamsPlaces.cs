using System.Collections.Concurrent;
using System.Text.Json;

namespace BotCoach.Channels.Teams;

/// <summary>How somebody, or a team's channel, is written to (a conversation reference).</summary>
/// <param name="Service">The Connector's address for it; it can change, so every activity says it anew.</param>
/// <param name="Bot">The bot's own id.</param>
/// <param name="Member">The person by Teams' own id; empty for a team.</param>
/// <param name="Conversation">The chat, or the channel; empty while the person was only met elsewhere.</param>
internal sealed record TeamsPlace(string Service, string Bot, string Member, string Conversation);

/// <summary>
/// Where people are written to unasked: learned from every activity that was verified, kept in the host's notes for all instances
/// (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages).
/// </summary>
internal sealed class TeamsPlaces(IChannelNotes notes, TimeProvider clock)
{
    private const string People = "at/";
    private const string Teams = "team/";
    private const int MostKnown = 20_000;
    private const int MostTeams = 20;

    /// <summary>Another instance may have learned of another place since.</summary>
    private static readonly TimeSpan KnownFor = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, (TeamsPlace Place, DateTimeOffset At)> _known = new();

    /// <summary>Learns where the activity came from. True when its author was not met before, on any instance.</summary>
    internal async Task<bool> LearnAsync(TeamsPost post, CancellationToken cancel)
    {
        if (post.Tenant.Length == 0 || post.ServiceUrl is not { } service) return false;
        // Another instance may have heard that the bot was removed before it was added again: then what this one knows is kept no more.
        var isAnew = post.Type is "conversationUpdate" or "installationUpdate";
        if (post.Team is { } team) await PutAsync(TeamKey(post.Tenant, team.Id), known => new TeamsPlace(service, Either(post.Bot, known?.Bot), "", team.Id), isAnew, cancel);
        if (post.User.Length == 0) return false;
        return await PutAsync(Key(post.Tenant, post.User), known => new TeamsPlace(
            service, Either(post.Bot, known?.Bot), Either(post.Member, known?.Member), post.IsPersonal ? post.Conversation : known?.Conversation ?? ""), isAnew, cancel);
    }

    /// <summary>Where this person is written to, or null.</summary>
    internal async Task<TeamsPlace?> OfAsync(string tenant, string user, CancellationToken cancel) => Read(await notes.GetAsync(TeamsChannel.Teams, Key(tenant, user), cancel));

    /// <summary>A person whom we found, or whose chat was opened.</summary>
    internal Task KeepAsync(string tenant, string user, TeamsPlace place, CancellationToken cancel) => PutAsync(Key(tenant, user), _ => place, isAnew: true, cancel);

    /// <summary>The teams of a tenant that the bot is in: their people can be found there.</summary>
    internal async Task<IReadOnlyList<TeamsPlace>> TeamsAsync(string tenant, CancellationToken cancel) =>
        [.. (await notes.ListAsync(TeamsChannel.Teams, TeamKey(tenant, ""), MostTeams, cancel)).Select(n => Read(n.Value)).OfType<TeamsPlace>()];

    /// <summary>Anybody's of this tenant: its Connector is everybody's.</summary>
    internal async Task<TeamsPlace?> AnyAsync(string tenant, CancellationToken cancel) =>
        (await TeamsAsync(tenant, cancel)).FirstOrDefault() ?? Read((await notes.ListAsync(TeamsChannel.Teams, Key(tenant, ""), 1, cancel)).Select(n => n.Value).FirstOrDefault());

    /// <summary>The bot was removed: nothing is kept of where somebody was written to.</summary>
    internal Task ForgetAsync(TeamsPost post, CancellationToken cancel) =>
        ForgetAsync(post.IsPersonal ? Key(post.Tenant, post.User) : TeamKey(post.Tenant, post.Team?.Id ?? post.Conversation), cancel);

    private async Task ForgetAsync(string key, CancellationToken cancel)
    {
        _known.TryRemove(key, out _);
        await notes.RemoveAsync(TeamsChannel.Teams, key, cancel);
    }

    /// <summary>True when there was none before.</summary>
    private async Task<bool> PutAsync(string key, Func<TeamsPlace?, TeamsPlace> make, bool isAnew, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (!isAnew && _known.TryGetValue(key, out var known) && now - known.At < KnownFor && make(known.Place) == known.Place) return false;
        var before = Read(await notes.GetAsync(TeamsChannel.Teams, key, cancel));
        var place = make(before);
        if (place != before) await notes.PutAsync(TeamsChannel.Teams, key, JsonSerializer.Serialize(place), cancel);
        if (_known.Count >= MostKnown) _known.Clear();
        _known[key] = (place, now);
        return before is null;
    }

    private static TeamsPlace? Read(string? note) => note is null ? null : JsonSerializer.Deserialize<TeamsPlace>(note);

    private static string Either(string here, string? known) => here.Length > 0 ? here : known ?? "";

    private static string Key(string tenant, string user) => $"{People}{tenant}/{user}";

    private static string TeamKey(string tenant, string team) => $"{Teams}{tenant}/{team}";
}
