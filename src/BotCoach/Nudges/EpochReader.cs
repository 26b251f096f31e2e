using BotCoach.Deals;
using BotCoach.Storage;

namespace BotCoach.Nudges;

/// <summary>Some deals of a company, one after the other in the order of their ids, that are being read.</summary>
public sealed class EpochChunk
{
    public IReadOnlyList<DealDue> Dues { get; internal set; } = [];

    /// <summary>There are no more after these.</summary>
    public bool IsLast { get; internal set; }

    public Guid? End => Dues.Count == 0 ? null : Dues[^1].DealId;

    /// <summary>Which of them are not judged yet under this epoch, and will not be at once: what is due is judged by its own sweep.</summary>
    internal IReadOnlyDictionary<Guid, DealDue> Asked { get; set; } = new Dictionary<Guid, DealDue>();

    internal IReadOnlyList<OpenDeal> Deals { get; set; } = [];

    internal ILookup<Guid, Nudge> Holding { get; set; } = Array.Empty<Nudge>().ToLookup(n => n.DealId);

    /// <summary>The deals of which something else is true than is written, with what that is.</summary>
    public IEnumerable<(Deal Deal, DealDue Due, VerdictChange Change)> Judge(DateTimeOffset now)
    {
        foreach (var open in Deals)
        {
            if (!Asked.TryGetValue(open.Deal.Id, out var due) || due.Revision != open.Deal.Revision) continue;
            if (VerdictRules.Compare(open.Deal, due, [.. Holding[open.Deal.Id]], open.Judge(now), now) is { } change) yield return (open.Deal, due, change);
        }
    }
}

/// <summary>
/// Reads the deals that are judged again, beside the unit of work that judges them and ahead of it: what is written has to stand still when it is written.
/// </summary>
public sealed class EpochReader(BotCoachDb db, DealDocket docket, WornWords worn)
{
    /// <summary>Fills the chunk: its due rows first, so that it is known what made the rest fail.</summary>
    public async Task ReadAsync(EpochChunk chunk, Guid after, int most, long epoch, DateTimeOffset now)
    {
        var trip = new RoundTrip(db);
        var dues = trip.Ask(EpochPlaces.DueAfter, after, most);
        await trip.RunAsync();
        (chunk.Dues, chunk.IsLast) = (dues, dues.Count < most);
        chunk.Asked = dues.Where(d => d.Epoch < epoch && !(d.At <= now)).ToDictionary(d => d.DealId);
        if (chunk.Asked.Count == 0) return;
        var which = await WhichAsync(chunk, after, epoch);
        var holding = which.Holding(trip);
        chunk.Deals = await docket.OpenAsync(which, trip);
        chunk.Holding = holding.ToLookup(n => n.DealId);
    }

    /// <summary>Deals that lie close together are read as they lie; where most of them rest, those that do not are read by name.</summary>
    private async Task<ManyDeals> WhichAsync(EpochChunk chunk, Guid after, long epoch)
    {
        var isSparse = chunk.Asked.Count < chunk.Dues.Count / 2 || await db.LieFurtherApartAsync(after, chunk.End!.Value, chunk.Dues.Count * 2);
        return isSparse ? ManyDeals.Of(chunk.Asked.Keys) : ManyDeals.Between(after, chunk.End!.Value, await worn.OfAsync(db, epoch));
    }

    public void End() => worn.Forget(db.WorkspaceId);
}
