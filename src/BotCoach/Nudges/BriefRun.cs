using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Nudges;

/// <summary>
/// The brief at each person's working start, one person a unit of work. A start that was slept through is made up for while that shift lasts;
/// outside working time it moves to the next start, never early. Nothing to say: nothing is sent, and the ledger row stands.
/// </summary>
public sealed class BriefRun(BotCoachDb db, Calendars calendars, BriefDesk desk, ZoneActions zones) : IClaimingChore
{
    public int Most { set { } }

    public Claimed? Claimed { get; private set; }

    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.ClaimPersonAsync(PersonDueKind.Brief, now) is not { } due) return 0;
        Claimed = new Claimed(due.WorkspaceId, [due.PersonId]);
        db.Scope.Enter(due.WorkspaceId);
        var person = await db.People.SingleAsync(p => p.Id == due.PersonId, cancel);
        var clock = await db.PersonDues.SingleAsync(d => d.PersonId == person.Id && d.Kind == PersonDueKind.Brief, cancel);
        var calendar = await calendars.OfAsync(person);
        if (person.MergedInto is null && calendar.ShiftDay(now) is { } day && await desk.OpenAsync(person, day, now) is { Shown: not "" }) await zones.AskOnceAsync(person, now);
        clock.At = calendar.NextStart(now);
        return 1;
    }

    public Task PutOffAsync(IReadOnlyList<Guid> ids, DateTimeOffset until) => db.PutOffPeopleAsync(PersonDueKind.Brief, ids, until);

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => db.NextPersonDueAsync(PersonDueKind.Brief, cancel);
}
