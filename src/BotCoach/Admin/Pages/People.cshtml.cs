using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Admin.Pages;

/// <summary>The people of the company, by name: for a manager oneself and who reports to one, for an admin all.</summary>
public sealed class PeopleModel(BotCoachDb db) : ConsolePage
{
    private const int AtOnce = 50;

    public string Query { get; private set; } = "";
    public int PageNumber { get; private set; }
    public int Pages { get; private set; }
    public string Said { get; private set; } = "";
    public IReadOnlyList<PersonRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(string? q, [FromQuery(Name = "page")] int number = 1)
    {
        Query = (q ?? "").Trim();
        var (me, all, like) = (Visitor.Person.Id, Visitor.IsAdmin, Query.ToLowerInvariant());
        var found = db.People.AsNoTracking().Where(p => p.MergedInto == null && (all || p.Id == me || p.ManagerId == me)
            && (like == "" || p.Name.ToLower().Contains(like) || p.Email!.ToLower().Contains(like) || p.SalesTeam!.ToLower().Contains(like)));
        var count = await found.CountAsync();
        Pages = Math.Max(1, (count + AtOnce - 1) / AtOnce);
        PageNumber = Math.Clamp(number, 1, Pages);
        var people = await found.OrderBy(p => p.Name).ThenBy(p => p.Id).Skip((PageNumber - 1) * AtOnce).Take(AtOnce).ToListAsync();
        Said = Query.Length > 0 ? $"{Wording.Count(count, "person", "people")} found" : Wording.Count(count, "person", "people");
        Rows = await RowsAsync(people);
    }

    private async Task<IReadOnlyList<PersonRow>> RowsAsync(List<Person> people)
    {
        var (ids, managers) = (people.ConvertAll(p => p.Id), people.Select(p => p.ManagerId).OfType<Guid>().Distinct().ToList());
        var names = await db.People.Where(p => managers.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name);
        var accounts = (await db.Identities.AsNoTracking().Where(i => ids.Contains(i.PersonId)).ToListAsync()).ToLookup(i => i.PersonId);
        return people.ConvertAll(p => new PersonRow(p, p.ManagerId is { } id ? names.GetValueOrDefault(id) : null, PersonWords.Channels([.. accounts[p.Id]]), PersonWords.Hours(p, Visitor.Workspace)));
    }
}

/// <summary>A line of the list.</summary>
public sealed record PersonRow(Person Person, string? Manager, string Channels, string Hours);
