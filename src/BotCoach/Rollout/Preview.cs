using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Rollout;

/// <summary>
/// Replays a draft on the open deals, by the real gate, the real rules and the real brief: what would be asked anew of which deals, and what each owner's briefs
/// would say in the next week if nobody acts. The deals of a pilot's teams stay with the pilot. It writes nothing, and holds some owners' deals at a time.
/// </summary>
public sealed class Preview(BotCoachDb db, StageShelf shelf, DealDocket docket, Calendars calendars, Hush hush, RuleRecords records, BriefPool pool)
{
    private const int DealsAtOnce = 500;
    private const int OwnersAtOnce = 50;
    private const int ToldEach = 5_000;
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(7);

    /// <param name="told">Is told now and then how many deals were looked at.</param>
    public async Task<Impact> OfAsync(ProcessVersion draft, DateTimeOffset now, Func<int, Task>? told = null)
    {
        var (book, pilot) = (StageBookJson.Read(draft.Document), (await shelf.PilotsAsync()).FirstOrDefault(v => v.ProcessId == draft.ProcessId));
        var owners = await db.Deals.AsNoTracking().Where(d => d.ProcessId == draft.ProcessId && d.Status == DealStatus.Open).Select(d => d.OwnerId).Distinct().ToListAsync();
        var (deals, moved, struck, briefs, looked) = (0, 0, new List<DealImpact>(), new Dictionary<Guid, BriefsAhead>(), 0);
        foreach (var some in owners.Order().Chunk(OwnersAtOnce))
        {
            var after = new List<OpenDeal>();
            foreach (var open in await OpenAsync(some))
            {
                var isAimed = open.Deal.ProcessId == draft.ProcessId && pilot?.IsFor(open.Deal.SalesTeam) != true;
                var then = isAimed ? open with { File = ImpactRules.In(open.File, draft, book) } : open;
                after.Add(then);
                if (!isAimed) continue;
                (deals, moved) = (deals + 1, moved + (then.Deal.StageId == open.Deal.StageId ? 0 : 1));
                if (ImpactRules.Of(open.File, then.File, now) is { } hit) struck.Add(hit);
            }
            foreach (var (id, ahead) in await BriefsAsync(some, after.ToLookup(d => d.Deal.OwnerId), now)) briefs[id] = ahead;
            if (told is not null && (looked + after.Count) / ToldEach > looked / ToldEach) await told(looked + after.Count);
            looked += after.Count;
        }
        return new Impact(deals, moved, struck, briefs);
    }

    /// <summary>What the next brief of each of these people would say if nobody acts, also where their team is not on yet.</summary>
    public async Task<IReadOnlyList<(DeskAhead Desk, DateTimeOffset At, BriefChoice Choice)>> NextBriefsAsync(Guid[] owners, DateTimeOffset now) =>
        [.. from desk in await DesksAsync(owners, (await OpenAsync(owners)).ToLookup(d => d.Deal.OwnerId), now)
            let open = desk with { Hushed = desk.Hushed with { IsOff = false } }
            let first = WeekAhead.First(open, now)
            select (open, first.At, first.Choice)];

    private async Task<IReadOnlyList<OpenDeal>> OpenAsync(Guid[] owners)
    {
        var ids = await db.Deals.AsNoTracking().Where(d => owners.Contains(d.OwnerId) && d.Status == DealStatus.Open).OrderBy(d => d.Id).Select(d => d.Id).ToListAsync();
        var opened = new List<OpenDeal>();
        foreach (var some in ids.Chunk(DealsAtOnce)) opened.AddRange(await docket.OpenAsync(some));
        return opened;
    }

    private async Task<IEnumerable<(Guid, BriefsAhead)>> BriefsAsync(Guid[] owners, ILookup<Guid, OpenDeal> deals, DateTimeOffset now) =>
        (await DesksAsync(owners, deals, now)).Select(d => (d.PersonId, WeekAhead.Of(d, now, now + Ahead)));

    private async Task<IEnumerable<DeskAhead>> DesksAsync(Guid[] owners, ILookup<Guid, OpenDeal> deals, DateTimeOffset now)
    {
        if (owners.Length == 0) return [];
        var (of, hushed, percent) = (await calendars.OfAsync(owners), await hush.OfAsync(owners), (await records.TermsAsync()).HoldOutPercent);
        // all that was said of these deals: the same episode is never said again
        var known = (await db.Nudges.AsNoTracking().Where(n => owners.Contains(n.PersonId) && db.Deals.Any(d => d.Id == n.DealId && d.Status == DealStatus.Open)).ToListAsync()).ToLookup(n => n.DealId);
        var due = await db.PersonDues.AsNoTracking().Where(d => d.Kind == PersonDueKind.Brief && owners.Contains(d.PersonId)).ToDictionaryAsync(d => d.PersonId, d => d.At);
        var tomorrow = owners.Max(id => of[id].Today(now)).PlusDays(1);
        await pool.ReadLastAsync(owners, tomorrow);
        return owners.Select(id => new DeskAhead(id, of[id], [.. deals[id]], known, hushed[id], due.TryGetValue(id, out var at) ? at : of[id].NextStart(now), pool.LastShownTo(id, tomorrow), percent));
    }
}
