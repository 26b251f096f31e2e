using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Digests;

/// <summary>A digest that was sent, and to whom.</summary>
public sealed record SentDigest(Guid Id, Guid ManagerId, string Manager, DateTimeOffset MadeAt);

/// <summary>
/// Digests that were sent, read again: a manager's own, and for an admin everybody's. What deals, people and stages are called is as it is now, and so are reasons: a name that was taken
/// out of a deal is in no digest either.
/// </summary>
public sealed class DigestKept(BotCoachDb db, DigestReading reading)
{
    private const int Most = 200;

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<SentDigest>> ListAsync(Person person) => await db.Delivered().AsNoTracking()
        .Where(d => person.Role == Role.Admin || d.ManagerId == person.Id)
        .Join(db.People, d => d.ManagerId, p => p.Id, (d, p) => new { d.Id, d.ManagerId, p.Name, d.MadeAt })
        .OrderByDescending(d => d.MadeAt).ThenBy(d => d.Name).Take(Most).Select(d => new SentDigest(d.Id, d.ManagerId, d.Name, d.MadeAt)).ToListAsync();

    /// <summary>Null for one that is not there, was not sent, or is somebody else's.</summary>
    public async Task<(SentDigest Digest, DigestSheet Sheet)?> OpenAsync(Person person, Guid id)
    {
        var digest = await db.Digests.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id && d.MessageId != null);
        if (digest is null || (person.Role != Role.Admin && digest.ManagerId != person.Id)) return null;
        var manager = await db.People.AsNoTracking().Where(p => p.Id == digest.ManagerId).Select(p => p.Name).SingleAsync();
        return (new SentDigest(digest.Id, digest.ManagerId, manager, digest.MadeAt), await reading.AgainAsync(digest));
    }
}
