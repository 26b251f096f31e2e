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
        var ids = deals.Select(d => d.Id).ToList();
        var answers = await OfAsync(db.Answers, a => ids.Contains(a.DealId), a => a.DealId);
        var people = await OfAsync(db.Stakeholders, s => ids.Contains(s.DealId), s => s.DealId);
        var artifacts = await OfAsync(db.Artifacts, a => ids.Contains(a.DealId), a => a.DealId);
        var overrides = await OfAsync(db.GateOverrides, o => ids.Contains(o.DealId), o => o.DealId);
        var words = await SameWordsAsync(ids);
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
                SameWordsOn = words[deal.Id].ToDictionary(w => w.Field, w => w.Deals),
            }),
        ];
    }

    /// <summary>Loads and then reads what is tracked: rows that were added and not saved yet are among it, removed ones are not.</summary>
    private static async Task<ILookup<Guid, T>> OfAsync<T>(
        DbSet<T> set, System.Linq.Expressions.Expression<Func<T, bool>> which, Func<T, Guid> deal) where T : class
    {
        await set.Where(which).LoadAsync();
        return set.Local.ToLookup(deal);
    }

    private async Task<ILookup<Guid, (string Field, int Deals)>> SameWordsAsync(List<Guid> ids)
    {
        await db.SaidTexts.Where(s => ids.Contains(s.DealId)).LoadAsync();
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
        var own = await db.People.AsNoTracking().Where(p => owners.Contains(p.Id)).Select(p => new { p.Id, p.Zone }).ToDictionaryAsync(p => p.Id, p => p.Zone);
        var general = (await db.Workspaces.FindAsync(db.WorkspaceId))?.Zone;
        return owners.ToDictionary(id => id, id => ZoneOf(own.GetValueOrDefault(id) ?? general));
    }

    private static DateTimeZone ZoneOf(string? name) =>
        (name is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(name)) ?? DateTimeZone.Utc;
}
