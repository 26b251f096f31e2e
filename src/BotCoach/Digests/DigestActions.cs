using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Reviews;

namespace BotCoach.Digests;

/// <summary>The digest on demand: what has changed since the last one. The next one is still a difference to that.</summary>
public sealed class DigestActions(DigestDesk desk, ReviewDesk reviews, Outbox outbox)
{
    public async Task<Reply> ShowAsync(Turn turn)
    {
        if (!turn.Person.Role.Leads()) return Reply.Words(DigestMessage.ForManagers);
        if (await desk.LookAsync(turn.Person.Id, turn.Now) is not { } sheet) return Reply.Words(DigestMessage.Nobody);
        if (sheet.Now.Deals.Count == 0 && sheet.Diff.IsNothing) return Reply.Words(DigestMessage.NoDeals);
        await desk.AddToAgendaAsync(turn.Person.Id, sheet.Diff.Talks, turn.Now);
        var isBusy = await reviews.GoingOnAsync(turn.Person.Id, turn.Now) is not null;
        outbox.ShowInTurn(turn, "digest", DigestMessage.Of(sheet, turn.Zone, null, sheet.Diff.Talks.Count == 0 ? DigestMessage.NothingToTalkAbout : isBusy ? DigestMessage.AfterTheReview : null));
        return Reply.None;
    }
}
