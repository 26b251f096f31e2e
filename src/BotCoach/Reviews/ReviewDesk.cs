using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Reviews;

/// <summary>Begins reviews, ends them, and tells each owner what they promised, and only that.</summary>
public sealed class ReviewDesk(BotCoachDb db, Agenda agenda, TalkReading talk, Commitments commitments, DealAccess access, PeopleNames names, Urgent urgent)
{
    /// <summary>The one that goes on, or a new one; null where there is nothing to talk about.</summary>
    public async Task<Review?> OpenAsync(Turn turn)
    {
        var last = await LastAsync(turn.Person.Id);
        if (last is not null && ReviewRules.GoesOn(last, turn.Now)) return last;
        if (last is { IsOver: false }) await EndAsync(last, turn.Now);
        return await BeginAsync(turn, last);
    }

    /// <summary>The manager's own review.</summary>
    public async Task<Review?> FindAsync(Person manager, Guid id) => await db.Reviews.FirstOrDefaultAsync(r => r.Id == id && r.ManagerId == manager.Id);

    public async Task<IReadOnlyList<ReviewDeal>> DealsAsync(Review review)
    {
        await db.ReviewDeals.Where(d => d.ReviewId == review.Id).LoadAsync();
        return [.. db.ReviewDeals.Local.Where(d => d.ReviewId == review.Id).OrderBy(d => d.Place)];
    }

    /// <summary>The review that the manager held before this one.</summary>
    public Task<Review?> BeforeAsync(Review review) =>
        db.Reviews.Where(r => r.ManagerId == review.ManagerId && r.Id != review.Id && r.StartedAt <= review.StartedAt).OrderByDescending(r => r.StartedAt).FirstOrDefaultAsync();

    /// <summary>What is told at the beginning: how the promises of last time stand, and what else is open.</summary>
    public async Task<IReadOnlyList<CommitmentStanding>> ToldBackAsync(Review review, DateTimeOffset now)
    {
        var before = await BeforeAsync(review);
        var all = await commitments.OfManagerAsync(review.ManagerId, now, before?.StartedAt);
        return CommitmentRules.ToldBack(all.Where(c => c.It.ReviewId != review.Id), before?.Id, before?.StartedAt);
    }

    /// <summary>What nobody talked about is on the agenda of the next one.</summary>
    public async Task EndAsync(Review review, DateTimeOffset now)
    {
        if (review.IsOver) return;
        // what was chosen since has a newer reason and question
        var chosen = (await agenda.OfAsync(review.ManagerId)).Select(p => p.DealId).ToHashSet();
        foreach (var left in ReviewRules.Untalked(await DealsAsync(review)).Where(l => !chosen.Contains(l.DealId))) await agenda.AddAsync(review.ManagerId, new Pick(left.DealId, TalkWhy.LeftOver, left.Question), now);
        review.End(now);
        await TellAsync(review, now);
    }

    /// <summary>Each owner hears what they have promised so far, in one message, which follows what comes.</summary>
    public async Task TellAsync(Review review, DateTimeOffset now)
    {
        var made = await commitments.OfReviewAsync(review.Id, now);
        foreach (var theirs in made.Where(c => c.It.OwnerId != review.ManagerId).GroupBy(c => c.It.OwnerId).OrderBy(g => g.Key))
        {
            if (await db.People.FirstOrDefaultAsync(p => p.Id == theirs.Key) is not { } owner) continue;
            var page = await PageAsync([.. theirs], await ZoneOfAsync(owner), now);
            var manager = (await names.OfAsync([review.ManagerId])).GetValueOrDefault(review.ManagerId, "your manager");
            await urgent.TellAsync(theirs.Key, TellingKey(review.Id, theirs.Key), CommitmentMessage.Told(manager, [.. theirs], page), now);
        }
    }

    public static string TellingKey(Guid reviewId, Guid ownerId) => $"promised:{reviewId}:{ownerId}";

    /// <summary>The names that these promises mention.</summary>
    public async Task<CommitmentPage> PageAsync(IReadOnlyCollection<CommitmentStanding> all, DateTimeZone zone, DateTimeOffset now)
    {
        var people = await names.OfAsync(all.Select(c => (Guid?)c.It.OwnerId));
        return new CommitmentPage(await CalledAsync(all.Select(c => c.It.DealId)), people, zone, now);
    }

    /// <param name="reader">Names those alone that this person may see; null: all.</param>
    public async Task<IReadOnlyDictionary<Guid, string>> CalledAsync(IEnumerable<Guid> deals, Person? reader = null)
    {
        var ids = deals.Distinct().ToList();
        return await (reader is null ? db.Deals : await access.OfAsync(reader)).AsNoTracking().Where(d => ids.Contains(d.Id)).Select(d => new { d.Id, d.Name, d.Account }).ToDictionaryAsync(d => d.Id, d => Deal.CalledBy(d.Name, d.Account));
    }

    private Task<Review?> LastAsync(Guid managerId) => db.Reviews.Where(r => r.ManagerId == managerId).OrderByDescending(r => r.StartedAt).FirstOrDefaultAsync();

    private async Task<Review?> BeginAsync(Turn turn, Review? last)
    {
        var picked = await TheirsAsync(turn.Person, await agenda.OfAsync(turn.Person.Id));
        IReadOnlyList<Pick> picks = picked.Count > 0 ? [.. picked.Select(p => new Pick(p.DealId, p.Why, p.Question))] : await talk.PicksAsync(turn.Person, turn.Now);
        if (picks.Count == 0 && !(await commitments.OfManagerAsync(turn.Person.Id, turn.Now, last?.StartedAt)).Any(c => c.IsUnsettled)) return null;
        var review = new Review { WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(turn.Now), ManagerId = turn.Person.Id, StartedAt = turn.Now, At = turn.Now };
        db.Reviews.Add(review);
        var place = 0;
        foreach (var pick in picks.Take(ReviewRules.MostDeals))
            db.ReviewDeals.Add(new ReviewDeal { WorkspaceId = db.WorkspaceId, ReviewId = review.Id, DealId = pick.DealId, Place = ++place, Why = pick.Why, Question = pick.Question });
        review.LeftOver = Math.Max(0, picks.Count - ReviewRules.MostDeals);
        agenda.Taken(picked.Take(ReviewRules.MostDeals));
        return review;
    }

    /// <summary>Those whose deals are the manager's to see still.</summary>
    private async Task<IReadOnlyList<AgendaPick>> TheirsAsync(Person manager, IReadOnlyList<AgendaPick> picked)
    {
        var ids = picked.Select(p => p.DealId).ToList();
        var theirs = await (await access.OfAsync(manager)).Where(d => ids.Contains(d.Id)).Select(d => d.Id).ToListAsync();
        return [.. picked.Where(p => theirs.Contains(p.DealId))];
    }

    private async Task<DateTimeZone> ZoneOfAsync(Person person) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(person.Zone ?? (await db.FoundedWorkspaceAsync()).Zone) ?? DateTimeZone.Utc;
}
