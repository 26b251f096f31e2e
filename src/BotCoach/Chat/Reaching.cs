using BotCoach.Channels;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Chat;

/// <summary>Finds where a person can be written to: the identity seen last that is not switched off, else a channel that can find the person.</summary>
public sealed class Reaching(BotCoachDb db, Roster roster, IEnumerable<IChannel> channels)
{
    public async Task<Address?> AddressOfAsync(Guid personId, DateTimeOffset now, CancellationToken cancel)
    {
        var known = await db.Identities.Where(i => i.PersonId == personId).OrderByDescending(i => i.LastSeenAt).ToListAsync(cancel);
        var on = known.FirstOrDefault(i => i.OffBecause is null && channels.Any(c => c.Name == i.Channel));
        if (on is not null) return new Address(on.Channel, on.Team, on.ExternalId, on.Conversation);
        return known.Count > 0 ? null : await FindAsync(personId, now, cancel);
    }

    private async Task<Address?> FindAsync(Guid personId, DateTimeOffset now, CancellationToken cancel)
    {
        var person = await db.People.SingleAsync(p => p.Id == personId, cancel);
        var workspaceId = db.WorkspaceId;
        var installations = await db.Installations.AsNoTracking().Where(i => i.WorkspaceId == workspaceId && i.RemovedAt == null).ToListAsync(cancel);
        foreach (var installation in installations)
        {
            if (channels.FirstOrDefault(c => c.Name == installation.Channel) is not { } channel) continue;
            var to = await channel.ReachAsync(installation.ExternalId, new KnownPerson(personId.ToString("N"), person.Name, person.Email), cancel);
            if (to is null) continue;
            roster.Introduce(personId, to, now);
            return to;
        }
        return null;
    }
}
