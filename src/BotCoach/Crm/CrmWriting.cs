using BotCoach.Crm.Wire;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Crm;

/// <summary>
/// Writes back what people approved here, and nothing else: the next step and the stage that somebody set by a press of their own, and notes. What stands there is read first; where it was changed
/// since both agreed, the owner is shown both, and nothing is written. What was written counts as what the CRM said last, so that it never comes back as a change.
/// </summary>
internal sealed class CrmWriting(BotCoachDb db, StageShelf shelf, CrmConflicts conflicts, ImportMatch match, CrmDesk desk, CrmFaults faults)
{
    private const int MostTries = 12;
    private static readonly TimeSpan LookBack = TimeSpan.FromMinutes(1);
    private static readonly DealEventKind[] Moves = [DealEventKind.Advanced, DealEventKind.MovedBack, DealEventKind.Overridden, DealEventKind.Won, DealEventKind.Lost, DealEventKind.Disqualified, DealEventKind.Reopened];

    /// <summary>Looks through what people did since the last look, and says what should stand there. True: something is to be written.</summary>
    public async Task<bool> HearAsync(CrmLink link, DateTimeOffset now)
    {
        if (!link.WritesBack) return false;
        var since = (link.HeardUpTo ?? now) - LookBack;
        link.HeardUpTo = now;
        var done = await db.DealEvents.AsNoTracking().Where(e => e.RecordedAt >= since && e.ActorBy == By.Click && e.ActorId != null && (e.Kind == DealEventKind.NextStepSet || Moves.Contains(e.Kind)))
            .Join(db.CrmDeals.Where(d => d.LinkId == link.Id && !d.IsGone), e => e.DealId, d => d.DealId, (e, d) => new { e.DealId, e.Kind, e.ActorId, e.RecordedAt }).ToListAsync();
        foreach (var of in done.GroupBy(e => e.DealId))
        {
            var deal = await db.Deals.AsNoTracking().SingleAsync(d => d.Id == of.Key);
            var said = (await match.SaidBeforeAsync([deal.Id], default))(deal.Id);
            if (of.Where(e => e.Kind == DealEventKind.NextStepSet).MaxBy(e => e.RecordedAt) is { } step && deal.NextStep is { Length: > 0 } words && said.GetValueOrDefault("next-step") != words)
                await PutAsync(link, deal.Id, CrmWritten.NextStep, words, deal.NextStepOn, step.ActorId, step.RecordedAt, now);
            if (of.Where(e => e.Kind != DealEventKind.NextStepSet).MaxBy(e => e.RecordedAt) is { } move && (said.GetValueOrDefault("stage") != deal.StageId || said.GetValueOrDefault("status") != deal.Status.ToString()))
                await PutAsync(link, deal.Id, CrmWritten.Stage, CrmWriteRules.PlaceOf(deal), null, move.ActorId, move.RecordedAt, now);
        }
        return db.ChangeTracker.Entries<CrmWriteBack>().Any(e => e.State is EntityState.Added or EntityState.Modified);
    }

    /// <summary>What should stand there from now on; said again, it changes nothing.</summary>
    public async Task PutAsync(CrmLink link, Guid deal, CrmWritten what, string text, LocalDate? on, Guid? by, DateTimeOffset at, DateTimeOffset now)
    {
        var row = what == CrmWritten.Note ? null : await db.CrmWriteBacks.FirstOrDefaultAsync(w => w.LinkId == link.Id && w.DealId == deal && w.What == what);
        if (row is not null && row.ApprovedAt >= at) return;
        if (row is null) db.CrmWriteBacks.Add(row = new CrmWriteBack { WorkspaceId = db.WorkspaceId, Id = OrderedId.Next(now), LinkId = link.Id, DealId = deal, What = what, Text = text, ApprovedAt = at });
        (row.Text, row.On, row.ApprovedBy, row.ApprovedAt, row.NextAt, row.Tries, row.DoneAt, row.Why) = (text, on, by, at, now, 0, null, null);
        // one of which nobody knows whether it arrived is looked for first
        row.MayHaveArrived = row.MayHaveArrived && row.Made is null;
        row.Revision++;
        if (link.NextAt > now) link.NextAt = now;
    }

    public Task<CrmWriteBack?> DueAsync(CrmLink link, DateTimeOffset now) => db.CrmWriteBacks.AsNoTracking().Where(w => w.LinkId == link.Id && w.NextAt <= now).OrderBy(w => w.NextAt).FirstOrDefaultAsync();

    public Task<DateTimeOffset?> NextAsync(CrmLink link) => db.CrmWriteBacks.Where(w => w.LinkId == link.Id).MinAsync(w => w.NextAt);

