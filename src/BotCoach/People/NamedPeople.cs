using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.People;

/// <summary>Who of the company is meant by a name or an e-mail address that another system sent.</summary>
public sealed class NamedPeople(BotCoachDb db)
{
    /// <summary>The one person, or the sentence that says why there is none.</summary>
    /// <param name="worksOnDeals">A reader is not meant, who has no deals.</param>
    public async Task<(Person? Person, string? Fault)> FindAsync(string said, bool worksOnDeals = false)
    {
        // SQLite makes small letters of the Latin ones alone
        var (exact, like) = (said.Trim(), said.Trim().ToLowerInvariant());
        var found = await db.People.AsNoTracking().Where(p => p.MergedInto == null && (like.Contains('@') ? p.Email!.ToLower() == like : p.Name == exact || p.Name.ToLower() == like)).Take(2).ToListAsync();
        if (worksOnDeals && found is [{ Role: Role.Reader }]) return (null, $"{found[0].Name} is a reader here, and readers have no deals. Name somebody else, or have an admin change the role.");
        return found.Count == 1 ? (found[0], null) : (null, found.Count == 0 ? "Nobody here has this name or e-mail address." : "Several people have this name. Send the e-mail address.");
    }
}
