using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Metrics;

/// <summary>The figures of a cut: of all its deals, and of each group of them in the order of their names.</summary>
public sealed record MetricsTable(MetricsCut Cut, PipelineMetrics All, IReadOnlyList<(string Name, PipelineMetrics Metrics)> Groups);

/// <summary>
/// Reads deals with their moves, some at a time in the order of their ids, and adds them up: however many there are, it holds as much. What a deal was on a
/// day that is over is told by its history.
/// </summary>
public sealed class MetricsReading(BotCoachDb db, StageShelf shelf)
{
    private readonly Dictionary<(Guid, int), StageBook> _books = [];

    /// <param name="by">By what the deals are told apart besides; null: they are not.</param>
    public async Task<MetricsTable> OfAsync(MetricsCut cut, MetricsBy? by = null)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull((await db.OwnWorkspaceAsync())?.Zone ?? "") ?? DateTimeZone.Utc;
        var days = new MetricsDays(cut, zone);
        var groups = new MetricsGroups(cut, days, zone, by, by is MetricsBy.Owner or MetricsBy.Manager ? await PeopleAsync() : [], by == MetricsBy.Process ? await ProcessesAsync() : []);
        await foreach (var deal in DealsAsync(cut, days, by == MetricsBy.Product)) groups.Take(deal);
        var newest = new Dictionary<Guid, StageBook>();
        foreach (var (process, version) in await shelf.PublishedAsync()) newest[process.Id] = await shelf.OpenAsync(process.Id, version.Number);
        return groups.Sum(newest);
    }

    private async IAsyncEnumerable<MetricDeal> DealsAsync(MetricsCut cut, MetricsDays days, bool withOwn)
    {
        await foreach (var (deals, moves, known) in ChunksAsync(cut, withOwn))
        {
            foreach (var pin in deals.Select(d => (d.ProcessId, d.ProcessVersion)).Distinct())
                if (!_books.ContainsKey(pin)) _books[pin] = await shelf.OpenAsync(pin.ProcessId, pin.ProcessVersion);
            var (ofMoves, ofKnown) = (moves.ToLookup(m => m.DealId), known.ToLookup(s => s.DealId));
            foreach (var deal in deals)
                if (AsOf(deal, days, [.. ofMoves[deal.Id]]) is { } moved)
                    yield return new MetricDeal(deal, moved, deal.IsOpen ? ofKnown[deal.Id].Where(s => !Placeholders.IsNoName(s.Name)).DistinctBy(s => s.Name.Trim(), StringComparer.OrdinalIgnoreCase).Count() : 0, _books[(deal.ProcessId, deal.ProcessVersion)]);
        }
    }

    /// <summary>What had happened by the last day; null where the deal had not begun. The deal is made what it was.</summary>
    private static List<DealEvent>? AsOf(Deal deal, MetricsDays days, List<DealEvent> moves)
    {
        if (deal.CreatedAt >= days.End) return null;
        if (!deal.IsOpen && deal.ClosedAt >= days.End) (deal.Status, deal.ClosedAt, deal.OutcomeReason) = (DealStatus.Open, null, null);
        return [.. moves.Where(m => m.HappenedAt < days.End)];
    }

    private async IAsyncEnumerable<(List<Deal> Deals, List<DealEvent> Moves, List<Stakeholder> Known)> ChunksAsync(MetricsCut cut, bool withOwn)
    {
        if (IsWhole(cut))
        {
            for (var after = Guid.Empty; ;)
            {
                var first = new RoundTrip(db);
                var deals = first.Ask(withOwn ? MetricRows.Next.WithOwn : MetricRows.Next.Deals, after);
                await first.RunAsync();
                if (deals.Count == 0) yield break;
                var then = new RoundTrip(db);
                var (moves, known) = (then.Ask(MetricRows.Next.Moves, after, deals[^1].Id), then.Ask(MetricRows.Next.Stakeholders, after, deals[^1].Id));
                await then.RunAsync();
                yield return (deals, moves, known);
                after = deals[^1].Id;
            }
        }
        foreach (var ids in (await IdsAsync(cut)).Chunk(MetricRows.AtOnce))
        {
            var trip = new RoundTrip(db);
            var deals = trip.Ask(withOwn ? MetricRows.Named.WithOwn : MetricRows.Named.Deals, ids);
            var (moves, known) = (trip.Ask(MetricRows.Named.Moves, ids), trip.Ask(MetricRows.Named.Stakeholders, ids));
            await trip.RunAsync();
            yield return (deals, moves, known);
        }
    }

    private static bool IsWhole(MetricsCut cut) => cut is { Owners: null, Team: null, Segment: null, Source: null, ProcessId: null, Version: null };

    private async Task<List<Guid>> IdsAsync(MetricsCut cut)
    {
        var deals = db.Deals.AsNoTracking();
        if (cut.Owners is { } owners) deals = deals.Where(d => owners.Contains(d.OwnerId));
        if (cut.Team is { } team) deals = deals.Where(d => d.SalesTeam == team);
        if (cut.Segment is { } segment) deals = deals.Where(d => d.Segment == segment);
        if (cut.Source is { } source) deals = deals.Where(d => d.LeadSource == source);
        if (cut.ProcessId is { } process) deals = deals.Where(d => d.ProcessId == process);
        if (cut.Version is { } version) deals = deals.Where(d => d.ProcessVersion == version);
        return await deals.OrderBy(d => d.Id).Select(d => d.Id).ToListAsync();
    }

    private async Task<Dictionary<Guid, (string Name, Guid? Manager)>> PeopleAsync() =>
        await db.People.AsNoTracking().Select(p => new { p.Id, p.Name, p.ManagerId }).ToDictionaryAsync(p => p.Id, p => (p.Name, p.ManagerId));

    private async Task<Dictionary<Guid, string>> ProcessesAsync() => await db.Processes.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Name);
}
