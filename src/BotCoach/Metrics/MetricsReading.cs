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
public sealed class MetricsReading(BotCoachDb db, StageShelf shelf, TimeProvider clock)
{
    private readonly Dictionary<(Guid, int), StageBook> _books = [];

    /// <param name="by">By what the deals are told apart besides; null: they are not.</param>
    public async Task<MetricsTable> OfAsync(MetricsCut cut, MetricsBy? by = null) => (await OfEachAsync(cut, by))[0];

    /// <summary>The same told apart in several ways, read once.</summary>
    public async Task<IReadOnlyList<MetricsTable>> OfEachAsync(MetricsCut cut, params MetricsBy?[] by)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull((await db.OwnWorkspaceAsync())?.Zone ?? "") ?? DateTimeZone.Utc;
        var days = new MetricsDays(cut, zone);
        var (people, processes) = (by.Any(b => b is MetricsBy.Owner or MetricsBy.Manager) ? await PeopleAsync() : [], by.Contains(MetricsBy.Process) ? await ProcessesAsync() : []);
        List<MetricsGroups> groups = [.. by.Select(b => new MetricsGroups(cut, days, zone, b, people, processes))];
        await foreach (var deal in DealsAsync(cut, days, by.Contains(MetricsBy.Product))) foreach (var some in groups) some.Take(deal);
        var newest = new Dictionary<Guid, StageBook>();
        foreach (var (process, version) in await shelf.PublishedAsync()) newest[process.Id] = await shelf.OpenAsync(process.Id, version.Number);
        return [.. groups.Select(g => g.Sum(newest))];
    }

    private async IAsyncEnumerable<MetricDeal> DealsAsync(MetricsCut cut, MetricsDays days, bool withOwn)
    {
        await foreach (var some in ChunksAsync(cut, withOwn, days.End <= clock.GetUtcNow() ? days.End : null))
        {
            var deals = some.AsOf(days.End);
            foreach (var pin in deals.Select(d => (d.ProcessId, d.ProcessVersion)).Distinct())
                if (!_books.ContainsKey(pin)) _books[pin] = await shelf.OpenAsync(pin.ProcessId, pin.ProcessVersion);
            var (ofMoves, ofKnown) = (some.Moves.ToLookup(m => m.DealId), some.Known.ToLookup(s => s.DealId));
            foreach (var deal in deals)
                yield return new MetricDeal(
                    deal, [.. ofMoves[deal.Id].Where(m => m.HappenedAt < days.End)],
                    deal.IsOpen ? FieldRules.DifferentPeople(ofKnown[deal.Id]) : 0, _books[(deal.ProcessId, deal.ProcessVersion)]);
        }
    }

    private async IAsyncEnumerable<MetricChunk> ChunksAsync(MetricsCut cut, bool withOwn, DateTimeOffset? since)
    {
        if (IsWhole(cut))
        {
            for (var after = Guid.Empty; ;)
            {
                var first = new RoundTrip(db);
                var deals = first.Ask(withOwn ? MetricRows.Next.WithOwn : MetricRows.Next.Deals, after);
                await first.RunAsync();
                if (deals.Count == 0) yield break;
                yield return await ChunkAsync(MetricRows.Next, deals, new RoundTrip(db), since, after, deals[^1].Id);
                after = deals[^1].Id;
            }
        }
        foreach (var ids in (await IdsAsync(cut)).Chunk(MetricRows.AtOnce))
        {
            var trip = new RoundTrip(db);
            yield return await ChunkAsync(MetricRows.Named, trip.Ask(withOwn ? MetricRows.Named.WithOwn : MetricRows.Named.Deals, ids), trip, since, [ids]);
        }
    }

    private async Task<MetricChunk> ChunkAsync(MetricRows rows, List<Deal> deals, RoundTrip trip, DateTimeOffset? since, params object[] which)
    {
        var (moves, known) = (trip.Ask(rows.Moves, which), trip.Ask(rows.Stakeholders, which));
        var (events, texts) = since is { } at ? (trip.Ask(rows.Since, [.. which, db.Stamp(at)]), trip.Ask(rows.SinceTexts, [.. which, db.Stamp(at)])) : ([], []);
        await trip.RunAsync();
        return new MetricChunk(deals, moves, known, events, texts);
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

/// <summary>Some deals with what is asked of them, and what happened since the day as of which they are looked at.</summary>
internal sealed record MetricChunk(List<Deal> Deals, List<DealEvent> Moves, List<Stakeholder> Known, List<DealEvent> Since, List<DealEventText> Texts)
{
    /// <summary>As they stood then; those that had not begun are left out.</summary>
    public IReadOnlyList<Deal> AsOf(DateTimeOffset at)
    {
        if (Since.Count == 0) return Deals;
        var (events, texts) = (Since.ToLookup(e => e.DealId), Texts.ToLookup(t => (t.DealId, t.Seq)));
        return [.. Deals.Where(d => !events.Contains(d.Id) || DealAsOf.TakeBack(d, at, [.. events[d.Id].Select(e => new DealEntry(e, [.. texts[(e.DealId, e.Seq)]]))]))];
    }
}
