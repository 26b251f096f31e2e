using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;

namespace BotCoach.ProcessReviews;

/// <summary>
/// The monthly review at the first working start of each month of who is named for it, some people of one workspace a unit of work. The row of the ledger is opened first, so
/// that of two instances one makes each. Outside working time it moves to the next start, never early.
/// </summary>
public sealed class ProcessReviewRun(BotCoachDb db, Calendars calendars, ProcessReviewDesk desk, ReviewNames names) : IClaimingChore
{
    public int Most { get; set; } = 20;

    public Claimed? Claimed { get; private set; }

    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.WorkspaceWithDuePersonAsync(PersonDueKind.ProcessReview, now) is not { } workspace) return 0;
        db.Scope.Enter(workspace);
        var ids = await db.ClaimPeopleAsync(PersonDueKind.ProcessReview, now, Most);
        Claimed = new Claimed(workspace, ids);
        var (of, zone) = (await calendars.OfAsync(ids), await db.CompanyZoneAsync());
        var over = ReviewMonths.Of(now, zone).PlusMonths(-1);
        List<Guid> due = [];
        foreach (var person in ids.Select(id => db.TrackedPerson(id)!))
            if (person.MergedInto is not null) await names.PassOnAsync(person, now);
            else if (person.GetsProcessReview && ReviewMonths.IsDue(of[person.Id], now, zone) && await db.OpenReviewCopyAsync(new ProcessReviewCopy { WorkspaceId = workspace, PersonId = person.Id, Month = over, MadeAt = now }))
                due.Add(person.Id);
        await desk.SendAsync(due, over, now);
        await db.WritePersonDueAsync(PersonDueKind.ProcessReview, [.. ids.Select(id => (id, ReviewMonths.Next(of[id], now, zone, isDone: ReviewMonths.IsDue(of[id], now, zone))))]);
        return ids.Count;
    }

    public Task PutOffAsync(IReadOnlyList<Guid> ids, DateTimeOffset until) => db.PutOffPeopleAsync(PersonDueKind.ProcessReview, ids, until);

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => db.NextPersonDueAsync(PersonDueKind.ProcessReview, cancel);
}
