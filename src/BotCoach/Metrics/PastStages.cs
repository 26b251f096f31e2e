using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Metrics;

/// <summary>Names stages that the newest version of their process has no more, by the last version that had them.</summary>
internal sealed class PastStages(BotCoachDb db, StageShelf shelf)
{
    public async Task<MetricsTable> NameAsync(MetricsTable table)
    {
        var names = new Dictionary<(Guid, string), string>();
        foreach (var process in Past(table.All).Concat(table.Groups.SelectMany(g => Past(g.Metrics))).Select(s => (s.ProcessId, s.StageId)).Distinct().GroupBy(s => s.ProcessId).ToList())
            await FindAsync(process.Key, [.. process.Select(s => s.StageId)], names);
        return names.Count == 0 ? table : table with { All = Named(table.All), Groups = [.. table.Groups.Select(g => (g.Name, Named(g.Metrics)))] };

        PipelineMetrics Named(PipelineMetrics metrics) => metrics with { Stages = [.. metrics.Stages.Select(s => IsPast(s) && names.TryGetValue((s.ProcessId, s.StageId), out var name) ? s with { Name = name } : s)] };
    }

    private async Task FindAsync(Guid process, HashSet<string> open, Dictionary<(Guid, string), string> names)
    {
        foreach (var version in await db.ProcessVersions.AsNoTracking().Where(v => v.ProcessId == process).OrderByDescending(v => v.Number).Select(v => v.Number).ToListAsync())
        {
            if (open.Count == 0) return;
            foreach (var stage in (await shelf.OpenAsync(process, version)).Stages.Where(s => open.Remove(s.Id))) names[(process, stage.Id)] = stage.Name;
        }
    }

    private static IEnumerable<StageMetrics> Past(PipelineMetrics metrics) => metrics.Stages.Where(IsPast);

    private static bool IsPast(StageMetrics stage) => stage.Order == int.MaxValue;
}
