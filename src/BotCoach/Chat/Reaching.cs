using BotCoach.Channels;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Chat;

/// <summary>
/// Finds where people can be written to: the account seen last that is not switched off, else a channel that can find the person.
/// Channels that are not real count only while there is no real one: a playground's page may be closed for good.
/// </summary>
public sealed class Reaching(BotCoachDb db, IEnumerable<IChannel> channels)
{
    private readonly List<IChannel> _used = [.. channels.Where(c => c.IsReal || channels.MayPlay())];
    private HashSet<(string Channel, string Team)> _removed = [];
    private Dictionary<Guid, string?> _seenOn = [];
    private ILookup<Guid, Identity> _accounts = Array.Empty<Identity>().ToLookup(i => i.PersonId);

    public bool Uses(string channel) => _used.Exists(c => c.Name == channel);

    /// <summary>Somebody is written to unasked, now or soon.</summary>
    public void Expect(Address to) => _used.Find(c => c.Name == to.Channel)?.Expect(to);

    /// <summary>Reads what is known of these people and teams, for all that is asked of them below.</summary>
    public async Task ReadAsync(Guid[] people, IReadOnlyCollection<string> teams, CancellationToken cancel)
    {
        _removed = teams.Count == 0 ? [] : [.. (await db.Installations.AsNoTracking().Where(i => teams.Contains(i.ExternalId) && i.RemovedAt != null).ToListAsync(cancel)).Select(i => (i.Channel, i.ExternalId))];
        var trip = new RoundTrip(db);
        var (own, others, merged) = (trip.Ask(OutboxRows.Accounts, people), trip.Ask(OutboxRows.MergedAccounts, people), trip.Ask(OutboxRows.Merged, people));
        await trip.RunAsync();
        var into = merged.ToDictionary(p => p.Id, p => p.MergedInto!.Value);
        _accounts = own.Concat(others).Where(i => Uses(i.Channel)).ToLookup(i => into.GetValueOrDefault(i.PersonId, i.PersonId));
        List<Guid> ofSeveral = [.. _accounts.Where(a => a.Count() > 1).Select(a => a.Key)];
        if (ofSeveral.Count > 0) _seenOn = await db.People.Where(p => ofSeveral.Contains(p.Id)).Select(p => new { p.Id, p.SeenOn }).ToDictionaryAsync(p => p.Id, p => p.SeenOn, cancel);
    }

    /// <summary>The bot was removed from this team.</summary>
    public bool IsRemoved(string channel, string team) => _removed.Contains((channel, team));

    /// <summary>The address that we know, or null; and whether the person has switched every address off.</summary>
    public (Address? To, bool IsOff) Known(Guid personId)
    {
        var (seenOn, accounts) = (_seenOn.GetValueOrDefault(personId), _accounts[personId]);
        var on = accounts.Where(a => a.OffBecause is null).OrderByDescending(a => $"{a.Channel}/{a.Team}/{a.ExternalId}" == seenOn).ThenByDescending(a => a.LastSeenAt).FirstOrDefault();
        return on is null ? (null, accounts.Any()) : (new Address(on.Channel, on.Team, on.ExternalId, on.Conversation), false);
    }

    /// <summary>Where a person who never wrote to us is looked for.</summary>
    public async Task<IReadOnlyList<(string Channel, string Team)>> PlacesAsync(CancellationToken cancel)
    {
        var workspaceId = db.WorkspaceId;
        var installations = await db.Installations.AsNoTracking().Where(i => i.WorkspaceId == workspaceId && i.RemovedAt == null)
            .OrderBy(i => i.Channel).ThenBy(i => i.ExternalId).ToListAsync(cancel);
        return [.. installations.Where(i => Uses(i.Channel)).Select(i => (i.Channel, i.ExternalId))];
    }

    /// <summary>Asks the channels for a person who never wrote to us, and what they say of one that is found. Talks to the network: call it outside of any transaction.</summary>
    public async Task<SendResult> FindAsync(Guid personId, CancellationToken cancel)
    {
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Id == personId, cancel);
        var known = new KnownPerson(personId.ToString("N"), person.Name, person.Email);
        SendResult found = new Reached(null);
        foreach (var (name, team) in await PlacesAsync(cancel))
        {
            var result = await _used.Find(c => c.Name == name)!.ReachAsync(team, known, cancel);
            if (result is Reachable there) return new Reached(there.At, there.Who);
            if (result is ReachLater later) found = new NotReachedYet(name, team, later);
        }
        return found;
    }
}
