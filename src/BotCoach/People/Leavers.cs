using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.People;

/// <summary>Who of the company has left: every account of theirs is closed. Who never had one is here.</summary>
public sealed class Leavers(BotCoachDb db)
{
    public async Task<IReadOnlySet<Guid>> AmongAsync(IReadOnlyCollection<Guid> people)
    {
        var ids = people.Select(id => (Guid?)id).ToList();
        var accounts = await (from account in db.Identities.AsNoTracking()
                              join person in db.People.AsNoTracking() on account.PersonId equals person.Id
                              where ids.Contains(person.Id) || ids.Contains(person.MergedInto)
                              select new { Of = person.MergedInto ?? person.Id, account.Standing }).ToListAsync();
        return accounts.GroupBy(a => a.Of).Where(g => g.All(a => a.Standing == Standing.Gone)).Select(g => g.Key).ToHashSet();
    }
}
