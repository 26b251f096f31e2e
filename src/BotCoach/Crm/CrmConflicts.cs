using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Crm;

/// <summary>
/// What was changed here and there since both agreed is written by nobody: it is set apart, and the owner is shown both values. Choosing says what both agreed on: theirs comes in as any change of
/// theirs does, through the gate; ours stays, and is written back where that is on.
/// </summary>
internal sealed class CrmConflicts(BotCoachDb db, ImportMatch match, PeopleNames names, Urgent urgent)
{
    public static string KeyOf(Guid owner) => $"crm-conflicts:{owner}";

    /// <summary>The rows without what has to be chosen first.</summary>
    /// <param name="held">Whose move the gate has refused: what is to be chosen of where they stand stays as it is.</param>
    public async Task<IReadOnlyList<ImportJudged>> SetApartAsync(CrmLink link, string source, IReadOnlyList<ImportJudged> judged, Func<ImportJudged, string> idOf, IReadOnlySet<string> held, DateTimeOffset now)
    {
        var known = judged.Where(j => j is { Known: not null, Change: not null }).ToList();
        if (known.Count == 0) return judged;
        var ids = known.Select(j => j.Known!.Id).ToList();
        var (standing, before) = ((await db.CrmConflicts.Where(c => c.LinkId == link.Id && EF.Parameter(ids).Contains(c.DealId)).ToListAsync()).ToLookup(c => c.DealId), await match.SaidBeforeAsync(ids, default));
        var (apart, told) = (new Dictionary<int, ImportJudged>(), new HashSet<Guid>());
        foreach (var row in known)
        {
            var (deal, last) = (row.Known!, before(row.Known!.Id));
            var found = CrmRules.Conflicts(row.Change!, DealSnapshot.Of(deal), last);
            if (Keep(link, deal, idOf(row), found, standing[deal.Id].Where(c => !(held.Contains(idOf(row)) && c.Field is "stage" or "status")), now)) told.Add(deal.OwnerId);
            if (found.Count == 0) continue;
            var rest = CrmRules.Without(row.Change!, [.. found.Select(f => f.Field)], last);
            apart[row.Row.Line] = row with { Change = rest, Verdict = rest.IsNothing ? ImportVerdict.Same : ImportVerdict.Change };
        }
        foreach (var owner in told) await TellAsync(owner, source, now);
        return apart.Count == 0 ? judged : [.. judged.Select(j => apart.GetValueOrDefault(j.Row.Line) ?? j)];
    }

    /// <summary>One that was found on the way back: it is not written over.</summary>
    public async Task AddAsync(CrmLink link, string source, Deal deal, string theirId, string field, string? ours, string? theirs, DateTimeOffset now)
    {
        var standing = await db.CrmConflicts.Where(c => c.LinkId == link.Id && c.DealId == deal.Id && c.Field == field).ToListAsync();
        if (Keep(link, deal, theirId, [(field, ours, theirs)], standing, now)) await TellAsync(deal.OwnerId, source, now);
    }

    /// <summary>Says what both last agreed on: a field, as the history writes it.</summary>
    public async Task AgreeAsync(Guid dealId, params (string Field, string? Value)[] on)
    {
        var said = await db.FileSaids.FirstOrDefaultAsync(s => s.DealId == dealId);
        if (said is null) db.FileSaids.Add(said = new FileSaid { WorkspaceId = db.WorkspaceId, DealId = dealId, Values = new Dictionary<string, string>((await match.SaidBeforeAsync([dealId], default))(dealId)) });
        var values = new Dictionary<string, string>(said.Values);
        foreach (var (field, value) in on)
        {
            values.Remove(field);
            if (value is not null) values[field] = value;
        }
        said.Values = values;
    }

    /// <summary>The card of what an owner has to choose; made anew after each choice.</summary>
    public async Task TellAsync(Guid owner, string source, DateTimeOffset now) => await urgent.TellAsync(owner, KeyOf(owner), CrmMessage.Conflicts(source, await OpenAsync(owner)), now);

    public async Task<IReadOnlyList<CrmDifference>> OpenAsync(Guid owner)
    {
        var found = await db.CrmConflicts.AsNoTracking().Join(db.Deals.Where(d => d.OwnerId == owner), c => c.DealId, d => d.Id, (c, d) => new { Conflict = c, Deal = d }).OrderBy(f => f.Conflict.At).ToListAsync();
        // what this unit of work has changed of them and not saved yet
        var rows = db.ChangeTracker.Entries<CrmConflict>().ToDictionary(e => (e.Entity.DealId, e.Entity.Field));
        var all = found.Where(f => !rows.ContainsKey((f.Conflict.DealId, f.Conflict.Field))).Select(f => (f.Conflict, f.Deal.Called)).ToList();
        foreach (var entry in rows.Values.Where(e => e.State is not (EntityState.Deleted or EntityState.Detached)))
            if (await db.Deals.AsNoTracking().FirstOrDefaultAsync(d => d.Id == entry.Entity.DealId && d.OwnerId == owner) is { } deal) all.Add((entry.Entity, deal.Called));
        var people = await names.OfAsync([.. all.Where(a => a.Conflict.Field == "owner").SelectMany(a => new[] { a.Conflict.Ours, a.Conflict.Theirs }).Select(v => Guid.TryParse(v, out var id) ? id : (Guid?)null)]);
        return [.. all.OrderBy(a => a.Conflict.At).Select(a => new CrmDifference(a.Conflict, a.Called, v => Guid.TryParse(v, out var id) ? people.GetValueOrDefault(id) ?? v : v))];
    }

    /// <summary>True: somebody has something new to choose.</summary>
    private bool Keep(CrmLink link, Deal deal, string theirId, IReadOnlyList<(string Field, string? Ours, string? Theirs)> found, IEnumerable<CrmConflict> standing, DateTimeOffset now)
    {
        var (news, rows) = (false, standing.ToDictionary(c => c.Field));
        foreach (var (field, ours, theirs) in found)
        {
            if (!rows.Remove(field, out var row)) db.CrmConflicts.Add(row = new CrmConflict { WorkspaceId = db.WorkspaceId, LinkId = link.Id, DealId = deal.Id, Field = field, TheirId = theirId, At = now });
            else if (row.Ours == ours && row.Theirs == theirs) continue;
            (row.Ours, row.Theirs, row.TheirId, row.Revision, news) = (ours, theirs, theirId, row.Revision + 1, true);
        }
        // both say the same by now
        db.CrmConflicts.RemoveRange(rows.Values);
        return news;
    }
}

/// <summary>A difference with the deal's name, and how its values are said.</summary>
internal sealed record CrmDifference(CrmConflict Conflict, string Deal, Func<string?, string?> Said);
