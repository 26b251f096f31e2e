using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Reminders;

/// <summary>When each person's next reminder comes. Written at once, so call it inside a transaction, and before the reminders themselves are saved.</summary>
public sealed class ReminderClock(BotCoachDb db)
{
    /// <summary>The person's brief is about to be made, and takes along what the day was to bring.</summary>
    public Task<bool> BriefIsDueAsync(Guid personId, DateTimeOffset now) => db.PersonDues.AnyAsync(d => d.PersonId == personId && d.Kind == PersonDueKind.Brief && d.At <= now);

    /// <summary>Each person is asked for when the first of these comes.</summary>
    public async Task BringForwardAsync(IEnumerable<Reminder> changed)
    {
        foreach (var ofPerson in changed.Where(r => r.At is not null).GroupBy(r => r.PersonId).OrderBy(g => g.Key)) await BringForwardAsync(ofPerson.Key, ofPerson.Min(r => r.At)!.Value);
    }

    public async Task BringForwardAsync(Guid personId, DateTimeOffset at)
    {
        // A person whom this unit of work itself adds is not in the database yet, so the clock is saved along with the person.
        var isNew = db.People.Local.Any(p => p.Id == personId && db.Entry(p).State == EntityState.Added);
        if (!isNew) await db.BringReminderForwardAsync(personId, at);
        else if (db.PersonDues.Local.FirstOrDefault(d => d.PersonId == personId && d.Kind == PersonDueKind.Reminder) is { } known) known.At = known.At < at ? known.At : at;
        else db.PersonDues.Add(new PersonDue { WorkspaceId = db.WorkspaceId, PersonId = personId, Kind = PersonDueKind.Reminder, At = at });
    }
}
