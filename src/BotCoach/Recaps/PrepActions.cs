using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Storage;

namespace BotCoach.Recaps;

/// <summary>One card before the next call: where the deal is, who they are, what was promised, what to ask.</summary>
public sealed class PrepActions(BotCoachDb db, DealPick pick, DealFiles files, Outbox outbox)
{
    public async Task<Reply> PrepAsync(Turn turn)
    {
        var (deal, instead) = await pick.OneAsync(turn, "recap.prep", "Before the call");
        if (deal is null) return instead;
        await outbox.AnswerAsync(turn, PrepMessage.Of(await files.OpenAsync(deal), await LastCall.OfAsync(db, deal.Id), turn.Zone, turn.Now));
        return Reply.None;
    }
}