    public async Task<Func<CrmLink, Task>> AskAsync(CrmLink link, IDealSource source, SourceSession session, CrmWriteBack due, DateTimeOffset now)
    {
        var deal = await db.Deals.AsNoTracking().SingleAsync(d => d.Id == due.DealId);
        var theirs = await db.CrmDeals.AsNoTracking().FirstOrDefaultAsync(d => d.LinkId == link.Id && d.DealId == due.DealId && !d.IsGone);
        if (theirs is null) return l => EndAsync(l, source, due, deal, "it is not there any more", now);
        var read = await source.DealsAsync(session, [theirs.TheirId]);
        if (read.Fault is { } unread) return l => FaultAsync(l, source, due, deal, unread, now);
        if (read.Value!.FirstOrDefault() is not { IsDeleted: false } stands) return l => EndAsync(l, source, due, deal, "it is not there any more", now);
        var book = await shelf.OpenAsync(deal.ProcessId, deal.ProcessVersion);
        var said = (await match.SaidBeforeAsync([deal.Id], default))(deal.Id);
        if (CrmWriteRules.Differs(due, source, stands, CrmSays.Of(link), said, book) is { } other)
            return async l =>
            {
                await EndAsync(l, source, due, deal, null, now);
                await conflicts.AddAsync(l, source.Name, deal, theirs.TheirId, other.Field, other.Field == "next-step" ? deal.NextStep : other.Field == "stage" ? deal.StageId : deal.Status.ToString(), other.Theirs, now);
            };
        if (CrmWriteRules.WriteOf(due, theirs.TheirId, stands, CrmSays.Of(link), book, source.ReadsNextStep) is not { } write)
            return l => EndAsync(l, source, due, deal, "none of its stages there is this one. An admin says which is by: crm stages", now);
        // should what comes of it not be written down, it is looked for before it is written again
        await db.CrmWriteBacks.Where(w => w.Id == due.Id && w.Revision == due.Revision).ExecuteUpdateAsync(set => set.SetProperty(w => w.MayHaveArrived, true));
        var reply = await source.WriteAsync(session, write);
        if (reply.Fault is { } fault) return l => FaultAsync(l, source, due, deal, fault, now);
        return async l =>
        {
            var row = await db.CrmWriteBacks.SingleAsync(w => w.Id == due.Id);
            (row.Made, l.NextAt, l.Misses) = (reply.Value ?? row.Made, now, 0);
            if (row.Revision == due.Revision) (row.NextAt, row.DoneAt, row.Why, row.MayHaveArrived) = (null, now, null, false);
            if (due.What == CrmWritten.NextStep && source.ReadsNextStep) await conflicts.AgreeAsync(deal.Id, ("next-step", write.Text));
            if (due.What == CrmWritten.Stage) await conflicts.AgreeAsync(deal.Id, CrmWriteRules.Agreed(due.Text, write, stands, CrmSays.Of(link), book));
        };
    }

    private async Task FaultAsync(CrmLink link, IDealSource source, CrmWriteBack due, Deal deal, SourceFault fault, DateTimeOffset now)
    {
        // that this one thing may not be done says nothing of the token
        if (fault.Kind == SourceFaultKind.Throttled || fault is { Kind: SourceFaultKind.Refused, Field: "token" })
        {
            await faults.WriteAsync(link, source, fault, now);
            return;
        }
        link.NextAt = now;
        if (fault.Kind is SourceFaultKind.Refused or SourceFaultKind.Invalid or SourceFaultKind.Gone or SourceFaultKind.Schema || due.Tries >= MostTries)
        {
            await EndAsync(link, source, due, deal, fault.Why, now);
            return;
        }
        var row = await db.CrmWriteBacks.SingleAsync(w => w.Id == due.Id);
        (row.Tries, row.Why, row.MayHaveArrived) = (row.Tries + 1, fault.Why, due.MayHaveArrived || fault.MayHaveArrived);
        row.NextAt = now + CrmRules.PatienceAfter(row.Tries);
    }

    /// <summary>It is not written, and why; null: somebody has to choose first.</summary>
    private async Task EndAsync(CrmLink link, IDealSource source, CrmWriteBack due, Deal deal, string? why, DateTimeOffset now)
    {
        link.NextAt = now;
        var row = await db.CrmWriteBacks.SingleAsync(w => w.Id == due.Id);
        if (row.Revision != due.Revision) return;
        (row.NextAt, row.Why) = (null, why);
        if (why is not null) await desk.NotWrittenAsync(row, deal, source, why, now);
    }
}
