using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Rollout;

/// <summary>
/// Replays a draft on the open deals, by the real gate, the real rules and the real brief: what would be asked anew of which deals, and what each owner's briefs
/// would say in the next week if nobody acts. It writes nothing.
/// </summary>
public sealed class Preview(BotCoachDb db, DealDocket docket, Calendars calendars, Hush hush, RuleRecords records)
{
    private const int Chunk = 500;
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(7);

    /// <param name="teams">Of a pilot; empty: everyone.</param>
    /// <param name="progress">Told after each chunk how many deals of how many were gone through.</param>
    public async Task<Impact> OfAsync(ProcessVersion draft, IReadOnlyList<string> teams, DateTimeOffset now, Action<int, int>? progress = null)
    {
        var book = StageBookJson.Read(draft.Document);
        var owners = await db.Deals.AsNoTracking().Where(d => d.ProcessId == draft.ProcessId && d.Status == DealStatus.Open).Select(d => d.OwnerId).Distinct().ToListAsync();
        var ids = await db.Deals.AsNoTracking().Where(d => owners.Contains(d.OwnerId) && d.Status == DealStatus.Open).OrderBy(d => d.OwnerId).ThenBy(d => d.Id).Select(d => d.Id).ToListAsync();
        var (struck, moved, touched, done) = (new List<DealImpact>(), 0, 0, 0);
        var ofOwner = new Dictionary<Guid, List<OpenDeal>>();
        var aimed = Aimed(draft, teams);
        foreach (var some in ids.Chunk(Chunk))
        {
            foreach (var open in await docket.OpenAsync(some))
            {
                var after = open;
                if (open.Deal.ProcessId == draft.ProcessId && aimed(open.Deal))
                {
                    after = open with { File = ImpactRules.In(open.File, draft, book, null) };
                    (touched, moved) = (touched + 1, moved + (after.Deal.StageId == open.Deal.StageId ? 0 : 1));
                    if (ImpactRules.Of(open.File, after.File, now) is { } hit) struck.Add(hit);
                }
                if (!ofOwner.TryGetValue(open.Deal.OwnerId, out var list)) ofOwner[open.Deal.OwnerId] = list = [];
                list.Add(after);
            }
            progress?.Invoke(done += some.Length, ids.Count);
        }
        return new Impact(touched, moved, struck, await BriefsAsync(ofOwner, now));
    }

    private static Func<Deal, bool> Aimed(ProcessVersion draft, IReadOnlyList<string> teams)
    {
        var known = teams.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return deal => deal.ProcessVersion != draft.Number && (known.Count == 0 || (deal.SalesTeam is { } team && known.Contains(team.Trim())));
    }

    private async Task<IReadOnlyDictionary<Guid, BriefsAhead>> BriefsAsync(Dictionary<Guid, List<OpenDeal>> ofOwner, DateTimeOffset now)
    {
        var ahead = new Dictionary<Guid, BriefsAhead>();
        var percent = (await records.TermsAsync()).HoldOutPercent;
        foreach (var some in ofOwner.Keys.Order().Chunk(50))
        {
            var (of, hushed) = (await calendars.OfAsync(some), await hush.OfAsync(some));
            var known = (await db.Nudges.AsNoTracking().Where(n => some.Contains(n.PersonId)).ToListAsync()).ToLookup(n => n.DealId);
            var due = await db.PersonDues.AsNoTracking().Where(d => d.Kind == PersonDueKind.Brief && some.Contains(d.PersonId)).ToDictionaryAsync(d => d.PersonId, d => d.At);
            var shown = (await db.BriefDays.AsNoTracking().Where(b => some.Contains(b.PersonId) && b.Shown != "").ToListAsync()).ToLookup(b => b.PersonId);
            foreach (var id in some)
                ahead[id] = WeekAhead.Of(
                    new DeskAhead(id, of[id], ofOwner[id], known, hushed[id], due.TryGetValue(id, out var at) ? at : of[id].NextStart(now),
                        [.. shown[id].OrderByDescending(b => b.Day).Take(2).Select(b => b.ShownIds())], percent),
                    now, now + Ahead);
        }
        return ahead;
    }
}
