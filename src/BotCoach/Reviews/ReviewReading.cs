using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Reviews;

/// <summary>A whole review, for its notes and its page.</summary>
/// <param name="Told">How what was promised before it stands now.</param>
public sealed record WholeReview(ReviewView View, string Manager, IReadOnlyList<CommitmentStanding> Told, CommitmentPage ToldPage);

/// <summary>Reads whole reviews, and whose a person may read: a manager's own and those of the managers below, an admin's all.</summary>
public sealed class ReviewReading(BotCoachDb db, ReviewDesk desk, Commitments commitments, PeopleNames names)
{
    private const int Newest = 50;
    private const int MostLevels = 50;

    public async Task<WholeReview> OfAsync(Review review, DateTimeZone zone, DateTimeOffset now)
    {
        var deals = await desk.DealsAsync(review);
        var promises = await commitments.OfReviewAsync(review.Id, now);
        var told = await desk.ToldBackAsync(review, review.EndedAt ?? now);
        var view = new ReviewView(review, deals, await desk.CalledAsync(deals.Select(d => d.DealId)), zone, now) { Promises = promises, Page = await desk.PageAsync(promises, zone, now) };
        var manager = (await names.OfAsync([review.ManagerId])).GetValueOrDefault(review.ManagerId, "somebody");
        return new WholeReview(view, manager, told, await desk.PageAsync(told, zone, now));
    }

    /// <summary>The newest reviews that this person may read.</summary>
    public async Task<IReadOnlyList<Review>> ListAsync(Person reader) =>
        await Theirs(await ManagersAsync(reader)).AsNoTracking().OrderByDescending(r => r.StartedAt).Take(Newest).ToListAsync();

    /// <summary>One of them; null where it is none of theirs.</summary>
    public async Task<Review?> FindAsync(Person reader, Guid id)
    {
        var managers = await ManagersAsync(reader);
        return await Theirs(managers).AsNoTracking().FirstOrDefaultAsync(r => r.Id == id);
    }

    private IQueryable<Review> Theirs(IReadOnlyCollection<Guid>? managers) => managers is null ? db.Reviews : db.Reviews.Where(r => managers.Contains(r.ManagerId));

    /// <summary>The reader and everybody below, level by level; nobody of a rep's, who may have been a manager; null: everybody.</summary>
    private async Task<IReadOnlyCollection<Guid>?> ManagersAsync(Person reader)
    {
        if (reader.Role == Role.Admin) return null;
        if (!reader.Role.Leads()) return [];
        HashSet<Guid> known = [reader.Id];
        List<Guid> level = [reader.Id];
        for (var depth = 0; depth < MostLevels && level.Count > 0; depth++)
        {
            var above = level;
            level = [.. (await db.People.Where(p => p.ManagerId != null && above.Contains(p.ManagerId.Value)).Select(p => p.Id).ToListAsync()).Where(known.Add)];
        }
        return known;
    }
}
