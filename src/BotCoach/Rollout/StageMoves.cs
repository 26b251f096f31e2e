using BotCoach.Deals;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Rollout;

/// <summary>The stages that a draft has no more, of what is published or piloted, and those in which open deals still are.</summary>
public sealed class StageMoves(BotCoachDb db, StageShelf shelf)
{
    public async Task<IReadOnlyList<GoneStage>> OfAsync(OpenDraft open)
    {
        var id = open.Process.Id;
        var held = await db.Deals.Where(d => d.ProcessId == id && d.Status == DealStatus.Open).GroupBy(d => new { d.ProcessVersion, d.StageId })
            .Select(g => new { g.Key.ProcessVersion, g.Key.StageId, Deals = g.Count() }).ToListAsync();
        var inForce = (await shelf.InForceAsync(id)).OrderBy(v => v.State != VersionState.Published).Select(v => v.Number);
        var (gone, known) = (new List<GoneStage>(), new HashSet<string>());
        foreach (var number in inForce.Concat(held.Select(h => h.ProcessVersion).Order()).Distinct().ToList())
        {
            var book = await shelf.OpenAsync(id, number);
            foreach (var stage in book.Stages.Where(s => open.Book.Find(s.Id) is null && open.Book.Stages.Any(t => t.Kind == s.Kind) && known.Add(s.Id)))
                gone.Add(new GoneStage(stage.Id, stage.Name, stage.Kind, held.Where(h => h.StageId == stage.Id).Sum(h => h.Deals), StageMap.Target(book, stage.Id, open.Book, open.Draft.StageMap)));
        }
        return gone;
    }
}
