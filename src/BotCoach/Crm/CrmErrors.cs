using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Crm;

/// <summary>Deals of theirs that could not be taken: each is kept with its reason and asked for again, less and less often.</summary>
internal sealed class CrmErrors(BotCoachDb db)
{
    /// <summary>So many are asked for again at once.</summary>
    public const int Most = 100;

    /// <param name="link">Whose.</param>
    /// <param name="wrong">By their id, why.</param>
    /// <param name="now">Now.</param>
    /// <param name="tries">False: the dry run said so.</param>
    public async Task KeepAsync(CrmLink link, IReadOnlyList<(string TheirId, string Why)> wrong, DateTimeOffset now, bool tries)
    {
        if (wrong.Count == 0) return;
        var ids = wrong.Select(w => w.TheirId).ToList();
        var rows = await db.CrmErrors.Where(e => e.LinkId == link.Id && EF.Parameter(ids).Contains(e.TheirId)).ToDictionaryAsync(e => e.TheirId);
        foreach (var (id, why) in wrong.DistinctBy(w => w.TheirId))
        {
            if (!rows.TryGetValue(id, out var row)) db.CrmErrors.Add(row = new CrmError { WorkspaceId = db.WorkspaceId, LinkId = link.Id, TheirId = id, Why = why, At = now });
            (row.Why, row.Tries) = (why, tries ? row.Tries + 1 : 0);
            row.NextAt = tries ? now + CrmRules.RestAfter(row.Tries) : null;
        }
    }

    public Task ClearAsync(CrmLink link, IReadOnlyCollection<string> ids) => ids.Count == 0 ? Task.CompletedTask
        : db.CrmErrors.Where(e => e.LinkId == link.Id && EF.Parameter(ids).Contains(e.TheirId)).ExecuteDeleteAsync();

    public Task<List<string>> DueAsync(CrmLink link, DateTimeOffset now) =>
        db.CrmErrors.AsNoTracking().Where(e => e.LinkId == link.Id && e.NextAt <= now).OrderBy(e => e.NextAt).Take(Most).Select(e => e.TheirId).ToListAsync();

    /// <summary>All of them now: something was said that may help.</summary>
    public Task AgainAsync(CrmLink link, DateTimeOffset now) => db.CrmErrors.Where(e => e.LinkId == link.Id && e.NextAt != null).ExecuteUpdateAsync(set => set.SetProperty(e => e.NextAt, now));
}
