using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Nudges;

/// <summary>
/// Makes a person's brief of a day, once: the ledger row is opened first, so that of two instances one makes it. Judges the owner's due deals
/// before it chooses, so that nothing judged a minute late waits a day.
/// </summary>
public sealed class BriefDesk(BotCoachDb db, NudgeLedger ledger, BriefBoard board, Hush hush, EscalationDesk escalations)
{
    private const int RestStep = 5;

    /// <summary>The brief of this day: made now unless there is one, and chosen anew where it had nothing to say so far.</summary>
    public async Task<BriefDay> OpenAsync(Person person, LocalDate day, DateTimeOffset now)
    {
        await db.OpenBriefDayAsync(new BriefDay { WorkspaceId = db.WorkspaceId, PersonId = person.Id, Day = day, Shown = "", MadeAt = now });
        var opened = await db.BriefDays.SingleAsync(b => b.PersonId == person.Id && b.Day == day);
        if (opened.Shown == "") await FillAsync(opened, person, now);
        return opened;
    }

    private async Task FillAsync(BriefDay day, Person person, DateTimeOffset now)
    {
        await JudgeDueAsync(person.Id, now);
        var open = await OpenNudgesAsync(person.Id);
        var choice = Brief.Choose(open, await AmountsAsync(person.Id), Brief.Room(await LastShownAsync(day), open, now), now);
        await ShowAsync(day, choice.Items, now);
        if (day.Shown != "") await board.ShowAsync(day, person, choice.Rest.Count, now);
    }

    /// <summary>Adds the next few to a brief. False when there are none.</summary>
    public async Task<bool> AddRestAsync(BriefDay day, Person person, DateTimeOffset now)
    {
        var open = await OpenNudgesAsync(person.Id);
        var dealsShown = await board.DealsShownAsync(day);
        var choice = Brief.Choose(open.Where(n => !dealsShown.Contains(n.DealId)), await AmountsAsync(person.Id), RestStep, now);
        await ShowAsync(day, choice.Items, now);
        await board.ShowAsync(day, person, choice.Rest.Count, now);
        return choice.Items.Count > 0;
    }

    private async Task ShowAsync(BriefDay day, IReadOnlyList<BriefItem> items, DateTimeOffset now)
    {
        foreach (var item in items)
        {
            item.Lead.Show(NudgeEnd.Delivered, now);
            foreach (var also in item.Also) also.Show(NudgeEnd.Merged, now);
        }
        day.Shown = string.Join(',', [.. day.ShownIds(), .. items.Select(i => i.Lead.Id)]);
        await escalations.BeginAsync([.. items.Select(i => i.Lead)], now);
    }

    private async Task JudgeDueAsync(Guid personId, DateTimeOffset now)
    {
        HashSet<Guid> judged = [];
        List<Guid> fresh;
        do
        {
            fresh = [.. (await db.ClaimOwnersDueDealsAsync(personId, now, NudgeSweep.Batch)).Where(judged.Add)];
            await ledger.JudgeAsync(fresh, now);
        }
        while (fresh.Count > 0);
    }

    /// <summary>Also what this very unit of work has found or cleared and not saved yet.</summary>
    private async Task<List<Nudge>> OpenNudgesAsync(Guid personId)
    {
        await db.Nudges.Where(n => n.PersonId == personId && n.Holds).LoadAsync();
        var hushed = await hush.OfAsync(personId);
        return [.. db.Nudges.Local.Where(n => n.PersonId == personId && n.IsOpen && !hushed.Silences(n))];
    }

    private async Task<Dictionary<Guid, decimal?>> AmountsAsync(Guid personId) =>
        await db.Deals.AsNoTracking().Where(d => d.OwnerId == personId && d.Status == DealStatus.Open && d.Triage != Triage.Waiting)
            .Select(d => new { d.Id, d.Amount }).ToDictionaryAsync(d => d.Id, d => d.Amount);

    private async Task<List<IReadOnlyCollection<Guid>>> LastShownAsync(BriefDay day) =>
        [.. (await db.BriefDays.AsNoTracking().Where(b => b.PersonId == day.PersonId && b.Day < day.Day && b.Shown != "")
            .OrderByDescending(b => b.Day).Take(2).ToListAsync()).Select(b => b.ShownIds())];
}
