using BotCoach.Channels;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Deals;

/// <summary>People's names for cards, and the people a form offers.</summary>
public sealed class PeopleNames(BotCoachDb db, DealAccess access)
{
    private const int MostOffered = 50;

    public async Task<IReadOnlyDictionary<Guid, string>> OfAsync(IEnumerable<Guid?> ids)
    {
        var asked = ids.OfType<Guid>().Distinct().ToList();
        var names = asked.Select(db.TrackedPerson).OfType<Person>().ToDictionary(p => p.Id, p => p.Name);
        var others = asked.Where(id => !names.ContainsKey(id)).ToList();
        if (others.Count > 0)
            foreach (var other in await db.People.AsNoTracking().Where(p => others.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync()) names[other.Id] = other.Name;
        return names;
    }

    /// <summary>Who may see to a deal's next step: its owner, oneself, and the owner's colleagues under the same manager.</summary>
    public async Task<IReadOnlyList<Option>> AroundAsync(Deal deal, Person me)
    {
        var manager = await db.People.Where(p => p.Id == deal.OwnerId).Select(p => p.ManagerId).FirstOrDefaultAsync();
        var people = await db.People.AsNoTracking()
            .Where(p => p.MergedInto == null && p.Role != Role.Reader && (p.Id == deal.OwnerId || p.Id == me.Id || p.Id == manager || (manager != null && p.ManagerId == manager)))
            .OrderBy(p => p.Id == deal.OwnerId ? 0 : 1).ThenBy(p => p.Name).Take(MostOffered).ToListAsync();
        return Offer(people);
    }

    /// <summary>Who may take a deal over: everybody here but its owner and readers, those under the same manager first.</summary>
    public async Task<IReadOnlyList<Option>> ColleaguesAsync(Deal deal)
    {
        var manager = await db.People.Where(p => p.Id == deal.OwnerId).Select(p => p.ManagerId).FirstOrDefaultAsync();
        return Offer(await db.People.AsNoTracking().Where(p => p.MergedInto == null && p.Id != deal.OwnerId && p.Role != Role.Reader)
            .OrderBy(p => p.ManagerId == manager ? 0 : 1).ThenBy(p => p.Name).Take(MostOffered).ToListAsync());
    }

    /// <summary>Who may own a deal that this person makes.</summary>
    public async Task<IReadOnlyList<Option>> OwnersAsync(Person me)
    {
        var owners = await access.OwnersAsync(me);
        return Offer(await db.People.AsNoTracking().Where(p => p.MergedInto == null && p.Role != Role.Reader && owners.Contains(p.Id))
            .OrderBy(p => p.Id == me.Id ? 0 : 1).ThenBy(p => p.Name).Take(MostOffered).ToListAsync());
    }

    private static List<Option> Offer(IEnumerable<Person> people) =>
        [.. people.Select(p => new Option($"{p.Id}", Chat.Wording.Short(p.Name, 75)))];
}
