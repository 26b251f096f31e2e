using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Metrics;

/// <summary>The figures of a cut: of all its deals, and of each group of them in the order of their names.</summary>
public sealed record MetricsTable(MetricsCut Cut, PipelineMetrics All, IReadOnlyList<(string Name, PipelineMetrics Metrics)> Groups);

/// <summary>
/// Reads deals with their moves, some at a time, and adds them up: however many there are, it holds as much. What a deal was on a day that is over is told by
/// its history. Of many deals some are read while others are added up.
/// </summary>
public sealed class MetricsReading(BotCoachDb db, StageShelf shelf, MetricDeals deals, IServiceScopeFactory scopes, TimeProvider clock)
{
    private const int AtOnce = 1_000;
    private const int NamedAtOnce = 500;
    private const int Readers = 2;

    /// <param name="by">By what the deals are told apart besides; null: they are not.</param>
    public async Task<MetricsTable> OfAsync(MetricsCut cut, MetricsBy? by = null) => (await OfEachAsync(cut, by))[0];

    /// <summary>The same told apart in several ways, read once.</summary>
    public async Task<IReadOnlyList<MetricsTable>> OfEachAsync(MetricsCut cut, params MetricsBy?[] by)
    {
        var zone = await db.CompanyZoneAsync();
        var days = new MetricsDays(cut, zone);
        var (people, processes) = (by.Any(b => b is MetricsBy.Owner or MetricsBy.Manager) ? await PeopleAsync() : [], by.Contains(MetricsBy.Process) ? await ProcessesAsync() : []);
        MetricsGroups[] groups = [.. by.Select(b => new MetricsGroups(cut, days, zone, b, people, processes))];
        var asked = new MetricsAsked(days.End, days.End <= clock.GetUtcNow(), by.Contains(MetricsBy.Product));
        var stretches = await StretchesAsync(cut);
        if (stretches.Count > 1) await ManyAsync(stretches, asked, groups);
        else foreach (var stretch in stretches) Take(groups, await deals.OfAsync(stretch, asked));
        var newest = new Dictionary<Guid, StageBook>();
        foreach (var (process, version) in await shelf.PublishedAsync()) newest[process.Id] = await shelf.OpenAsync(process.Id, version.Number);
        var named = new List<MetricsTable>();
        foreach (var group in groups) named.Add(await new PastStages(db, shelf).NameAsync(group.Sum(newest)));
        return named;
    }

    private async Task ManyAsync(IReadOnlyList<MetricStretch> stretches, MetricsAsked asked, MetricsGroups[] groups)
    {
        var next = -1;
        await Parallel.ForAsync(0, Readers, async (_, cancel) =>
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(db.WorkspaceId);
            var reader = scope.ServiceProvider.GetRequiredService<MetricDeals>();
            while (Interlocked.Increment(ref next) is var at && at < stretches.Count && !cancel.IsCancellationRequested)
            {
                var some = await reader.OfAsync(stretches[at], asked);
                lock (groups) Take(groups, some);
            }
        });
    }

    private static void Take(MetricsGroups[] groups, IReadOnlyList<MetricDeal> some)
    {
        foreach (var deal in some) foreach (var group in groups) group.Take(deal);
    }

    private async Task<IReadOnlyList<MetricStretch>> StretchesAsync(MetricsCut cut)
    {
        if (!cut.IsWhole) return [.. (await IdsAsync(cut)).Chunk(NamedAtOnce).Select(MetricStretch.Named)];
        var ends = await db.EachDealAsync(AtOnce);
        return [.. ends.Append(Guid.AllBitsSet).Zip(ends.Prepend(Guid.Empty), (upTo, after) => MetricStretch.Between(after, upTo))];
    }

    private Task<List<Guid>> IdsAsync(MetricsCut cut) => cut.Of(db.Deals.AsNoTracking()).OrderBy(d => d.Id).Select(d => d.Id).ToListAsync();

    private async Task<Dictionary<Guid, (string Name, Guid? Manager)>> PeopleAsync() =>
        await db.People.AsNoTracking().Select(p => new { p.Id, p.Name, p.ManagerId }).ToDictionaryAsync(p => p.Id, p => (p.Name, p.ManagerId));

    private async Task<Dictionary<Guid, string>> ProcessesAsync() => await db.Processes.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Name);
}
