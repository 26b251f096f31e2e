using System.Globalization;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Reminders;

/// <summary>
/// What entering a stage puts on the owner's list: each task once a stay, due so many working days after the entry. Leaving the stage or closing the deal
/// takes back what is open, a new owner inherits it. A deal that waits to be sorted, or is set aside, enters its stage for its owner when that is over.
/// </summary>
public sealed class StageTasks(BotCoachDb db, StageShelf shelf, Calendars calendars, ReminderClock clock, ReminderBoard board)
{
    private const string Prefix = "task:";

    /// <summary>What was entered longer ago, and never followed, was entered before we met the deal: nobody is flooded with what lies behind them.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromDays(7);

    /// <summary>Brings the lists in line with where these deals are now.</summary>
    public async Task FollowAsync(IReadOnlyList<Deal> deals, DateTimeOffset now)
    {
        var ids = deals.Select(d => (Guid?)d.Id).ToList();
        var known = (await db.Reminders.Where(r => ids.Contains(r.DealId) && r.Origin!.StartsWith(Prefix)).ToListAsync()).ToLookup(r => r.DealId);
        var owners = await calendars.OfAsync([.. deals.Select(d => d.OwnerId)]);
        var stays = await StaysAsync(deals, known);
        List<Reminder> changed = [];
        List<(Deal Deal, StageTask Task)> missing = [];
        foreach (var deal in deals)
        {
            var open = known[deal.Id].Where(r => r.IsOpen).ToList();
            changed.AddRange(Left(deal, stays[deal.Id], open, now));
            changed.AddRange(Inherited(deal, open, owners[deal.OwnerId], now));
            if (deal.IsOpen && deal.Triage != Triage.Waiting && !deal.IsParkedOn(owners[deal.OwnerId].Today(now)))
                missing.AddRange((await TasksAsync(deal)).Where(t => known[deal.Id].All(r => r.Origin != stays[deal.Id] + t.Id)).Select(t => (deal, t)));
        }
        changed.AddRange(await AddAsync(missing, owners, now));
        await clock.BringForwardAsync(changed);
        await board.RefreshAsync(changed, now);
    }

    private async Task<IReadOnlyList<StageTask>> TasksAsync(Deal deal) => (await shelf.OpenAsync(deal.ProcessId, deal.ProcessVersion)).Find(deal.StageId)?.Tasks ?? [];

    /// <summary>
    /// The stay that each deal is in, by what its tasks go. A file may learn later when a stay began: where the deal has not moved since, it is the same stay.
    /// </summary>
    private async Task<Dictionary<Guid, string>> StaysAsync(IReadOnlyList<Deal> deals, ILookup<Guid?, Reminder> known)
    {
        var stays = deals.ToDictionary(d => d.Id, StayOf);
        foreach (var deal in deals.Where(d => known[d.Id].All(r => !IsOf(r, stays[d.Id]))))
        {
            var last = known[deal.Id].Where(r => IsOf(r, StageOf(deal))).MaxBy(r => r.CreatedAt);
            if (last is null || await db.DealEvents.AnyAsync(e => e.DealId == deal.Id && e.FromStage != null && e.RecordedAt >= last.CreatedAt)) continue;
            stays[deal.Id] = last.Origin![..(last.Origin!.LastIndexOf('/') + 1)];
        }
        return stays;
    }

    private static IEnumerable<Reminder> Left(Deal deal, string stay, List<Reminder> open, DateTimeOffset now)
    {
        foreach (var task in open.Where(r => !deal.IsOpen || !IsOf(r, stay)))
        {
            task.End(ReminderState.Withdrawn, now);
            yield return task;
        }
    }

    private static IEnumerable<Reminder> Inherited(Deal deal, List<Reminder> open, WorkCalendar calendar, DateTimeOffset now)
    {
        foreach (var task in open.Where(r => r.IsOpen && r.PersonId != deal.OwnerId))
        {
            ReminderRules.Inherit(task, deal.OwnerId, calendar, now);
            yield return task;
        }
    }

    private async Task<List<Reminder>> AddAsync(List<(Deal Deal, StageTask Task)> missing, IReadOnlyDictionary<Guid, WorkCalendar> owners, DateTimeOffset now)
    {
        if (missing.Count == 0) return [];
        var deals = missing.Select(m => m.Deal).Distinct().ToList();
        var sorted = await SortedSince.OfAsync(db, deals, owners);
        // a stay began for its owner as it was entered, or when it was sorted, or when it was no longer set aside
        var begun = deals.ToDictionary(d => d.Id, d => d.StageEnteredAt > sorted[d.Id] ? d.StageEnteredAt : sorted[d.Id]);
        List<Reminder> made = [.. missing.Where(m => now - begun[m.Deal.Id] <= Recent).Select(m => New(m.Deal, m.Task, begun[m.Deal.Id], owners[m.Deal.OwnerId], now))];
        db.Reminders.AddRange(made);
        return made;
    }

    private static Reminder New(Deal deal, StageTask task, DateTimeOffset begun, WorkCalendar calendar, DateTimeOffset now)
    {
        var (today, due) = (calendar.Today(now), calendar.AddWorkingDays(calendar.Today(begun), task.DueInWorkingDays));
        var on = due < today ? today : due;
        return new Reminder
        {
            WorkspaceId = deal.WorkspaceId, Id = Guid.CreateVersion7(now), PersonId = deal.OwnerId, DealId = deal.Id, Text = task.Text, DueOn = on,
            At = ReminderRules.Ahead(ReminderRules.AtOf(on, null, calendar), calendar, now), Origin = OriginOf(deal, task), CreatedAt = now,
        };
    }

    private static bool IsOf(Reminder task, string prefix) => task.Origin!.StartsWith(prefix, StringComparison.Ordinal);

    private static string StageOf(Deal deal) => $"{Prefix}{deal.Id}/{deal.StageId}@";

    private static string StayOf(Deal deal) => string.Create(CultureInfo.InvariantCulture, $"{StageOf(deal)}{deal.StageEnteredAt.ToUnixTimeMilliseconds()}/");

    private static string OriginOf(Deal deal, StageTask task) => StayOf(deal) + task.Id;
}
