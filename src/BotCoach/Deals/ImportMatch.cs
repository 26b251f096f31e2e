using System.Linq.Expressions;
using System.Text.Json;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Deals;

/// <summary>
/// Finds the deals that rows are about: by the id in their source, then by account and name. Also what their files said of them last,
/// since a file that says the same as last time says nothing new, whatever was changed here meanwhile. Many ids go as one parameter: SQLite looks each
/// parameter up by its name among all.
/// </summary>
internal sealed class ImportMatch(BotCoachDb db)
{
    public const string Source = "csv";
    public const string Typed = "chat";
    public const string ByApi = "api";

    // a deal that was typed here and got its id from a file is still a typed one; an id means the same in a file and by the API
    private static readonly string[] Here = [Source, ByApi, Typed];
    private static readonly string[] Everywhere = [.. Here, "hubspot", "salesforce", "pipedrive"];

    // a new deal of an import has at most these two entries: its beginning and its end
    private const int FirstEntries = 2;
    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();

    /// <summary>The CRM that is being read: an id is first of all its own, and never another CRM's. Null: none, and an id is whose it is.</summary>
    public string? Own { get; set; }

    private string[] Sources => Own is null ? Everywhere : SourcesBehind(Own);

    private bool? _anyDeal;
    private bool? _anyWithoutId;

    /// <summary>Where a deal may have come from that has this CRM's id, the likeliest first.</summary>
    public static string[] SourcesBehind(string crm) => [crm, .. Here];

    /// <summary>The deals by line; where several fit, none is given and the line is in <paramref name="several"/>.</summary>
    public async Task<Dictionary<int, Deal>> FindAsync(IReadOnlyList<ImportCandidate> rows, HashSet<int> several, CancellationToken cancel)
    {
        var found = new Dictionary<int, Deal>();
        if (!(_anyDeal ??= await db.Deals.AnyAsync(cancel))) return found;
        await FindByIdAsync(rows, found, cancel);
        var left = rows.Where(r => r.Deal is not null && !found.ContainsKey(r.Line)).ToLookup(r => r.Deal!.Id is null);
        await FindByNameAsync([.. left[true]], d => true, found, several, cancel);
        var withId = left[false].Where(r => r.Deal!.Named).ToList();
        if (withId.Count > 0 && (_anyWithoutId ??= await db.Deals.AnyAsync(d => d.ExternalId == null, cancel)))
            await FindByNameAsync(withId, d => d.ExternalId == null, found, several, cancel);
        return found;
    }

    /// <summary>By deal, what its files said last, by the fields' names in the history.</summary>
    public async Task<Func<Guid, IReadOnlyDictionary<string, string>>> SaidBeforeAsync(IReadOnlyCollection<Guid> deals, CancellationToken cancel)
    {
        if (deals.Count == 0) return _ => Nothing;
        var said = await db.FileSaids.AsNoTracking().Where(s => EF.Parameter(deals).Contains(s.DealId)).ToDictionaryAsync(s => s.DealId, s => s.Values, cancel);
        var first = deals.Where(d => !said.ContainsKey(d)).ToList();
        if (first.Count > 0) await ReadFirstAsync(first, said, cancel);
        return deal => said.TryGetValue(deal, out var values) ? values : Nothing;
    }

    private async Task ReadFirstAsync(List<Guid> deals, Dictionary<Guid, Dictionary<string, string>> said, CancellationToken cancel)
    {
        var entries = await db.DealEvents.AsNoTracking().Where(e => EF.Parameter(deals).Contains(e.DealId) && e.Seq <= FirstEntries && e.ActorBy == By.Import)
            .Select(e => new { e.DealId, e.Seq, e.After }).ToListAsync(cancel);
        var texts = (await db.DealEventTexts.AsNoTracking().Where(t => EF.Parameter(deals).Contains(t.DealId) && t.Seq <= FirstEntries && t.After != null)
            .ToListAsync(cancel)).ToLookup(t => (t.DealId, t.Seq));
        foreach (var entry in entries.OrderBy(e => e.Seq))
        {
            if (!said.TryGetValue(entry.DealId, out var values)) said[entry.DealId] = values = [];
            if (entry.After is not null)
                foreach (var (field, value) in JsonSerializer.Deserialize<Dictionary<string, string>>(entry.After)!) values[field] = value;
            foreach (var text in texts[(entry.DealId, entry.Seq)]) values[text.Field] = text.After!;
        }
    }

    /// <summary>The deal with this id, of whatever source that is not one of its own; or null.</summary>
    public async Task<Deal?> FindAsync(string externalId, CancellationToken cancel) =>
        Sources is var sources ? (await db.Deals.AsNoTracking().Where(d => sources.Contains(d.Source) && d.ExternalId == externalId).ToListAsync(cancel)).MinBy(d => Array.IndexOf(sources, d.Source)) : null;

    private async Task FindByIdAsync(IReadOnlyList<ImportCandidate> rows, Dictionary<int, Deal> found, CancellationToken cancel)
    {
        var ids = rows.Where(r => r.Deal?.Id is not null).ToDictionary(r => r.Deal!.Id!, r => r.Line);
        if (ids.Count == 0) return;
        var (keys, sources) = (ids.Keys.ToList(), Sources);
        var deals = await db.Deals.AsNoTracking().Where(d => sources.Contains(d.Source) && EF.Parameter(keys).Contains(d.ExternalId!)).ToListAsync(cancel);
        foreach (var deal in deals.OrderByDescending(d => Array.IndexOf(sources, d.Source))) found[ids[deal.ExternalId!]] = deal;
    }

    private async Task FindByNameAsync(
        List<ImportCandidate> rows, Expression<Func<Deal, bool>> which, Dictionary<int, Deal> found, HashSet<int> several, CancellationToken cancel)
    {
        if (rows.Count == 0) return;
        var twins = rows.Select(TwinOf).Distinct().ToList();
        var deals = (await db.Deals.AsNoTracking().Where(d => EF.Parameter(twins).Contains(d.Twin)).Where(which).ToListAsync(cancel)).ToLookup(d => d.Twin);
        foreach (var row in rows)
        {
            var fitting = deals[TwinOf(row)].Take(2).ToList();
            if (fitting.Count == 1) found[row.Line] = fitting[0];
            if (fitting.Count == 2) several.Add(row.Line);
        }
    }

    private static string TwinOf(ImportCandidate row) => Deal.TwinOf(row.Deal!.Name, row.Deal.Account);
}
