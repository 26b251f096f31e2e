using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.People;

/// <summary>
/// Makes people's own clocks due: what they are shown is looked at again by the chores. Written at once, so call it inside a transaction, and late in it:
/// the rows stay locked until it ends.
/// </summary>
public sealed class PersonClocks(BotCoachDb db)
{
    /// <summary>
    /// Deals of these people have changed: the homes that show them are due, theirs, their managers' and the admins'. Also a home that is due already: it may
    /// be in the making, from what was there before.
    /// </summary>
    public Task DealsChangedAsync(IReadOnlyCollection<Guid> owners, DateTimeOffset now) => db.PersonDues
        .Where(d => d.Kind == PersonDueKind.Home && db.People.Any(p => p.Id == d.PersonId
            && (p.Role == Role.Admin || owners.Contains(p.Id) || db.People.Any(o => owners.Contains(o.Id) && o.ManagerId == p.Id))))
        .ExecuteUpdateAsync(set => set.SetProperty(d => d.At, now));

    /// <summary>These people see other deals than before: their homes are due.</summary>
    public Task HomesChangedAsync(IReadOnlyCollection<Guid> people, DateTimeOffset now) => db.PersonDues
        .Where(d => d.Kind == PersonDueKind.Home && people.Contains(d.PersonId)).ExecuteUpdateAsync(set => set.SetProperty(d => d.At, now));

    /// <summary>What any home may say is said otherwise now.</summary>
    public Task AllHomesChangedAsync(DateTimeOffset now) => db.PersonDues.Where(d => d.Kind == PersonDueKind.Home).ExecuteUpdateAsync(set => set.SetProperty(d => d.At, now));

    /// <summary>
    /// A person's zone, hours or days are other ones: deals are judged again, and whatever the person has a clock for is asked for now, since its next time may
    /// have moved. A day has one brief all the same.
    /// </summary>
    public async Task CalendarChangedAsync(Guid personId, DateTimeOffset now)
    {
        await db.Workspaces.Where(w => w.Id == db.WorkspaceId).ExecuteUpdateAsync(set => set.SetProperty(w => w.Epoch, w => w.Epoch + 1));
        await db.PersonDues.Where(d => d.PersonId == personId).ExecuteUpdateAsync(set => set.SetProperty(d => d.At, now));
    }

    /// <summary>
    /// The person is away, quiet, or back: what was said of the deals holds, and only when it is said has moved. What comes later by it finds out when it is
    /// due; what may come sooner is asked for now.
    /// </summary>
    public async Task AwayChangedAsync(Guid personId, DateTimeOffset now, bool isSooner)
    {
        await db.PersonDues.Where(d => d.PersonId == personId && (isSooner || d.Kind == PersonDueKind.Home)).ExecuteUpdateAsync(set => set.SetProperty(d => d.At, now));
        await db.WakeLeadsOfAsync(personId, now);
    }

    /// <summary>The company's country or holidays are other ones: as for a person, for everybody at once.</summary>
    public async Task CompanyCalendarChangedAsync(DateTimeOffset now)
    {
        await db.Workspaces.Where(w => w.Id == db.WorkspaceId).ExecuteUpdateAsync(set => set.SetProperty(w => w.Epoch, w => w.Epoch + 1));
        await db.PersonDues.ExecuteUpdateAsync(set => set.SetProperty(d => d.At, now));
    }
}
