using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Nudges;

/// <summary>When each person's next brief is: at the next start of their working day. Everyone who owns an open deal has such a clock.</summary>
public sealed class BriefClock(BotCoachDb db, Calendars calendars)
{
    public Task EnsureAsync(Guid personId, DateTimeOffset now) => EnsureAsync([personId], now);

    public async Task EnsureAsync(IReadOnlyCollection<Guid> personIds, DateTimeOffset now)
    {
        if (personIds.Count == 0) return;
        var have = await db.PersonDues.Where(d => d.Kind == PersonDueKind.Brief && personIds.Contains(d.PersonId)).Select(d => d.PersonId).ToListAsync();
        foreach (var id in personIds.Except(have)) await AddAsync(id, now);
    }

    /// <summary>A person whom this unit of work itself adds is not in the database yet, so the clock is saved along with the person.</summary>
    private async Task AddAsync(Guid personId, DateTimeOffset now)
    {
        var added = db.People.Local.FirstOrDefault(p => p.Id == personId && db.Entry(p).State == EntityState.Added);
        if (added is null) await db.AddBriefClockAsync(personId, (await calendars.OfAsync(personId)).NextStart(now));
        else db.PersonDues.Add(new PersonDue
        {
            WorkspaceId = db.WorkspaceId, PersonId = personId, Kind = PersonDueKind.Brief, At = (await calendars.OfAsync(added)).NextStart(now),
        });
    }
}
