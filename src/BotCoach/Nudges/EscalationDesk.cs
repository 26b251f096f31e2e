using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Nudges;

/// <summary>
/// Keeps escalations: begun when a nudge is first shown for itself, off when it is answered or put right, put off with a snooze. One deal has one under way.
/// </summary>
public sealed class EscalationDesk(BotCoachDb db, StageShelf shelf, Calendars calendars, Outbox outbox)
{
    /// <summary>These nudges were just shown to their person.</summary>
    public async Task BeginAsync(IReadOnlyCollection<Nudge> shown, DateTimeOffset now)
    {
        var rules = await RulesAsync([.. shown.Where(n => n.FirstShownAt == now).Select(n => n.DealId).Distinct()]);
        // of a handoff that is late its receiver hears, and whoever leads the receiver
        var first = shown.Where(n => n.FirstShownAt == now && n.Rule != Rules.HandoffLate.RuleId && rules.ContainsKey(n.DealId)).DistinctBy(n => n.DealId).ToList();
        if (first.Count == 0) return;
        var (deals, nudges) = (first.Select(n => n.DealId).ToList(), first.Select(n => n.Id).ToList());
        var known = await db.Escalations.Where(e => nudges.Contains(e.NudgeId) || (deals.Contains(e.DealId) && e.At != null)).ToListAsync();
        var (ofNudges, ofDeals, begun) = (known.Select(e => e.NudgeId).ToHashSet(), known.Select(e => e.DealId).ToHashSet(), new List<Escalation>());
        foreach (var nudge in first.Where(n => !ofNudges.Contains(n.Id) && !ofDeals.Contains(n.DealId))) begun.Add(await OfAsync(nudge, rules[nudge.DealId], now));
        await db.AddAllAsync(begun);
    }

    private async Task<Escalation> OfAsync(Nudge nudge, BookRules terms, DateTimeOffset now) => new()
    {
        WorkspaceId = db.WorkspaceId, NudgeId = nudge.Id, DealId = nudge.DealId, OwnerId = nudge.PersonId,
        At = EscalationRules.PreviewDue(
            await calendars.OfAsync(nudge.PersonId), now, TimeSpan.FromHours(terms.EscalateAfterWorkingHours), TimeSpan.FromHours(terms.EscalationNoticeWorkingHours)),
    };

    /// <summary>These nudges were answered, or hold no more.</summary>
    public async Task EndAsync(IEnumerable<Nudge> settled, DateTimeOffset now)
    {
        foreach (var escalation in await UnderWayAsync(settled)) await OffAsync(escalation, "It was answered or put right.", now);
    }

    /// <summary>These nudges were put aside: the owner hears of it first again when they are back.</summary>
    public async Task PutOffAsync(IEnumerable<Nudge> snoozed, DateTimeOffset until, DateTimeOffset now)
    {
        foreach (var escalation in await UnderWayAsync(snoozed))
        {
            await BackAsync(escalation, until, await calendars.OfAsync(escalation.OwnerId), now);
            escalation.LookAgain(until);
        }
    }

    /// <summary>It waits again, and its owner is told anew before anybody hears of it.</summary>
    internal async Task BackAsync(Escalation escalation, DateTimeOffset until, WorkCalendar calendar, DateTimeOffset now)
    {
        await EditPreviewAsync(escalation, EscalationMessage.PutOff(calendar.Today(until), calendar.Today(now)), now);
        (escalation.State, escalation.PreviewId) = (EscalationState.Waiting, null);
    }

    internal async Task OffAsync(Escalation escalation, string why, DateTimeOffset now)
    {
        escalation.Stop(why);
        await EditPreviewAsync(escalation, EscalationMessage.Ended(escalation, null), now);
    }

    internal async Task EditPreviewAsync(Escalation escalation, Channels.Message message, DateTimeOffset now)
    {
        if (escalation.PreviewId is { } id && await outbox.FindAsync(id) is { } preview) outbox.Edit(preview, message, now);
    }

    /// <summary>The rules of those deals whose process escalates at all.</summary>
    private async Task<Dictionary<Guid, BookRules>> RulesAsync(List<Guid> deals)
    {
        Dictionary<Guid, BookRules> rules = [];
        if (deals.Count == 0) return rules;
        foreach (var pin in await db.Deals.AsNoTracking().Where(d => deals.Contains(d.Id)).Select(d => new { d.Id, d.ProcessId, d.ProcessVersion }).ToListAsync())
            if ((await shelf.OpenAsync(pin.ProcessId, pin.ProcessVersion)).Rules is { EscalateAfterWorkingHours: > 0 } some) rules[pin.Id] = some;
        return rules;
    }

    private async Task<List<Escalation>> UnderWayAsync(IEnumerable<Nudge> nudges)
    {
        var ids = nudges.Select(n => n.Id).ToList();
        return ids.Count == 0 ? [] : await db.Escalations.Where(e => ids.Contains(e.NudgeId) && e.At != null).ToListAsync();
    }
}
