using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;

namespace BotCoach.Nudges;

/// <summary>
/// The brief at each person's working start, a hundred people of one workspace a unit of work. A start that was slept through is made up for while that shift
/// lasts; outside working time it moves to the next start, never early. Nothing to say: nothing is sent, and the ledger row stands.
/// </summary>
public sealed class BriefRun(BotCoachDb db, Calendars calendars, BriefDesk desk, ZoneActions zones) : IClaimingChore
{
    public const int Batch = 100;

    public int Most { get; set; } = Batch;

    public Claimed? Claimed { get; private set; }

    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.WorkspaceWithDuePersonAsync(PersonDueKind.Brief, now) is not { } workspace) return 0;
        db.Scope.Enter(workspace);
        var ids = await db.ClaimPeopleAsync(PersonDueKind.Brief, now, Most);
        Claimed = new Claimed(workspace, ids);
        var of = await calendars.OfAsync(ids);
        var due = ids.Select(id => db.TrackedPerson(id)!).Where(p => p is { MergedInto: null, Role: not Role.Reader }).Select(p => (Person: p, Day: of[p.Id].ShiftDay(now))).Where(p => p.Day is not null);
        foreach (var sheet in await desk.OpenAsync([.. due.Select(p => new DueBrief(p.Person, p.Day!.Value))], now))
            if (sheet.Day.IsSent) await zones.AskOnceAsync(sheet.Person, now);
        await db.WritePersonDueAsync(PersonDueKind.Brief, [.. ids.Select(id => (id, of[id].NextStart(now)))]);
        return ids.Count;
    }

    public Task PutOffAsync(IReadOnlyList<Guid> ids, DateTimeOffset until) => db.PutOffPeopleAsync(PersonDueKind.Brief, ids, until);

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => db.NextPersonDueAsync(PersonDueKind.Brief, cancel);
}
