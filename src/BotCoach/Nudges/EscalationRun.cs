using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Nudges;

/// <summary>Looks at the escalations that are due: tells the owner first, and the manager only when the notice has run in the owner's working time.</summary>
public sealed class EscalationRun(BotCoachDb db, DealFiles files, Calendars calendars, EscalationDesk desk, WaitingBoard waiting, Urgent urgent, Hush hush) : IClaimingChore
{
    private const int Batch = 50;

    public int Most { get; set; } = Batch;

    public Claimed? Claimed { get; private set; }

    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.WorkspaceWithDueEscalationAsync(now) is not { } workspace) return 0;
        db.Scope.Enter(workspace);
        var due = await db.ClaimEscalationsAsync(now, Most);
        Claimed = new Claimed(workspace, due);
        foreach (var escalation in await db.Escalations.Where(e => due.Contains(e.NudgeId)).ToListAsync(cancel)) await LookAsync(escalation, now);
        return due.Count;
    }

    public Task PutOffAsync(IReadOnlyList<Guid> ids, DateTimeOffset until) => db.Escalations.Where(e => ids.Contains(e.NudgeId) && e.At != null)
        .ExecuteUpdateAsync(set => set.SetProperty(e => e.At, until));

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => db.NextEscalationAsync(cancel);

    private async Task LookAsync(Escalation escalation, DateTimeOffset now)
    {
        var nudge = await db.Nudges.SingleAsync(n => n.Id == escalation.NudgeId);
        var file = await files.OpenAsync(await db.Deals.SingleAsync(d => d.Id == escalation.DealId));
        var owner = await db.People.SingleAsync(p => p.Id == escalation.OwnerId);
        var manager = owner.ManagerId is { } id ? await db.People.FirstOrDefaultAsync(p => p.Id == id && p.MergedInto == null) : null;
        var calendar = await calendars.OfAsync(owner);
        var step = EscalationRules.Next(escalation.State, await CaseAsync(escalation, nudge, file, owner, manager, calendar, now));
        switch (step)
        {
            case EscalationStep.Wait wait:
                // what was said of the hour does not hold any more: the owner hears of it first again
                if (escalation.State == EscalationState.Previewed && OnItsWay(file.Deal, calendar, now) is not null) await desk.BackAsync(escalation, wait.At, calendar, now);
                escalation.LookAgain(wait.At);
                break;
            case EscalationStep.Off off: await desk.OffAsync(escalation, off.Why, now); break;
            case EscalationStep.Preview preview: await PreviewAsync(escalation, nudge, file, owner, manager!, preview.TellsAt, calendar, now); break;
            case EscalationStep.Tell tell: await TellAsync(escalation, file, owner, manager!, tell.PreviewedAt, now); break;
        }
    }

    private async Task<EscalationCase> CaseAsync(Escalation escalation, Nudge nudge, DealFile file, Person owner, Person? manager, WorkCalendar calendar, DateTimeOffset now)
    {
        var rules = file.Book.Rules;
        var delivered = escalation.PreviewId is { } id ? await db.OutgoingMessages.Where(m => m.Id == id && m.SentRevision > 0).Select(m => m.SentAt).FirstOrDefaultAsync() : null;
        var since = nudge.SnoozedUntil > nudge.FirstShownAt ? nudge.SnoozedUntil.Value : nudge.FirstShownAt ?? now;
        return new EscalationCase(
            nudge.IsOpen && file.Deal.OwnerId == escalation.OwnerId, since, rules.EscalateAfterWorkingHours > 0 ? TimeSpan.FromHours(rules.EscalateAfterWorkingHours) : null,
            TimeSpan.FromHours(rules.EscalationNoticeWorkingHours), delivered, manager is not null && manager.Id == (escalation.ManagerId ?? manager.Id), Later(nudge.SnoozedUntil, OnItsWay(file.Deal, calendar, now)), calendar, now)
        {
            IsHushed = owner.Role == Role.Reader || (await hush.OfAsync(escalation.OwnerId)).IsOff,
        };
    }

    /// <summary>A deal that lies before its next owner is seen to: until an answer is due, and from then on day by day.</summary>
    private static DateTimeOffset? OnItsWay(Deal deal, WorkCalendar calendar, DateTimeOffset now) => deal.HandoffDueAt is not { } due ? null : due > now ? due : calendar.NextStart(now);

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other ?? one : one;

    private async Task PreviewAsync(
        Escalation escalation, Nudge nudge, DealFile file, Person owner, Person manager, DateTimeOffset tellsAt, WorkCalendar calendar, DateTimeOffset now)
    {
        var words = EscalationMessage.Words(nudge, file, owner, calendar, now);
        var message = EscalationMessage.Preview(escalation, words, manager, tellsAt, calendar, now);
        var sent = await urgent.TellAsync(owner.Id, $"escalation:{escalation.NudgeId}:{escalation.Revision}", message, now);
        escalation.Preview(sent.Id, manager.Id, words, tellsAt);
    }

    private async Task TellAsync(Escalation escalation, DealFile file, Person owner, Person manager, DateTimeOffset previewedAt, DateTimeOffset now)
    {
        escalation.Tell(previewedAt, now);
        await waiting.AskAsync(manager.Id, WaitingKind.Escalation, file.Deal, "", $"escalated:{escalation.NudgeId}", EscalationMessage.ToManager(escalation, owner), now);
        await desk.EditPreviewAsync(escalation, EscalationMessage.Ended(escalation, manager), now);
    }
}
