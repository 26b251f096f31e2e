using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Reviews;

/// <summary>Begins reviews, ends them, and tells each owner what they promised, and only that.</summary>
public sealed class ReviewDesk(BotCoachDb db, Agenda agenda, TalkReading talk, Commitments commitments, DealAccess access, PeopleNames names, Calendars calendars, Urgent urgent)
{
    /// <summary>So long may more be decided before owners hear of it, in working time.</summary>
    private static readonly TimeSpan Settles = TimeSpan.FromHours(1);

    /// <summary>The one that goes on, or a new one; null where there is nothing to talk about.</summary>
    public async Task<Review?> OpenAsync(Turn turn)
    {
        var last = await LastAsync(turn.Person.Id);
        if (last is not null && ReviewRules.GoesOn(last, turn.Now)) return last;
        if (last is { IsOver: false }) await EndAsync(last, turn.Now);
        return await BeginAsync(turn, last);
    }

    /// <summary>The manager's review that goes on; null: none does.</summary>
    public async Task<Review?> GoingOnAsync(Guid managerId, DateTimeOffset now) => await LastAsync(managerId) is { } last && ReviewRules.GoesOn(last, now) ? last : null;

    /// <summary>The manager's agenda. What was closed, or is somebody else's to see by now, leaves it.</summary>
    public async Task<IReadOnlyList<AgendaPick>> AgendaAsync(Person manager)
    {
        var picked = await agenda.OfAsync(manager.Id);
        var ids = picked.Select(p => p.DealId).ToList();
        var open = await (await access.OfAsync(manager)).Where(d => ids.Contains(d.Id) && d.Status == DealStatus.Open).Select(d => d.Id).ToListAsync();
        agenda.Taken(picked.Where(p => !open.Contains(p.DealId)));
        return [.. picked.Where(p => open.Contains(p.DealId))];
    }

    /// <summary>The manager's own review, for as long as they are a manager.</summary>
    public async Task<Review?> FindAsync(Person manager, Guid id) => manager.Role.Leads() ? await db.Reviews.FirstOrDefaultAsync(r => r.Id == id && r.ManagerId == manager.Id) : null;

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
        // what was chosen since has a newer question
        var chosen = (await agenda.OfAsync(review.ManagerId)).ToDictionary(p => p.DealId, p => p.Question);
        foreach (var left in ReviewRules.Untalked(await DealsAsync(review)))
            await agenda.AddAsync(review.ManagerId, new Pick(left.DealId, TalkWhy.LeftOver, chosen.GetValueOrDefault(left.DealId, left.Question)), now);
        review.End(now);
        await TellAsync(review, now);
    }

    /// <summary>Each owner hears what they have promised so far, in one message, which follows what comes.</summary>
    /// <param name="isSettling">More may be decided: they hear of it in an hour, or at the end of their day's work, whatever becomes of the review.</param>
    public async Task TellAsync(Review review, DateTimeOffset now, bool isSettling = false)
    {
        var made = await commitments.OfReviewAsync(review.Id, now);
        foreach (var theirs in made.Where(c => c.It.OwnerId != review.ManagerId).GroupBy(c => c.It.OwnerId).OrderBy(g => g.Key))
        {
            if (await db.People.FirstOrDefaultAsync(p => p.Id == theirs.Key) is not { } owner) continue;
            var page = await PageAsync([.. theirs], await ZoneOfAsync(owner), now);
            var manager = (await names.OfAsync([review.ManagerId])).GetValueOrDefault(review.ManagerId, "your manager");
            await urgent.TellAsync(theirs.Key, TellingKey(review.Id, theirs.Key), CommitmentMessage.Told(manager, [.. theirs], page), now, isSettling ? SettledAt(await calendars.OfAsync(owner), now) : null);
        }
    }

    /// <summary>What owners are told of a review's promises has a key that begins so.</summary>
    internal const string Telling = "promised:";

    public static string TellingKey(Guid reviewId, Guid ownerId) => $"{Telling}{reviewId}:{ownerId}";

    private static DateTimeOffset SettledAt(WorkCalendar owners, DateTimeOffset now) => owners.EndOfShift(now)?.AddMinutes(-1) is { } end && end < now + Settles ? end > now ? end : now : now + Settles;

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
        var picked = await AgendaAsync(turn.Person);
        IReadOnlyList<Pick> picks = picked.Count > 0 ? [.. picked.Select(p => new Pick(p.DealId, p.Why, p.Question))] : await talk.PicksAsync(turn.Person, turn.Now);
        if (picks.Count == 0 && !(await commitments.OfManagerAsync(turn.Person.Id, turn.Now, last?.StartedAt)).Any(c => c.IsUnsettled)) return null;
        var review = new Review { WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(turn.Now), ManagerId = turn.Person.Id, StartedAt = turn.Now, At = turn.Now };
        db.Reviews.Add(review);
        var place = 0;
        foreach (var pick in picks.Take(ReviewRules.MostDeals))
            db.ReviewDeals.Add(new ReviewDeal { WorkspaceId = db.WorkspaceId, ReviewId = review.Id, DealId = pick.DealId, Place = ++place, Why = pick.Why, Question = pick.Question });
        review.LeftOver = Math.Max(0, picks.Count - ReviewRules.MostDeals);
        agenda.Taken(picked.Take(ReviewRules.MostDeals));
        // promised for the next one, which no digest in between takes away
        foreach (var left in picked.Skip(ReviewRules.MostDeals).Where(p => !TalkWhy.IsTheManagers(p.Why))) await agenda.AddAsync(turn.Person.Id, new Pick(left.DealId, TalkWhy.LeftOver, left.Question), turn.Now);
        return review;
    }

    private async Task<DateTimeZone> ZoneOfAsync(Person person) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(person.Zone ?? (await db.FoundedWorkspaceAsync()).Zone) ?? DateTimeZone.Utc;
}
