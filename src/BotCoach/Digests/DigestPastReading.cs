using BotCoach.Deals;
using BotCoach.Metrics;
using BotCoach.Nudges;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Digests;

/// <summary>A digest of a day, and what it is a difference to: one that was sent, or how things stood a week before, rebuilt.</summary>
public sealed record PastDigest(DigestSheet Sheet, bool IsRebuilt);

/// <summary>
/// What the digest of a day would say, also of one that is over: deals as their history tells, against the last digest sent before it, or without one against seven days
/// earlier. What no history tells is as it stands now: evidence, people of the buyer's, and which rules speak.
/// </summary>
public sealed class DigestPastReading(BotCoachDb db, ManyFiles files, StageRates rates, PromiseReading promises)
{
    public async Task<PastDigest> OfAsync(Guid manager, IReadOnlyList<Guid> people, DateTimeOffset then, DateTimeOffset now)
    {
        var last = await db.Delivered().AsNoTracking().Where(d => d.ManagerId == manager && d.MadeAt < then).OrderByDescending(d => d.Week).FirstOrDefaultAsync();
        var earlier = then.AddDays(-7);
        var from = (last?.MadeAt < earlier ? last.MadeAt : earlier).AddDays(-7 * DigestReading.Weeks);
        var past = await ReadAsync(people, DigestJson.ReadSnapshot(last?.Snapshot ?? ""), from);
        var odds = await rates.OfAsync(now);
        var before = DigestJson.ReadSnapshot(last?.Snapshot ?? "") ?? past.SheetAt(earlier, new DigestAsk(manager, people, null), null, odds, []).Now;
        var promised = (await promises.OfAsync([(manager, before.At)], then))[manager];
        var sheet = past.SheetAt(then, new DigestAsk(manager, people, last), before, odds, promised);
        Guid[] named = [.. people, .. sheet.Diff.Left.Select(l => l.To).OfType<Guid>(), .. sheet.Promises.Select(p => p.Owner), .. sheet.Diff.Owners.Select(o => o.From)];
        var names = await db.People.AsNoTracking().Where(p => named.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name);
        return new PastDigest(sheet with { People = names }, last is null);
    }

    /// <summary>Their deals, and those that were theirs and are somebody else's now, with what happened since an instant.</summary>
    private async Task<DigestHistory> ReadAsync(IReadOnlyList<Guid> people, DigestSnapshot? last, DateTimeOffset from)
    {
        var trip = new RoundTrip(db);
        var rows = trip.Ask(DigestRows.OfOwners, people.ToArray(), db.Stamp(from));
        await trip.RunAsync();
        var known = rows.Select(d => d.Id).ToHashSet();
        var owners = people.Select(p => $"{p}").ToList();
        var handed = await db.DealEvents.AsNoTracking().Where(e => e.Kind == DealEventKind.HandedOver && e.HappenedAt >= from && e.Before != null).Select(e => new { e.DealId, e.Before }).ToListAsync();
        Guid[] others = [.. handed.Where(e => owners.Any(o => e.Before!.Contains(o, StringComparison.OrdinalIgnoreCase))).Select(e => e.DealId).Concat(last?.Open.Select(d => d.Id) ?? []).Distinct().Where(id => !known.Contains(id))];
        if (others.Length > 0)
        {
            var more = trip.Ask(DigestRows.Whole, others);
            await trip.RunAsync();
            rows.AddRange(more);
        }
        Guid[] ids = [.. rows.Select(d => d.Id)];
        var (events, nudges) = (trip.Ask(DigestRows.AllSince, ids, db.Stamp(from)), trip.Ask(DigestRows.Holding, ids, DigestTeam.NotForManagers));
        var opened = (await files.OpenAsync(ManyDeals.JudgedOf(ids, null), trip, rows)).ToDictionary(f => f.Deal.Id);
        return new DigestHistory(rows, events, nudges, opened, from);
    }
}

/// <summary>Deals with their history since an instant, and how they stood at others. Pure.</summary>
internal sealed class DigestHistory(IReadOnlyList<Deal> rows, IReadOnlyList<DealEvent> events, IReadOnlyList<Nudge> nudges, IReadOnlyDictionary<Guid, DealFile> opened, DateTimeOffset from)
{
    private readonly ILookup<Guid, DealEvent> _events = events.ToLookup(e => e.DealId);

    public DigestSheet SheetAt(DateTimeOffset at, DigestAsk ask, DigestSnapshot? before, IReadOnlyDictionary<(Guid ProcessId, string StageId), Rate> odds, IEnumerable<PromiseLine> promised)
    {
        var all = rows.Select(d => DigestRewind.At(d, _events[d.Id], at, from)).OfType<Deal>().ToLookup(d => ask.People.Contains(d.OwnerId));
        var team = new DigestTeam(ask, before, at.AddDays(-7 * DigestReading.Weeks));
        team.Take(all[true]);
        foreach (var file in opened.Values) team.Books[(file.Deal.ProcessId, file.Deal.ProcessVersion)] = file.Book;
        var asked = all[true].ToDictionary(d => d.Id, d => opened[d.Id] with { Deal = Placed(opened[d.Id].Deal, d) });
        team.Read(asked, events.Where(e => e.HappenedAt < at).ToLookup(e => e.DealId), nudges.Where(n => n.Since < at).ToLookup(n => n.DealId), all[false].ToDictionary(d => d.Id), at);
        return team.Sheet(odds, promised, at);
    }

    private static Deal Placed(Deal deal, Deal then)
    {
        var copy = deal.As(deal.ProcessVersion, then.StageId);
        (copy.Status, copy.OwnerId) = (then.Status, then.OwnerId);
        return copy;
    }
}
