using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Approvals;

/// <summary>Who holds a seat.</summary>
/// <param name="RootId">Whom the rules mean: somebody by name, or whoever leads the owner now; null: nobody does.</param>
public sealed record Seated(Guid HolderId, SeatWhy Why, Guid? RootId);

/// <summary>
/// Finds who decides now: whom the rules mean; while that person is off who was named to stand in, else who leads that person; and an admin where nobody is left. Nobody
/// decides over what they asked for themselves, nor over their own deal.
/// </summary>
public sealed class Approvers(BotCoachDb db, Calendars calendars, Leavers leavers)
{
    private const int MostSteps = 10;

    /// <param name="of">Whom the rules name; null: the owner's manager.</param>
    /// <param name="barred">Who asked, and the owner.</param>
    public async Task<Seated?> SeatAsync(Guid? of, Guid ownerId, IReadOnlyCollection<Guid> barred, DateTimeOffset now)
    {
        var root = await RootAsync(of, ownerId);
        Guid? anybody = null;
        var next = root;
        for (var step = 0; step < MostSteps && next is { } id && await PersonAsync(id) is { } person; step++)
        {
            var why = step == 0 ? SeatWhy.Own : SeatWhy.Leads;
            if (await DecidesAsync(person, barred))
            {
                if (!await IsOffAsync(person, now)) return new Seated(person.Id, why, root);
                anybody ??= person.Id;
                if (await StandInAsync(person, barred, now) is { } standIn) return new Seated(standIn, SeatWhy.StandIn, root);
            }
            next = person.ManagerId;
        }
        if (await AdminAsync(barred, now) is { } admin) return new Seated(admin, SeatWhy.Admin, root);
        return anybody is { } off ? new Seated(off, SeatWhy.Own, root) : null;
    }

    /// <summary>Whether who holds the seat may still answer: the rules mean the same person as then, and the holder is still somebody who decides. That they are off and answer all the same is their own matter.</summary>
    public async Task<bool> IsStillRightAsync(ApprovalSeat seat, Guid ownerId, IReadOnlyCollection<Guid> barred) =>
        seat.RootId == await RootAsync(seat.Of, ownerId) && await PersonAsync(seat.HolderId) is { } holder && await DecidesAsync(holder, barred);

    private async Task<Guid?> RootAsync(Guid? of, Guid ownerId) => of ?? (await PersonAsync(ownerId))?.ManagerId;

    private async Task<bool> DecidesAsync(Person person, IReadOnlyCollection<Guid> barred) => person.Role.Leads() && !barred.Contains(person.Id) && (await leavers.AmongAsync([person.Id])).Count == 0;

    private async Task<bool> IsOffAsync(Person person, DateTimeOffset now) => ApprovalRules.IsOff(await calendars.OfAsync(person), now);

    private async Task<Guid?> StandInAsync(Person off, IReadOnlyCollection<Guid> barred, DateTimeOffset now)
    {
        if (await db.ApprovalStandIns.FindAsync(db.WorkspaceId, off.Id) is not { } said || said.LastOn < (await calendars.OfAsync(off)).Today(now)) return null;
        return await PersonAsync(said.StandInId) is { } standIn && await DecidesAsync(standIn, barred) && !await IsOffAsync(standIn, now) ? standIn.Id : null;
    }

    /// <summary>One who is there, else any.</summary>
    private async Task<Guid?> AdminAsync(IReadOnlyCollection<Guid> barred, DateTimeOffset now)
    {
        var admins = (await db.People.Where(p => p.Role == Role.Admin && p.MergedInto == null).OrderBy(p => p.Name).ThenBy(p => p.Id).ToListAsync()).Where(p => !barred.Contains(p.Id)).ToList();
        var gone = await leavers.AmongAsync([.. admins.Select(a => a.Id)]);
        admins.RemoveAll(a => gone.Contains(a.Id));
        foreach (var admin in admins) if (!await IsOffAsync(admin, now)) return admin.Id;
        return admins.FirstOrDefault()?.Id;
    }

    /// <summary>Somebody, under the account that they have now.</summary>
    private async Task<Person?> PersonAsync(Guid id)
    {
        var person = await db.People.FindAsync(db.WorkspaceId, id);
        return person?.MergedInto is { } into ? await db.People.FindAsync(db.WorkspaceId, into) : person;
    }
}
