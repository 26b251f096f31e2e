using BotCoach.Deals;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Nudges;

/// <summary>Since which event a deal is without a dated next step: the last one that changed the step, else the one that made the deal.</summary>
public sealed class NextStepGaps(BotCoachDb db)
{
    public async Task<IReadOnlyDictionary<Guid, NextStepGap>> FindAsync(IReadOnlyList<Deal> deals)
    {
        var without = deals.Where(d => !NextSteps.IsDated(d)).Select(d => d.Id).ToList();
        if (without.Count == 0) return new Dictionary<Guid, NextStepGap>();
        var said = await db.DealEventTexts.Where(t => without.Contains(t.DealId) && t.Field == "next-step")
            .GroupBy(t => t.DealId).Select(g => new { g.Key, Seq = g.Max(t => t.Seq) }).ToDictionaryAsync(g => g.Key, g => g.Seq);
        var dated = await db.DealEvents.Where(e => without.Contains(e.DealId) && (e.Kind == DealEventKind.NextStepSet || e.Before!.Contains("\"next-step-on\"")))
            .GroupBy(e => e.DealId).Select(g => new { g.Key, Seq = g.Max(e => e.Seq) }).ToDictionaryAsync(g => g.Key, g => g.Seq);
        var last = without.ToDictionary(id => id, id => Math.Max(1, Math.Max(said.GetValueOrDefault(id), dated.GetValueOrDefault(id))));
        var seqs = last.Values.Distinct().ToList();
        var events = await db.DealEvents.Where(e => without.Contains(e.DealId) && seqs.Contains(e.Seq))
            .Select(e => new { e.DealId, e.Seq, e.HappenedAt }).ToListAsync();
        return events.Where(e => last[e.DealId] == e.Seq).ToDictionary(e => e.DealId, e => new NextStepGap(e.Seq, e.HappenedAt));
    }
}
