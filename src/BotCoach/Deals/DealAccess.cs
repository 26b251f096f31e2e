using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Deals;

/// <summary>
/// Who may see and change which deal: a reader none, a rep own deals, a manager also those of the people who report to that manager, an admin all.
/// Asked again on every press, form and command.
/// </summary>
public sealed class DealAccess(BotCoachDb db, DealFiles files, Outbox outbox, Audit audit)
{
    /// <summary>The same sentence for a deal that is not there and for one that is not theirs.</summary>
    public const string Closed = "There is no such deal, or it is not one of yours.";

    /// <summary>The deal, tracked, and read with all that its card shows, in one round trip; null when it is absent or not theirs.</summary>
    public async Task<Deal?> OpenAsync(Turn turn, Guid dealId)
    {
        var trip = new RoundTrip(db);
        var found = trip.Ask(ClickRows.Deal, dealId);
        trip.Ask(ClickRows.Due, dealId);
        files.Ask(trip, dealId);
        outbox.AskPressed(trip, turn);
        await trip.RunAsync();
        var deal = found.SingleOrDefault();
        if (deal is not null && await MayAsync(turn.Person, deal.OwnerId)) return deal;
        // A deal is never deleted: an id that is none of the company's was written by hand too.
        audit.Refused(turn, "a deal", dealId);
        return null;
    }

    /// <summary>The person whose deals these are, or null when they are nobody this person may act for.</summary>
    public async Task<Person?> OwnerAsync(Turn turn, Guid ownerId)
    {
        if (await MayAsync(turn.Person, ownerId) && await db.People.FirstOrDefaultAsync(p => p.Id == ownerId) is { Role: not Role.Reader } owner) return owner;
        audit.Refused(turn, "somebody's deals", ownerId);
        return null;
    }

    /// <summary>Whether this person may act on the deals of this owner.</summary>
    public async Task<bool> MayAsync(Person person, Guid ownerId) => person.Role switch
    {
        Role.Reader => false,
        Role.Admin => true,
        _ when ownerId == person.Id => true,
        Role.Manager => await db.People.AnyAsync(p => p.Id == ownerId && p.ManagerId == person.Id),
        _ => false,
    };

    /// <summary>Whether this person decides over the deal (approves, disputes, waives): its owner's manager, or an admin.</summary>
    public async Task<bool> DecidesAsync(Person person, Deal deal) =>
        person.Role == Role.Admin || (person.Role == Role.Manager && await db.People.AnyAsync(p => p.Id == deal.OwnerId && p.ManagerId == person.Id));

    /// <summary>The deals that this person may see.</summary>
    public async Task<IQueryable<Deal>> OfAsync(Person person)
    {
        if (person.Role == Role.Admin) return db.Deals;
        var owners = await OwnersAsync(person);
        return db.Deals.Where(d => owners.Contains(d.OwnerId));
    }

    /// <summary>The people whose deals this person may act on, oneself among them; for an admin everybody.</summary>
    public async Task<IReadOnlyList<Guid>> OwnersAsync(Person person)
    {
        if (person.Role == Role.Reader) return [];
        if (person.Role == Role.Rep) return [person.Id];
        var all = person.Role == Role.Admin;
        return await db.People.Where(p => p.Id == person.Id || all || p.ManagerId == person.Id).Select(p => p.Id).ToListAsync();
    }
}
