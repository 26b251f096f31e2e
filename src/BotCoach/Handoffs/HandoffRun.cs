using System.Globalization;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Handoffs;

/// <summary>
/// Reminds a sender once of a handoff that is begun and not sent. Looks at those whose time to answer is over, by the receiver's calendar as it is now: tells the receiver first, with what a manager would hear and when, and
/// the receiver's manager only when the notice has run.
/// </summary>
public sealed class HandoffRun(BotCoachDb db, HandoffDesk desk, DealLedger ledger, Calendars calendars, WaitingBoard waiting, Urgent urgent, Leavers leavers) : IClaimingChore
{
    private const int Batch = 50;

    /// <summary>A reminder that no platform has taken yet is asked for again after so long.</summary>
    private static readonly TimeSpan Undelivered = TimeSpan.FromMinutes(15);

    public int Most { get; set; } = Batch;

    public Claimed? Claimed { get; private set; }

    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.WorkspaceWithDueHandoffAsync(now) is not { } workspace) return 0;
        db.Scope.Enter(workspace);
        var due = await db.ClaimHandoffsAsync(now, Most);
        Claimed = new Claimed(workspace, due);
        foreach (var it in await db.Handoffs.Where(h => due.Contains(h.Id)).ToListAsync(cancel)) await LookAsync(it, now);
        return due.Count;
    }

    public Task PutOffAsync(IReadOnlyList<Guid> ids, DateTimeOffset until) => db.Handoffs.Where(h => ids.Contains(h.Id) && h.At != null).ExecuteUpdateAsync(set => set.SetProperty(h => h.At, until));

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => db.NextHandoffAsync(cancel);

    private async Task LookAsync(Handoff it, DateTimeOffset now)
    {
        var deal = await db.Deals.SingleAsync(d => d.Id == it.DealId);
        if (await desk.EndIfOvertakenAsync(it, deal, now)) return;
        if (it.State != HandoffState.Sent)
        {
            await OpenAsync(it, deal, now);
            return;
        }
        var receiver = await db.People.SingleAsync(p => p.Id == it.ToId);
        if (receiver.Role == Role.Reader || (await leavers.AmongAsync([it.ToId])).Count > 0)
        {
            await desk.OffAsync(it, deal, $"{receiver.Name} does not work on deals any more.", now);
            return;
        }
        var calendar = await calendars.OfAsync(it.ToId);
        if (it.RemindedAt is null) await DueAsync(it, deal, calendar, now);
        else await NoticeAsync(it, deal, calendar, now);
    }

    /// <summary>The sender began it, or got it back, and has left it since.</summary>
    private async Task OpenAsync(Handoff it, Deal deal, DateTimeOffset now)
    {
        it.LookAt(null);
        await urgent.TellAsync(it.FromId, $"handoff-open:{it.Id}:{it.Returns}", HandoffMessage.Open(await desk.ViewAsync(it, deal, now)), now);
    }

    private async Task DueAsync(Handoff it, Deal deal, WorkCalendar calendar, DateTimeOffset now)
    {
        // days off that were noted meanwhile give more time
        if (HandoffRules.DueAt(calendar, it.WithinHours, it.SentAt!.Value) is var due && due > now)
        {
            it.DueAt = due;
            it.LookAt(due);
            await ledger.ChangeAsync(deal, Actor.Clock, now, DealEventKind.FieldsChanged, d => d.HandoffDueAt = due, null, [new DealDifference("handoff-due", null, due.ToString("O", CultureInfo.InvariantCulture), FreeText: false)]);
            return;
        }
        var view = await desk.ViewAsync(it, deal, now);
        var rules = view.File.Book.Rules;
        var manager = rules.EscalateAfterWorkingHours > 0 ? await ManagerAsync(it.ToId) : null;
        var tellsAt = calendar.AddWorkingTime(now, TimeSpan.FromHours(rules.EscalationNoticeWorkingHours));
        (it.RemindedAt, it.ManagerId, it.Words) = (now, manager?.Id, manager is null ? null : HandoffMessage.ManagersWords(view, calendar.Today(now), calendar.Zone));
        it.LookAt(manager is null ? null : tellsAt);
        await urgent.TellAsync(it.ToId, HandoffMessage.LateKey(it), HandoffMessage.Late(view, manager?.Name, tellsAt, calendar), now);
        // no rule speaks of a deal that is won
        if (!deal.IsOpen) await urgent.TellAsync(it.FromId, $"handoff-late-from:{it.Id}:{it.Returns}", HandoffMessage.LateToSender(view), now);
    }

    private async Task NoticeAsync(Handoff it, Deal deal, WorkCalendar calendar, DateTimeOffset now)
    {
        var key = HandoffMessage.LateKey(it);
        var taken = await db.OutgoingMessages.Where(m => m.Key == key && m.SentRevision > 0).Select(m => m.SentAt).FirstOrDefaultAsync();
        var notice = (await desk.ViewAsync(it, deal, now)).File.Book.Rules.EscalationNoticeWorkingHours;
        var tellsAt = taken is { } at ? calendar.AddWorkingTime(at, TimeSpan.FromHours(notice)) : now + Undelivered;
        if (tellsAt > now)
        {
            it.LookAt(tellsAt);
            return;
        }
        it.LookAt(null);
        if (await ManagerAsync(it.ToId) is not { } manager || manager.Id != it.ManagerId) return;
        it.ToldAt = now;
        var told = $"handoff-told:{it.Id}:{it.Returns}";
        await waiting.AskAsync(manager.Id, WaitingKind.Handoff, deal, "", told, HandoffMessage.ToManager(it, told), now);
    }

    private Task<Person?> ManagerAsync(Guid of) =>
        (from person in db.People join manager in db.People on person.ManagerId equals manager.Id where person.Id == of && manager.MergedInto == null select manager).FirstOrDefaultAsync();
}
