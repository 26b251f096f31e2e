using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.ProcessReviews;

/// <summary>The monthly review in chat: an admin names who gets it, and who does asks for the last one.</summary>
public sealed class ProcessReviewActions(BotCoachDb db, ReviewNames names, NamedPeople people, Digests.DigestPlace place, Outbox outbox, Audit audit)
{
    public async Task<Reply> ShowAsync(Turn turn)
    {
        if (turn.Person.Role == Role.Admin) return await ListAsync(turn, null);
        if (!turn.Person.GetsProcessReview && turn.Person.Role != Role.Reader) return Reply.Words(ProcessReviewMessage.NotNamed);
        if (await db.ProcessReviews.AsNoTracking().OrderByDescending(r => r.Month).FirstOrDefaultAsync() is not { } last) return Reply.Words(ProcessReviewMessage.NoneYet);
        await outbox.AnswerAsync(turn, ProcessReviewMessage.Of(ReviewJson.Read(last.Document), place.Of(ProcessReviewDesk.PathOf(last.Id))));
        return Reply.None;
    }

    public async Task<Reply> AddAsync(Turn turn)
    {
        if (!audit.IsAdmin(turn, "who gets the process review")) return Reply.Words(ProcessReviewMessage.ForAdmins);
        if (turn.Value.Trim().Length == 0) return Reply.Words(ProcessReviewMessage.WhoIsMeant);
        var (person, why) = await people.FindAsync(turn.Value);
        if (person is null) return Reply.Words(why!);
        return await ListAsync(turn, await names.NameAsync(person.Id, turn.Actor, turn.Now) ? $"{person.Name} gets it from now on." : $"{person.Name} gets it already.");
    }

    public async Task<Reply> DropAsync(Turn turn)
    {
        if (!audit.IsAdmin(turn, "who gets the process review")) return Reply.Words(ProcessReviewMessage.ForAdmins);
        var person = turn.Id is { } id ? await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id) : null;
        return await ListAsync(turn, person is not null && await names.DropAsync(person.Id, turn.Actor, turn.Now) ? $"{person.Name} gets it no more." : null);
    }

    private async Task<Reply> ListAsync(Turn turn, string? done)
    {
        await outbox.ReplaceAsync(turn, ProcessReviewMessage.Names(await names.ListAsync(), done, place.Of("/process-reviews")));
        return Reply.None;
    }
}
