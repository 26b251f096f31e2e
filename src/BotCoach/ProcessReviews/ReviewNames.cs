using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.ProcessReviews;

/// <summary>Who is named for the monthly review: people of any role. Naming somebody gives them a clock for it. It is audited.</summary>
public sealed class ReviewNames(BotCoachDb db, Calendars calendars, Audit audit)
{
    /// <summary>By name, with what this unit of work has changed.</summary>
    public async Task<IReadOnlyList<Person>> ListAsync()
    {
        var named = await db.People.Where(p => p.GetsProcessReview && p.MergedInto == null).ToListAsync();
        return [.. named.Union(db.People.Local).Where(p => p is { GetsProcessReview: true, MergedInto: null }).OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase).ThenBy(p => p.Id)];
    }

    /// <summary>From now on: a month whose first working start is over already needs none any more. False: the person was named already.</summary>
    public async Task<bool> NameAsync(Guid personId, Actor actor, DateTimeOffset now)
    {
        var person = await db.People.SingleAsync(p => p.Id == personId);
        if (person.GetsProcessReview) return false;
        person.GetsProcessReview = true;
        audit.Did(actor, "process review: named for it", person.Id, now);
        await WindAsync(person, now);
        return true;
    }

    /// <summary>False: the person was not named.</summary>
    public async Task<bool> DropAsync(Guid personId, Actor actor, DateTimeOffset now)
    {
        if (await db.People.FirstOrDefaultAsync(p => p.Id == personId && p.GetsProcessReview) is not { } person) return false;
        person.GetsProcessReview = false;
        audit.Did(actor, "process review: taken off the list", person.Id, now);
        await db.DropPersonClockAsync(person.Id, PersonDueKind.ProcessReview);
        return true;
    }

    /// <summary>Somebody who turned out to be another person gets it as that one.</summary>
    public async Task PassOnAsync(Person merged, DateTimeOffset now)
    {
        await db.DropPersonClockAsync(merged.Id, PersonDueKind.ProcessReview);
        if (!merged.GetsProcessReview || await db.People.SingleAsync(p => p.Id == merged.MergedInto) is not { GetsProcessReview: false } other) return;
        other.GetsProcessReview = true;
        await WindAsync(other, now);
    }

    private async Task WindAsync(Person person, DateTimeOffset now)
    {
        var (calendar, zone) = (await calendars.OfAsync(person), await db.CompanyZoneAsync());
        var isOver = ReviewMonths.StartOf(calendar, ReviewMonths.Of(now, zone), zone) < now;
        // so that a change of the person's hours does not make it due after all
        if (isOver) await db.OpenReviewCopyAsync(new ProcessReviewCopy { WorkspaceId = db.WorkspaceId, PersonId = person.Id, Month = ReviewMonths.Of(now, zone).PlusMonths(-1), MadeAt = now });
        await db.SetPersonClockAsync(person.Id, PersonDueKind.ProcessReview, ReviewMonths.Next(calendar, now, zone, isOver));
    }
}
