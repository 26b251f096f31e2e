using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Admin;

/// <summary>The console in chat: the link that leads there, and for admins the question whether it is they who opened it.</summary>
public sealed class ConsoleActions(BotCoachDb db, ConsoleVisits visits, ConsoleAddress address, Outbox outbox, Audit audit)
{
    public async Task<Reply> LinkAsync(Turn turn)
    {
        // Nobody is given an empty link: without an address there is nothing to redeem it at.
        if (address.Of(ConsoleAddress.Root) is null) return Reply.Words(ConsoleMessage.NoAddress);
        var secret = await visits.OfferAsync(turn.Person, turn.Now);
        return Reply.Words(ConsoleMessage.Link(address.Of($"{ConsoleAddress.Root}/in/{secret}")!)) with { KeptAs = Reply.Words(ConsoleMessage.MadeAlready) };
    }

    public Task<Reply> YesAsync(Turn turn) => AnswerAsync(turn, visit =>
    {
        visits.Confirm(visit, turn.Person, turn.Now);
        return ConsoleMessage.Opened(visit);
    });

    public Task<Reply> NoAsync(Turn turn) => AnswerAsync(turn, visit =>
    {
        visits.Decline(visit, turn.Actor, turn.Now);
        return ConsoleMessage.Declined(visit);
    });

    private async Task<Reply> AnswerAsync(Turn turn, Func<ConsoleVisit, Message> answer)
    {
        var visit = turn.Id is { } id ? await db.ConsoleVisits.FirstOrDefaultAsync(v => v.Id == id) : null;
        if (visit is not null && visit.PersonId != turn.Person.Id)
        {
            audit.Refused(turn, "somebody's way into the console", visit.Id);
            return Reply.Words(ConsoleMessage.NotOpen);
        }
        if (visit is not { State: ConsoleVisitState.Asked }) return Reply.Words(ConsoleMessage.NotOpen);
        if (visit.Until <= turn.Now) return Reply.Words(ConsoleMessage.TooLate);
        await outbox.ShowAsync(turn.Person.Id, ConsoleVisits.KeyOf(visit), answer(visit), turn.Now);
        return Reply.None;
    }
}
