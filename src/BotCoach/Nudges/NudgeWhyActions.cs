using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Nudges;

/// <summary>Why something is in the brief: of one nudge that was pressed, or of all that is open of a deal.</summary>
public sealed class NudgeWhyActions(BotCoachDb db, DealPick pick, DealFiles files, NudgeDesk desk, Calendars calendars, Outbox outbox)
{
    public async Task<Reply> DealAsync(Turn turn)
    {
        var (deal, instead) = await pick.OneAsync(turn, "nudge.deal", "Why");
        if (deal is null) return instead;
        var open = await db.Nudges.Where(n => n.DealId == deal.Id && n.PersonId == deal.OwnerId && n.Holds).ToListAsync();
        return await ShowAsync(turn, deal, (await files.OpenAsync([deal]))[0], [.. open.Where(n => n.IsOpen).OrderByDescending(n => n.Severity).ThenBy(n => n.Since).ThenBy(n => n.Rule)]);
    }

    public async Task<Reply> NudgeAsync(Turn turn)
    {
        var (pressed, instead) = await desk.OpenAsync(turn);
        return pressed is null ? instead : await ShowAsync(turn, pressed.Deal, pressed.File, [pressed.Nudge]);
    }

    /// <summary>Days are said in the owner's calendar, in which they are judged.</summary>
    private async Task<Reply> ShowAsync(Turn turn, Deal deal, DealFile file, IReadOnlyList<Nudge> open)
    {
        var due = await db.DealDues.AsNoTracking().Where(d => d.DealId == deal.Id).Select(d => d.At).FirstOrDefaultAsync();
        var owner = deal.OwnerId == turn.Person.Id ? null : await db.People.Where(p => p.Id == deal.OwnerId).Select(p => p.Name).FirstOrDefaultAsync();
        var view = new WhyView(file, open, due, await calendars.OfAsync(deal.OwnerId), turn.Now) { Owner = owner };
        outbox.ShowInTurn(turn, $"why:{deal.Id}", NudgeWhyMessage.Of(view));
        return Reply.None;
    }
}
