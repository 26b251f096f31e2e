using BotCoach.Deals;
using BotCoach.Metrics;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Digests;

/// <summary>A digest of a day, and what it is a difference to: one that was sent, or how things stood a week before, rebuilt.</summary>
public sealed record PastDigest(DigestSheet Sheet, bool IsRebuilt);

/// <summary>
/// What the digest of a day would say, also of one that is over: deals as their history tells, against the last digest sent before it, or without one against seven days
/// earlier. What no history tells is as it stands now: evidence, people of the buyer's, and which rules speak.
/// </summary>
public sealed class DigestPastReading(BotCoachDb db, ManyFiles files, StageRates rates)
{
    public async Task<PastDigest> OfAsync(Guid manager, IReadOnlyList<Guid> people, DateTimeOffset then, DateTimeOffset now)
    {
        var last = await db.Digests.AsNoTracking().Where(d => d.ManagerId == manager && d.MessageId != null && d.MadeAt < then).OrderByDescending(d => d.Week).FirstOrDefaultAsync();
        var earlier = then.AddDays(-7);
        var from = (last?.MadeAt < earlier ? last.MadeAt : earlier).AddDays(-7 * DigestReading.Weeks);
        var trip = new RoundTrip(db);
        var rows = trip.Ask(DigestRows.OfOwners, people.ToArray(), db.Stamp(from));
        await trip.RunAsync();
        Guid[] ids = [.. rows.Select(d => d.Id)];
        var (events, nudges) = (trip.Ask(DigestRows.AllSince, ids, db.Stamp(from)), trip.Ask(DigestRows.Holding, ids));
        var opened = (await files.OpenAsync(ManyDeals.JudgedOf(ids, null), trip)).ToDictionary(f => f.Deal.Id);
        var (ofEvents, odds) = (events.ToLookup(e => e.DealId), await rates.OfAsync(now));
        var before = last is null ? SheetAt(earlier, new DigestAsk(manager, people, null), null).Now : DigestJson.ReadSnapshot(last.Snapshot)!;
        var sheet = SheetAt(then, new DigestAsk(manager, people, last), before);
        var names = await db.People.AsNoTracking().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name);
        return new PastDigest(sheet with { People = names }, last is null);

        DigestSheet SheetAt(DateTimeOffset at, DigestAsk ask, DigestSnapshot? base_)
        {
            var stood = rows.Select(d => DigestRewind.At(d, ofEvents[d.Id], at, from)).OfType<Deal>().Where(d => people.Contains(d.OwnerId)).ToList();
            var team = new DigestTeam(ask, base_, at.AddDays(-7 * DigestReading.Weeks));
            team.Take(stood);
            var asked = stood.ToDictionary(d => d.Id, d => opened[d.Id] with { Deal = Placed(opened[d.Id].Deal, d) });
            team.Read(asked, events.Where(e => e.HappenedAt < at).ToLookup(e => e.DealId), nudges.Where(n => n.Since < at).ToLookup(n => n.DealId), [], at);
            return team.Sheet(odds, [], at);
        }
    }

    private static Deal Placed(Deal deal, Deal then)
    {
        var copy = deal.As(deal.ProcessVersion, then.StageId);
        (copy.Status, copy.OwnerId) = (then.Status, then.OwnerId);
        return copy;
    }
}
