using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Nudges;

/// <summary>A nudge that a person pressed, opened for that person.</summary>
public sealed record PressedNudge(Nudge Nudge, Deal Deal, DealFile File, WorkCalendar Calendar, DateTimeOffset Now, Guid? MessageId)
{
    public NodaTime.LocalDate Today => Calendar.Today(Now);
}

/// <summary>
/// Opens the nudge that was pressed, if it is the person's own, still open and of a deal they may act on; else says how it was settled.
/// </summary>
public sealed class NudgeDesk(BotCoachDb db, DealAccess access, DealFiles files, Calendars calendars, BriefBoard board, RuleRecords records, EscalationDesk escalations, Audit audit, Outbox outbox)
{
    private const string NotYours = "That nudge is not one of yours, or is no longer there.";

    /// <summary>The nudge, or null with what to answer instead.</summary>
    public async Task<(PressedNudge? Pressed, Reply Instead)> OpenAsync(Turn turn)
    {
        var nudge = turn.Id is { } id ? await db.Nudges.FirstOrDefaultAsync(n => n.Id == id) : null;
        if (nudge is not null && nudge.PersonId != turn.Person.Id) audit.Refused(turn, "a nudge", nudge.Id);
        if (nudge?.PersonId != turn.Person.Id) return (null, Reply.Words(NotYours));
        var deal = await access.OpenAsync(turn, nudge.DealId);
        if (deal is null) return (null, Reply.Words(DealAccess.Closed));
        var file = (await files.OpenAsync([deal]))[0];
        var pressed = new PressedNudge(nudge, deal, file, await calendars.OfAsync(turn.Person), turn.Now, await MessageAsync(turn, nudge));
        if (NudgeButtons.IsPressable(nudge, turn.Now)) return (pressed, Reply.None);
        await RefreshAsync(pressed);
        return (null, Reply.Words(NudgeMessage.Settled(nudge, file, pressed.Calendar, turn.Now)));
    }

    /// <summary>Writes the briefs that show it anew; with a focus, the item asks its next question.</summary>
    public async Task<Reply> RefreshAsync(PressedNudge pressed, BriefStep? step = null, int suggestion = 0)
    {
        var focus = step is { } asks ? new BriefFocus(pressed.Nudge.Id, asks, suggestion) : null;
        await board.RefreshAsync([pressed.Nudge], pressed.Now, focus, pressed.MessageId);
        return Reply.None;
    }

    /// <summary>Puts it aside until the owner's midnight of that day, with all else that its row says of the deal, which is judged again then.</summary>
    public async Task<Reply> SnoozeAsync(PressedNudge pressed, NodaTime.LocalDate day)
    {
        var until = pressed.Calendar.Midnight(day);
        var row = await db.Nudges.Where(n => n.DealId == pressed.Deal.Id && n.PersonId == pressed.Nudge.PersonId && n.Holds).ToListAsync();
        var put = row.Where(n => NudgeButtons.IsPressable(n, pressed.Now)).ToList();
        put.ForEach(n => n.Snooze(until));
        await escalations.PutOffAsync(put, until, pressed.Now);
        await db.BringDueForwardAsync(pressed.Deal.Id, until);
        return await RefreshAsync(pressed);
    }

    /// <summary>The brief that was pressed; a form comes from none, so for that the newest that shows the nudge.</summary>
    private async Task<Guid?> MessageAsync(Turn turn, Nudge nudge)
    {
        if (await outbox.PressedAsync(turn) is { } pressed) return pressed.Id;
        var id = $"{nudge.Id}";
        return await db.BriefDays.Where(b => b.PersonId == nudge.PersonId && b.Shown.Contains(id)).OrderByDescending(b => b.Day).Select(b => b.MessageId).FirstOrDefaultAsync();
    }

    public async Task<Reply> SettleAsync(PressedNudge pressed, NudgeVerdict verdict, string? reason = null)
    {
        pressed.Nudge.Settle(verdict, reason);
        await records.AnsweredAsync([pressed.Nudge], pressed.Now);
        await escalations.EndAsync([pressed.Nudge], pressed.Now);
        return await RefreshAsync(pressed);
    }
}
