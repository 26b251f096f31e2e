using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Reminders;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Reviews;

/// <summary>Makes promises, settles them, and reads how they stand. Each is a reminder of its owner too: done there is kept here, and the other way round.</summary>
public sealed class Commitments(BotCoachDb db, Calendars calendars, DealAccess access, ReminderDesk reminders, ReminderBoard board)
{
    /// <summary>Days off and holidays put the end of a promise's day off by no more.</summary>
    private const int MostGraceDays = 60;

    /// <summary>The same promise again is the one that is there.</summary>
    public async Task<Commitment> MakeAsync(Deal deal, Person owner, string words, LocalDate due, Guid by, Guid? reviewId, DateTimeOffset now)
    {
        bool IsSame(Commitment c) => c.Settled is null && c.DealId == deal.Id && c.OwnerId == owner.Id && c.DueOn == due && c.Words == words && c.ReviewId == reviewId;
        var known = await db.Commitments.Where(c => c.DealId == deal.Id && c.OwnerId == owner.Id && c.DueOn == due).ToListAsync();
        if (known.Concat(db.Commitments.Local).FirstOrDefault(IsSame) is { } same) return same;
        var id = Guid.CreateVersion7(now);
        var reminder = await reminders.MakeAsync(owner, words, new When(due), now, $"{Reminder.Promise}{id}");
        reminder.DealId = deal.Id;
        var made = new Commitment
        {
            WorkspaceId = db.WorkspaceId, Id = id, DealId = deal.Id, OwnerId = owner.Id, Words = words, DueOn = due, MadeBy = by, MadeAt = now,
            ReviewId = reviewId, ReminderId = reminder.Id,
        };
        db.Commitments.Add(made);
        return made;
    }

    /// <summary>The promise, if this person may settle it: their own, one that they asked for, or one of somebody they lead.</summary>
    public async Task<Commitment?> FindAsync(Person person, Guid id)
    {
        if (await db.Commitments.FirstOrDefaultAsync(c => c.Id == id) is not { } found) return null;
        return (found.MadeBy == person.Id && person.Role.Leads()) || await access.MayAsync(person, found.OwnerId) ? found : null;
    }

    /// <summary>Kept or dropped. Its reminder ends with it, wherever that is shown.</summary>
    public async Task SettleAsync(Commitment it, CommitmentState how, Person by, DateTimeOffset now)
    {
        it.Settle(how, by.Id, now);
        if (it.ReminderId is not { } id || await db.Reminders.FirstOrDefaultAsync(r => r.Id == id) is not { IsOpen: true } reminder) return;
        reminder.End(how == CommitmentState.Kept ? ReminderState.Done : ReminderState.Cancelled, now);
        await board.RefreshAsync([reminder], now);
    }

    /// <summary>
    /// All promises of a manager: those of the people who report there, the manager's own, and those that the manager asked others for, each as it stood at the
    /// instant, in the order of their days.
    /// </summary>
    /// <param name="since">Leaves out what nothing has happened to since then.</param>
    public async Task<IReadOnlyList<CommitmentStanding>> OfManagerAsync(Guid managerId, DateTimeOffset at, DateTimeOffset? since = null) => [.. (await OfManagersAsync([managerId], at, since))[managerId]];

    /// <summary>The same of many managers, in as few questions as of one.</summary>
    public async Task<ILookup<Guid, CommitmentStanding>> OfManagersAsync(IReadOnlyCollection<Guid> managers, DateTimeOffset at, DateTimeOffset? since = null)
    {
        var asked = db.Commitments.Where(c => c.MadeAt <= at
            && (managers.Contains(c.OwnerId) || managers.Contains(c.MadeBy) || db.People.Any(p => p.Id == c.OwnerId && p.ManagerId != null && managers.Contains(p.ManagerId.Value))));
        if (since is { } from)
        {
            var day = LocalDate.FromDateTime(from.UtcDateTime).PlusDays(-MostGraceDays);
            asked = asked.Where(c => c.DueOn >= day || c.MadeAt >= from || c.SettledAt >= from || db.Reminders.Any(r => r.Id == c.ReminderId && (r.EndedAt >= from || r.At != null)));
        }
        var standings = await StandingsAsync(await asked.ToListAsync(), at);
        var owners = standings.Select(s => s.It.OwnerId).Distinct().ToList();
        var leads = await db.People.Where(p => owners.Contains(p.Id)).Select(p => new { p.Id, p.ManagerId }).ToDictionaryAsync(p => p.Id, p => p.ManagerId);
        return standings.Where(s => since is null || s.State == CommitmentState.Open || s.Since >= since || s.It.MadeAt >= since)
            .SelectMany(s => new Guid?[] { s.It.OwnerId, s.It.MadeBy, leads.GetValueOrDefault(s.It.OwnerId) }.OfType<Guid>().Distinct().Where(managers.Contains), (s, m) => (Manager: m, Standing: s)).ToLookup(s => s.Manager, s => s.Standing);
    }

    public async Task<CommitmentStanding> OneAsync(Commitment it, DateTimeOffset at) => (await StandingsAsync([it], at))[0];

    public async Task<IReadOnlyList<CommitmentStanding>> OfDealAsync(Guid dealId, DateTimeOffset at) =>
        await StandingsAsync(await db.Commitments.Where(c => c.DealId == dealId && c.MadeAt <= at).ToListAsync(), at, c => c.DealId == dealId);

    public async Task<IReadOnlyList<CommitmentStanding>> OfReviewAsync(Guid reviewId, DateTimeOffset at) =>
        await StandingsAsync(await db.Commitments.Where(c => c.ReviewId == reviewId).ToListAsync(), at, c => c.ReviewId == reviewId);

    private async Task<IReadOnlyList<CommitmentStanding>> StandingsAsync(List<Commitment> saved, DateTimeOffset at, Func<Commitment, bool>? alsoNew = null)
    {
        // those of this unit of work, which no query finds yet
        List<Commitment> all = [.. saved.Union(alsoNew is null ? [] : db.Commitments.Local.Where(alsoNew))];
        if (all.Count == 0) return [];
        var ids = all.Select(c => c.ReminderId).OfType<Guid>().ToList();
        var reminder = await db.Reminders.AsNoTracking().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id);
        var owners = await calendars.OfAsync([.. all.Select(c => c.OwnerId).Distinct()]);
        return
        [
            .. all.OrderBy(c => c.DueOn).ThenBy(c => c.Id)
                .Select(c => CommitmentRules.Standing(c, reminder.GetValueOrDefault(c.ReminderId ?? Guid.Empty), owners[c.OwnerId], at)),
        ];
    }
}
