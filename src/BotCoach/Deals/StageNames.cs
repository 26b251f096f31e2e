using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Deals;

/// <summary>The names of the stages that some deals are in.</summary>
public sealed class StageNames(BotCoachDb db, StageShelf shelf)
{
    public async Task<IReadOnlyDictionary<Guid, string>> OfAsync(IEnumerable<Guid> deals)
    {
        var ids = deals.ToList();
        var rows = await db.Deals.AsNoTracking().Where(d => ids.Contains(d.Id)).Select(d => new { d.Id, d.ProcessId, d.ProcessVersion, d.StageId }).ToListAsync();
        var names = new Dictionary<Guid, string>();
        foreach (var row in rows) names[row.Id] = (await shelf.OpenAsync(row.ProcessId, row.ProcessVersion)).Find(row.StageId)?.Name ?? row.StageId;
        return names;
    }
}
