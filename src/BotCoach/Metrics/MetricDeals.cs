using BotCoach.Deals;
using BotCoach.Stages;
using BotCoach.Storage;

namespace BotCoach.Metrics;

/// <summary>What is asked of deals.</summary>
/// <param name="End">They are looked at as they stood at this instant.</param>
/// <param name="IsPast">It is over: what happened since is taken back.</param>
/// <param name="WithOwn">The company's own fields too.</param>
public sealed record MetricsAsked(DateTimeOffset End, bool IsPast, bool WithOwn);

/// <summary>Deals that are read at once.</summary>
public sealed class MetricStretch
{
    private MetricStretch(MetricRows rows, params object[] which) => (Rows, Which) = (rows, which);

    public static MetricStretch Named(Guid[] ids) => new(MetricRows.Named, [ids]);

    /// <summary>All that follow an id, up to another one.</summary>
    public static MetricStretch Between(Guid after, Guid upTo) => new(MetricRows.Between, after, upTo);

    internal MetricRows Rows { get; }
    internal object[] Which { get; }
}

/// <summary>Reads deals as the figures ask of them, in one round trip.</summary>
public sealed class MetricDeals(BotCoachDb db, StageShelf shelf)
{
    private readonly Dictionary<(Guid, int), StageBook> _books = [];

    public async Task<IReadOnlyList<MetricDeal>> OfAsync(MetricStretch stretch, MetricsAsked asked)
    {
        var (rows, which, trip) = (stretch.Rows, stretch.Which, new RoundTrip(db));
        var (deals, moves, known) = (trip.Ask(asked.WithOwn ? rows.WithOwn : rows.Deals, which), trip.Ask(rows.Moves, which), trip.Ask(rows.Stakeholders, which));
        object[] since = [.. which, db.Stamp(asked.End)];
        var (events, texts) = asked.IsPast ? (trip.Ask(rows.Since, since), trip.Ask(rows.SinceTexts, since)) : ([], []);
        await trip.RunAsync();
        var stood = AsOf(asked.End, deals, events, texts);
        foreach (var pin in stood.Select(d => (d.ProcessId, d.ProcessVersion)).Distinct())
            if (!_books.ContainsKey(pin)) _books[pin] = await shelf.OpenAsync(pin.ProcessId, pin.ProcessVersion);
        var (at, ofMoves, ofKnown) = (new List<MetricDeal>(stood.Count), new InOrder<DealEvent>(moves, m => m.DealId), new InOrder<Stakeholder>(known, s => s.DealId));
        foreach (var deal in stood)
        {
            var (itsMoves, itsKnown) = (ofMoves.Of(deal.Id), ofKnown.Of(deal.Id));
            itsMoves.RemoveAll(m => m.HappenedAt >= asked.End);
            at.Add(new MetricDeal(deal, itsMoves, deal.IsOpen ? FieldRules.DifferentPeople(itsKnown) : 0, _books[(deal.ProcessId, deal.ProcessVersion)]));
        }
        return at;
    }

    /// <summary>As they stood then; those that had not begun are left out.</summary>
    private static List<Deal> AsOf(DateTimeOffset at, List<Deal> deals, List<DealEvent> since, List<DealEventText> said)
    {
        if (since.Count == 0) return deals;
        var (events, texts) = (since.ToLookup(e => e.DealId), said.ToLookup(t => (t.DealId, t.Seq)));
        return [.. deals.Where(d => !events.Contains(d.Id) || DealAsOf.TakeBack(d, at, [.. events[d.Id].Select(e => new DealEntry(e, [.. texts[(e.DealId, e.Seq)]]))]))];
    }
}

/// <summary>Rows that lie in the order of their deals' ids, asked for in the same order.</summary>
internal sealed class InOrder<T>(List<T> rows, Func<T, Guid> dealOf)
{
    private int _at;

    public List<T> Of(Guid deal)
    {
        // ids are ordered alike by both databases and here
        while (_at < rows.Count && dealOf(rows[_at]).CompareTo(deal) < 0) _at++;
        var first = _at;
        while (_at < rows.Count && dealOf(rows[_at]) == deal) _at++;
        return rows.GetRange(first, _at - first);
    }
}
