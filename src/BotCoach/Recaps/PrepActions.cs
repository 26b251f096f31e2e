using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Recaps;

/// <summary>One card before the next call: where the deal is, who they are, what was promised, what to ask.</summary>
public sealed class PrepActions(BotCoachDb db, DealPick pick, DealFiles files, Outbox outbox)
{
    public async Task<Reply> PrepAsync(Turn turn)
    {
        var (deal, instead) = await pick.OneAsync(turn, "recap.prep", "Before the call");
        if (deal is null) return instead;
        var last = await db.Calls.AsNoTracking().Where(c => c.DealId == deal.Id && db.CallLines.Any(l => l.CallId == c.Id && l.State == LineState.Accepted))
            .OrderByDescending(c => c.HeldOn).ThenByDescending(c => c.MadeAt).FirstOrDefaultAsync();
        var lines = last is null ? [] : await db.CallLines.AsNoTracking().Where(l => l.CallId == last.Id && l.State == LineState.Accepted).OrderBy(l => l.No).ToListAsync();
        await outbox.AnswerAsync(turn, PrepMessage.Of(await files.OpenAsync(deal), last, lines, turn.Zone, turn.Now));
        return Reply.None;
    }
}
