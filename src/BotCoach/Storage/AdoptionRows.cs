using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Recaps;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Storage;

/// <summary>Open deals of an owner in a team that are not parked, and how many of them have what.</summary>
/// <param name="Answered">On which somebody answered a criterion lately.</param>
public sealed record DealUse(Guid OwnerId, string? Team, int Open, int Amount, int Close, int Step, int Known, int Answered);

/// <summary>Nudges that a person was shown lately of a team's deals, by what became of them. Those without an answer were shown long enough ago, or are fresh.</summary>
public sealed record NudgeUse(Guid PersonId, string? Team, int Done, int NotUseful, int Overtaken, int Snoozed, int Ignored, int Fresh);

/// <summary>A recap that was drafted lately, of a team's deal.</summary>
public sealed record RecapUse(Guid PersonId, string? Team, bool IsAccepted);

/// <summary>That a deal of this owner and team was talked about in a review that was held lately.</summary>
public sealed record ReviewUse(Guid ReviewId, Guid OwnerId, string? Team);

/// <summary>Somebody who changed a deal by hand lately.</summary>
public sealed record HandUse(Guid PersonId, bool InWeek);

/// <summary>Who uses what, counted by the database for each person and team. Whose: null is everybody's.</summary>
public static class AdoptionRows
{
    public static Task<List<DealUse>> DealUseAsync(this BotCoachDb db, IReadOnlyCollection<Guid>? owners, LocalDate today, DateTimeOffset since) =>
        Of(db, owners).Where(d => d.Status == DealStatus.Open && !(d.Triage == Triage.Parked && (d.ParkedUntil == null || d.ParkedUntil > today)))
            .Select(d => new
            {
                d.OwnerId, d.SalesTeam, Amount = d.Amount != null ? 1 : 0, Close = d.CloseOn != null ? 1 : 0, Step = d.NextStepOn != null && d.NextStep != null && d.NextStep.Trim() != "" ? 1 : 0,
                Known = db.Stakeholders.Any(s => s.DealId == d.Id) ? 1 : 0, Answered = db.Answers.Any(a => a.DealId == d.Id && a.GivenBy != null && a.GivenAt >= since) ? 1 : 0,
            })
            .GroupBy(d => new { d.OwnerId, d.SalesTeam })
            .Select(g => new DealUse(g.Key.OwnerId, g.Key.SalesTeam, g.Count(), g.Sum(d => d.Amount), g.Sum(d => d.Close), g.Sum(d => d.Step), g.Sum(d => d.Known), g.Sum(d => d.Answered))).ToListAsync();

    /// <param name="recent">What was shown after it may still be answered.</param>
    public static Task<List<NudgeUse>> NudgeUseAsync(this BotCoachDb db, IReadOnlyCollection<Guid>? people, DateTimeOffset since, DateTimeOffset recent)
    {
        var shown = db.Nudges.AsNoTracking().Where(n => (n.End == NudgeEnd.Delivered || n.End == NudgeEnd.Merged) && n.FirstShownAt >= since);
        if (people is not null) shown = shown.Where(n => people.Contains(n.PersonId));
        return shown.Join(db.Deals, n => n.DealId, d => d.Id, (n, d) => new { n.PersonId, d.SalesTeam, n.Verdict, IsSnoozed = n.SnoozedUntil != null, IsFresh = n.FirstShownAt > recent })
            .GroupBy(n => new { n.PersonId, n.SalesTeam })
            .Select(g => new NudgeUse(g.Key.PersonId, g.Key.SalesTeam, g.Count(n => n.Verdict == NudgeVerdict.Done), g.Count(n => n.Verdict == NudgeVerdict.NotUseful), g.Count(n => n.Verdict == NudgeVerdict.Overtaken),
                g.Count(n => n.Verdict == null && n.IsSnoozed), g.Count(n => n.Verdict == null && !n.IsSnoozed && !n.IsFresh), g.Count(n => n.Verdict == null && !n.IsSnoozed && n.IsFresh))).ToListAsync();
    }

    public static Task<List<RecapUse>> RecapUseAsync(this BotCoachDb db, IReadOnlyCollection<Guid>? people, DateTimeOffset since)
    {
        var drafted = db.Calls.AsNoTracking().Where(c => c.DraftedAt >= since && c.DealId != null);
        if (people is not null) drafted = drafted.Where(c => people.Contains(c.PersonId));
        return drafted.Join(db.Deals, c => c.DealId, d => d.Id, (c, d) => new RecapUse(c.PersonId, d.SalesTeam, db.CallLines.Any(l => l.CallId == c.Id && l.State == LineState.Accepted))).ToListAsync();
    }

    public static Task<List<ReviewUse>> ReviewUseAsync(this BotCoachDb db, IReadOnlyCollection<Guid>? owners, DateTimeOffset since) =>
        (from r in db.Reviews.AsNoTracking() where r.EndedAt >= since
         join t in db.ReviewDeals on r.Id equals t.ReviewId where t.TalkedAt != null
         join d in Of(db, owners) on t.DealId equals d.Id select new ReviewUse(r.Id, d.OwnerId, d.SalesTeam)).Distinct().ToListAsync();

    public static async Task<List<HandUse>> HandUseAsync(this BotCoachDb db, IReadOnlyCollection<Guid>? people, DateTimeOffset since, DateTimeOffset week)
    {
        var byHand = db.DealEvents.AsNoTracking().Where(e => e.RecordedAt >= since && e.ActorBy == By.Click && e.ActorId != null);
        if (people is not null) byHand = byHand.Where(e => people.Contains(e.ActorId!.Value));
        return (await byHand.GroupBy(e => e.ActorId!.Value).Select(g => new { g.Key, InWeek = g.Count(e => e.RecordedAt >= week) }).ToListAsync()).ConvertAll(h => new HandUse(h.Key, h.InWeek > 0));
    }

    private static IQueryable<Deal> Of(BotCoachDb db, IReadOnlyCollection<Guid>? owners) => owners is null ? db.Deals.AsNoTracking() : db.Deals.AsNoTracking().Where(d => owners.Contains(d.OwnerId));
}
