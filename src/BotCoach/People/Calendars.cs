using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.People;

/// <summary>People's calendars, each read once per unit of work. Their days off come with the person, so a batch of people is one query.</summary>
public sealed class Calendars(BotCoachDb db, CompanyDaysCache cache)
{
    private readonly Dictionary<Guid, WorkCalendar> _known = [];
    private Workspace? _workspace;

    public async Task<WorkCalendar> OfAsync(Person person) => WorkCalendar.Of(person, await WorkspaceAsync(), await CompanyAsync());

    public async Task<WorkCalendar> OfAsync(Guid personId) => (await OfAsync([personId]))[personId];

    public async Task<IReadOnlyDictionary<Guid, WorkCalendar>> OfAsync(IReadOnlyCollection<Guid> personIds)
    {
        var unknown = personIds.Where(id => !_known.ContainsKey(id)).Distinct().ToList();
        if (unknown.Count > 0)
        {
            var (workspace, company) = (await WorkspaceAsync(), await CompanyAsync());
            foreach (var person in await db.People.Where(p => unknown.Contains(p.Id)).ToListAsync()) _known[person.Id] = WorkCalendar.Of(person, workspace, company);
        }
        return _known;
    }

    /// <summary>The epoch under which deals are judged now.</summary>
    public async Task<long> EpochAsync() => (await WorkspaceAsync()).Epoch;

    /// <summary>The company's own holidays: a set is read once, since it never changes.</summary>
    public async Task<CompanyDays> CompanyAsync()
    {
        if ((await WorkspaceAsync()).HolidaySet is not { } set) return CompanyDays.None;
        if (cache.Find(set) is { } known) return known;
        var days = new CompanyDays(await db.CompanyDays.AsNoTracking().Where(d => d.SetId == set).OrderBy(d => d.Ordinal).ToListAsync());
        cache.Keep(set, days);
        return days;
    }

    /// <summary>Every country whose holidays somebody here keeps.</summary>
    public async Task<IReadOnlyCollection<string>> PlacesAsync()
    {
        var own = await db.People.Where(p => p.Country != null && p.Country != Person.NoCountry).Select(p => p.Country!).Distinct().ToListAsync();
        return (await WorkspaceAsync()).Country is { } companys ? [companys, .. own.Where(c => c != companys).Order()] : [.. own.Order()];
    }

    private async Task<Workspace> WorkspaceAsync() => _workspace ??= await db.FoundedWorkspaceAsync();
}
