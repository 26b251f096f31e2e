using System.Collections.Concurrent;
using BotCoach.Storage;

namespace BotCoach.Metrics;

/// <summary>
/// Won ÷ finished of the company's deals that were in a stage, by process and stage: the same as <see cref="StageMetrics.WonFromHere"/> of all its deals. It is asked of
/// the whole history, and kept for the rest of the day, since one day more changes little.
/// </summary>
public sealed class StageRates(BotCoachDb db, StageRatesCache cache)
{
    public async Task<IReadOnlyDictionary<(Guid ProcessId, string StageId), Rate>> OfAsync(DateTimeOffset now)
    {
        var day = now.UtcDateTime.Date;
        if (cache.Find(db.WorkspaceId, day) is { } known) return known;
        var rates = (await db.FinishedByStageAsync()).ToDictionary(r => (r.ProcessId, r.StageId), r => new Rate((int)r.Won, (int)r.Finished));
        cache.Keep(db.WorkspaceId, day, rates);
        return rates;
    }
}

/// <summary>What was counted today, of each company.</summary>
public sealed class StageRatesCache
{
    private readonly ConcurrentDictionary<Guid, (DateTime Day, IReadOnlyDictionary<(Guid, string), Rate> Rates)> _known = [];

    public IReadOnlyDictionary<(Guid ProcessId, string StageId), Rate>? Find(Guid workspaceId, DateTime day) => _known.TryGetValue(workspaceId, out var known) && known.Day == day ? known.Rates : null;

    public void Keep(Guid workspaceId, DateTime day, IReadOnlyDictionary<(Guid ProcessId, string StageId), Rate> rates) => _known[workspaceId] = (day, rates);
}
