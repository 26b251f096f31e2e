using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Reminders;

/// <summary>Shows each person's reminders when they are due, one person a unit of work. Also asked when the person's calendar has changed.</summary>
public sealed class ReminderRun(BotCoachDb db, ReminderDesk desk) : IClaimingChore
{
    public int Most { set { } }

    public Claimed? Claimed { get; private set; }

    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.ClaimPersonAsync(PersonDueKind.Reminder, now) is not { } due) return 0;
        Claimed = new Claimed(due.WorkspaceId, [due.PersonId]);
        db.Scope.Enter(due.WorkspaceId);
        var clock = await db.PersonDues.SingleAsync(d => d.PersonId == due.PersonId && d.Kind == PersonDueKind.Reminder, cancel);
        var waiting = await db.Reminders.Where(r => r.PersonId == due.PersonId && r.State == ReminderState.Open && r.At != null).ToListAsync(cancel);
        var person = await db.People.SingleAsync(p => p.Id == due.PersonId, cancel);
        var next = person.MergedInto is { } other ? await desk.HandOverAsync(other, waiting) : person.Role == Role.Reader ? null : await desk.ShowDueAsync(person, waiting, now);
        if (next is { } at) clock.At = at;
        else db.PersonDues.Remove(clock);
        return 1;
    }

    public Task PutOffAsync(IReadOnlyList<Guid> ids, DateTimeOffset until) => db.PutOffPeopleAsync(PersonDueKind.Reminder, ids, until);

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => db.NextPersonDueAsync(PersonDueKind.Reminder, cancel);
}
