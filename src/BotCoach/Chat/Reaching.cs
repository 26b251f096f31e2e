using BotCoach.Channels;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Chat;

/// <summary>
/// Finds where a person can be written to: the account seen last that is not switched off, else a channel that can find the person.
/// Channels that are not real count only while there is no real one: a playground's page may be closed for good.
/// </summary>
public sealed class Reaching(BotCoachDb db, IEnumerable<IChannel> channels)
{
    private readonly List<IChannel> _used = [.. channels.Where(c => c.IsReal || channels.MayPlay())];

    public bool Uses(string channel) => _used.Any(c => c.Name == channel);

    /// <summary>Somebody is written to unasked, now or soon.</summary>
    public void Expect(Address to) => _used.Find(c => c.Name == to.Channel)?.Expect(to);

    /// <summary>The address that we know, or null; and whether the person has switched every address off.</summary>
    public async Task<(Address? To, bool IsOff)> KnownAsync(Guid personId, CancellationToken cancel)
    {
        var known = (await db.Identities.Where(i => (i.PersonId == personId || db.People.Any(p => p.Id == i.PersonId && p.MergedInto == personId)) && db.Installations.Any(n => n.Channel == i.Channel && n.ExternalId == i.Team && n.RemovedAt == null))
            .OrderByDescending(i => db.People.Any(p => p.Id == personId && p.SeenOn == i.Channel + "/" + i.Team + "/" + i.ExternalId)).ThenByDescending(i => i.LastSeenAt)
            .ToListAsync(cancel)).Where(i => Uses(i.Channel)).ToList();
        return known.Find(i => i.OffBecause is null) is { } on
            ? (new Address(on.Channel, on.Team, on.ExternalId, on.Conversation), false)
            : (null, known.Count > 0);
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
