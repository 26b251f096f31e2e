using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Deals;

/// <summary>
/// Opens the files of deals: for one, or for many with a fixed number of queries. What this unit of work has changed but not saved yet is in them.
/// </summary>
public sealed class DealFiles(BotCoachDb db, StageShelf shelf, DealOrigins origins)
{
    private readonly HashSet<Guid> _read = [];

    /// <summary>Reads what this deal's file says along with what else is asked; to open it asks nothing more then.</summary>
    public void Ask(RoundTrip trip, Guid dealId)
    {
        trip.Ask(ClickRows.Answers, dealId);
        trip.Ask(ClickRows.Stakeholders, dealId);
        trip.Ask(ClickRows.Artifacts, dealId);
        trip.Ask(ClickRows.Overrides, dealId);
        trip.Ask(ClickRows.SaidTexts, dealId);
        origins.Ask(trip, dealId);
        _read.Add(dealId);
    }

    /// <summary>The zone in whose calendar a deal's days are judged: its owner's.</summary>
    public async Task<DateTimeZone> ZoneAsync(Deal deal) => (await ZonesAsync([deal]))[deal.OwnerId];

    /// <summary>The file of one deal, with the origins of what it says.</summary>
    public async Task<DealFile> OpenAsync(Deal deal)
    {
        var file = (await OpenAsync([deal]))[0];
        return file with { Origins = await origins.OfAsync(deal.Id) };
    }

    /// <summary>The files of these deals, in their order.</summary>
    public async Task<IReadOnlyList<DealFile>> OpenAsync(IReadOnlyList<Deal> deals)
    {
        if (deals.Count == 0) return [];
        await LoadAsync([.. deals.Select(d => d.Id).Where(id => !_read.Contains(id))]);
        var answers = db.Answers.Local.ToLookup(a => a.DealId);
        var people = db.Stakeholders.Local.ToLookup(s => s.DealId);
        var artifacts = db.Artifacts.Local.ToLookup(a => a.DealId);
        var overrides = db.GateOverrides.Local.ToLookup(o => o.DealId);
        var words = await SameWordsAsync([.. deals.Select(d => d.Id)]);
        var zones = await ZonesAsync(deals);
        var books = new Dictionary<(Guid, int), StageBook>();
        foreach (var pin in deals.Select(d => (d.ProcessId, d.ProcessVersion)).Distinct()) books[pin] = await shelf.OpenAsync(pin.ProcessId, pin.ProcessVersion);
        return
        [
            .. deals.Select(deal => new DealFile(
                deal, books[(deal.ProcessId, deal.ProcessVersion)], [.. answers[deal.Id]], [.. people[deal.Id].OrderBy(s => s.Id)],
                [.. artifacts[deal.Id].OrderBy(a => a.AddedAt)], [.. overrides[deal.Id].OrderBy(o => o.GivenAt)])
            {
                Zone = zones[deal.OwnerId],
                SameWordsOn = words[deal.Id].Where(w => w.Deals > 1).ToDictionary(w => w.Field, w => w.Deals),
            }),
        ];
    }

    /// <summary>What is tracked is read afterwards: rows that were added and not saved yet are among it, removed ones are not.</summary>
    private async Task LoadAsync(List<Guid> ids)
    {
        if (ids.Count == 0) return;
        await db.Answers.Where(a => ids.Contains(a.DealId)).LoadAsync();
        await db.Stakeholders.Where(s => ids.Contains(s.DealId)).LoadAsync();
        await db.Artifacts.Where(a => ids.Contains(a.DealId)).LoadAsync();
        await db.GateOverrides.Where(o => ids.Contains(o.DealId)).LoadAsync();
        await db.SaidTexts.Where(s => ids.Contains(s.DealId)).LoadAsync();
        _read.UnionWith(ids);
    }

    private async Task<ILookup<Guid, (string Field, int Deals)>> SameWordsAsync(List<Guid> ids)
    {
        var said = db.SaidTexts.Local.Where(s => ids.Contains(s.DealId)).ToList();
        var keys = said.Select(s => s.Key).Distinct().ToList();
        var counts = keys.Count == 0 ? [] : await db.SaidTexts.Where(s => keys.Contains(s.Key))
            .GroupBy(s => s.Key).Select(g => new { g.Key, Deals = g.Select(s => s.DealId).Distinct().Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Deals);
        return said.ToLookup(s => s.DealId, s => (s.Field, counts.GetValueOrDefault(s.Key) + (db.Entry(s).State == EntityState.Added ? 1 : 0)));
    }

    private async Task<Dictionary<Guid, DateTimeZone>> ZonesAsync(IReadOnlyList<Deal> deals)
    {
        var owners = deals.Select(d => d.OwnerId).Distinct().ToList();
        var own = owners.Select(db.TrackedPerson).OfType<Person>().ToDictionary(p => p.Id, p => p.Zone);
        var others = owners.Where(id => !own.ContainsKey(id)).ToList();
        if (others.Count > 0)
            foreach (var other in await db.People.AsNoTracking().Where(p => others.Contains(p.Id)).Select(p => new { p.Id, p.Zone }).ToListAsync()) own[other.Id] = other.Zone;
        var general = (await db.OwnWorkspaceAsync())?.Zone;
        return owners.ToDictionary(id => id, id => ZoneOf(own.GetValueOrDefault(id) ?? general));
    }

    private static DateTimeZone ZoneOf(string? name) =>
        (name is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(name)) ?? DateTimeZone.Utc;
}
