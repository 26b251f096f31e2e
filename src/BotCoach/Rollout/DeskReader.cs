using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Rollout;

/// <summary>Open deals that lie one after the other in the order of their ids.</summary>
/// <param name="After">The id of the last one before them.</param>
/// <param name="Ids">Which ones: there may be others between them.</param>
/// <param name="IsDense">Hardly any others are: they are read as they lie, since to look each of them up costs several times as much.</param>
public sealed record DealStretch(Guid After, IReadOnlyList<Guid> Ids, bool IsDense);

/// <summary>Reads people and their open deals as they are, with all that the rules and the briefs ask of them.</summary>
public sealed class DeskReader(BotCoachDb db, DealDocket docket, Calendars calendars, Hush hush, RuleRecords records, BriefPool pool)
{
    private const int DealsAtOnce = 500;

    public async Task<IReadOnlyDictionary<Guid, PersonAhead>> PeopleAsync(Guid[] owners, DateTimeOffset now)
    {
        if (owners.Length == 0) return new Dictionary<Guid, PersonAhead>();
        var (of, hushed, percent) = (await calendars.OfAsync(owners), await hush.OfAsync(owners), (await records.TermsAsync()).HoldOutPercent);
        var due = await db.PersonDues.AsNoTracking().Where(d => d.Kind == PersonDueKind.Brief && owners.Contains(d.PersonId)).ToDictionaryAsync(d => d.PersonId, d => d.At);
        var tomorrow = owners.Max(id => of[id].Today(now)).PlusDays(1);
        await pool.ReadLastAsync(owners, tomorrow);
        return owners.ToDictionary(id => id, id => new PersonAhead(
            id, of[id], hushed[id], due.TryGetValue(id, out var at) ? at : of[id].NextStart(now), pool.LastShownTo(id, tomorrow), percent));
    }

    /// <summary>With whole deals, to put into words what is said of them.</summary>
    public async Task<IReadOnlyList<DeskAhead>> DesksAsync(Guid[] owners, DateTimeOffset now)
    {
        var ids = await db.Deals.AsNoTracking().Where(d => owners.Contains(d.OwnerId) && d.Status == DealStatus.Open).OrderBy(d => d.Id).Select(d => d.Id).ToListAsync();
        var (people, deals, said) = (await PeopleAsync(owners, now), new List<OpenDeal>(), new List<Nudge>());
        foreach (var some in ids.Chunk(DealsAtOnce))
        {
            var (which, trip) = (ManyDeals.Of(some), new RoundTrip(db));
            var known = which.Said(trip);
            deals.AddRange(await docket.OpenAsync(which, trip));
            said.AddRange(known);
        }
        var (ofOwners, ofDeals) = (deals.ToLookup(d => d.Deal.OwnerId), said.ToLookup(n => n.DealId));
        return [.. owners.Select(id => new DeskAhead(people[id], [.. ofOwners[id]], ofDeals))];
    }

    /// <summary>With what is judged of the deals alone, and each with all that was ever said of it: the same episode is never said again.</summary>
    /// <param name="worn">The words that stand on too many deals, where somebody has counted already.</param>
    public async Task<IEnumerable<(OpenDeal Deal, List<Nudge> Said)>> DealsAsync(DealStretch stretch, IReadOnlyList<string>? worn)
    {
        var which = stretch.IsDense ? ManyDeals.JudgedBetween(stretch.After, stretch.Ids[^1], worn) : ManyDeals.JudgedOf(stretch.Ids, worn);
        var trip = new RoundTrip(db);
        var said = which.Said(trip);
        var (deals, asked) = (await docket.OpenAsync(which, trip), stretch.Ids.ToHashSet());
        var ofDeals = said.ToLookup(n => n.DealId);
        return deals.Where(d => d.Deal.IsOpen && asked.Contains(d.Deal.Id)).Select(d => (d, ofDeals[d.Deal.Id].ToList()));
    }
}
