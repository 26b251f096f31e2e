using System.Text.Json;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Deals;

/// <summary>
/// Finds the deals that rows are about: by the id in their source, then by account and name. Also what earlier imports said of a deal,
/// since a file that says the same as last time says nothing new, whatever was changed here meanwhile.
/// </summary>
internal sealed class ImportMatch(BotCoachDb db)
{
    public const string Source = "csv";

    private bool? _anyDeal;
    private bool? _anyWithoutId;

    /// <summary>The deals by line; where several fit, none is given and the line is in <paramref name="several"/>.</summary>
    public async Task<Dictionary<int, Deal>> FindAsync(IReadOnlyList<ImportCandidate> rows, HashSet<int> several, CancellationToken cancel)
    {
        var found = new Dictionary<int, Deal>();
        if (!(_anyDeal ??= await db.Deals.AnyAsync(cancel))) return found;
        await FindByIdAsync(rows, found, cancel);
        _anyWithoutId ??= await db.Deals.AnyAsync(d => d.ExternalId == null || d.Source != Source, cancel);
        var left = rows.Where(r => r.Deal is { } d && !found.ContainsKey(r.Line) && (d.Id is null || (d.Named && _anyWithoutId.Value))).ToList();
        if (left.Count > 0) await FindByNameAsync(left, found, several, cancel);
        return found;
    }

    /// <summary>By deal, the values that imports have said last, by the fields' names in the history.</summary>
    public async Task<ILookup<Guid, KeyValuePair<string, string?>>> SaidBeforeAsync(IReadOnlyCollection<Guid> deals, CancellationToken cancel)
    {
        var entries = await db.DealEvents.AsNoTracking().Where(e => deals.Contains(e.DealId) && e.ActorBy == By.Import)
            .Select(e => new { e.DealId, e.Seq, e.After }).ToListAsync(cancel);
        var texts = (await db.DealEventTexts.AsNoTracking().Where(t => deals.Contains(t.DealId)).ToListAsync(cancel)).ToLookup(t => (t.DealId, t.Seq));
        return entries.OrderBy(e => e.Seq).GroupBy(e => e.DealId).SelectMany(deal =>
        {
            var said = new Dictionary<string, string?>();
            foreach (var entry in deal)
            {
                if (entry.After is not null)
                    foreach (var (field, value) in JsonSerializer.Deserialize<Dictionary<string, string>>(entry.After)!) said[field] = value;
                foreach (var text in texts[(entry.DealId, entry.Seq)]) said[text.Field] = text.After;
            }
            return said.Select(s => (deal.Key, s));
        }).ToLookup(s => s.Key, s => s.s);
    }

    private async Task FindByIdAsync(IReadOnlyList<ImportCandidate> rows, Dictionary<int, Deal> found, CancellationToken cancel)
    {
        var ids = rows.Where(r => r.Deal?.Id is not null).ToDictionary(r => r.Deal!.Id!, r => r.Line);
        if (ids.Count == 0) return;
        var keys = ids.Keys.ToList();
        foreach (var deal in await db.Deals.AsNoTracking().Where(d => d.Source == Source && keys.Contains(d.ExternalId!)).ToListAsync(cancel))
            found[ids[deal.ExternalId!]] = deal;
    }

    private async Task FindByNameAsync(List<ImportCandidate> rows, Dictionary<int, Deal> found, HashSet<int> several, CancellationToken cancel)
    {
        var names = rows.Select(r => r.Deal!.Name).Distinct().ToList();
        var deals = (await db.Deals.AsNoTracking().Where(d => names.Contains(d.Name)).ToListAsync(cancel)).ToLookup(d => d.Name);
        foreach (var row in rows)
        {
            var fitting = deals[row.Deal!.Name].Where(d => Fits(d, row.Deal!)).Take(2).ToList();
            if (fitting.Count == 1) found[row.Line] = fitting[0];
            if (fitting.Count == 2) several.Add(row.Line);
        }
    }

    private static bool Fits(Deal deal, ImportedDeal said) =>
        string.Equals(deal.Account, said.Account, StringComparison.OrdinalIgnoreCase) && (deal.ExternalId is null || said.Id is null || deal.ExternalId == said.Id);
}
