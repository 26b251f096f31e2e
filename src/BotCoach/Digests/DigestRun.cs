using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;

namespace BotCoach.Digests;

/// <summary>
/// The digest at each manager's first working start of the week, some managers of one workspace a unit of work. The row of the ledger is opened first, so that of two
/// instances one makes each; nothing changed: nothing is sent, and the row stands. Outside working time it moves to the next start, never early.
/// </summary>
public sealed class DigestRun(BotCoachDb db, Calendars calendars, DigestDesk desk) : IClaimingChore
{
    public const int Batch = 5;

    public int Most { get; set; } = Batch;

    public Claimed? Claimed { get; private set; }

    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.WorkspaceWithDuePersonAsync(PersonDueKind.Digest, now) is not { } workspace) return 0;
        db.Scope.Enter(workspace);
        var ids = await db.ClaimPeopleAsync(PersonDueKind.Digest, now, Most);
        Claimed = new Claimed(workspace, ids);
        var of = await calendars.OfAsync(ids);
        List<DueDigest> due = [.. from id in ids let manager = db.TrackedPerson(id)! where Leads(manager) let day = of[id].ShiftDay(now) where day is not null select new DueDigest(manager, Week(id, day.Value, now), of[id])];
        var opened = await db.OpenDigestsAsync([.. due.Select(d => d.Week)]);
        await desk.SendAsync([.. due.Where(d => opened.Contains(d.Week.Id))], now);
        // outside working time it is still to come; in it, it was made now or before
        await db.WritePersonDueAsync(PersonDueKind.Digest, [.. ids.Select(id => (id, DigestDays.Next(of[id], now, of[id].ShiftDay(now) is { } day ? DigestDays.MondayOf(day) : null)))]);
        return ids.Count;
    }

    public Task PutOffAsync(IReadOnlyList<Guid> ids, DateTimeOffset until) => db.PutOffPeopleAsync(PersonDueKind.Digest, ids, until);

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => db.NextPersonDueAsync(PersonDueKind.Digest, cancel);

    private static bool Leads(Person person) => person.MergedInto is null && person.Role.Leads();

    private Digest Week(Guid manager, NodaTime.LocalDate day, DateTimeOffset now) => new() { WorkspaceId = db.WorkspaceId, Id = OrderedId.Next(now), ManagerId = manager, Week = DigestDays.MondayOf(day), MadeAt = now };
}
