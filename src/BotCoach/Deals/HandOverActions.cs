using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Deals;

/// <summary>A deal gets another owner: by its owner, the owner's manager or an admin, to a colleague. The new owner is told, with the note.</summary>
public sealed class HandOverActions(BotCoachDb db, DealPick pick, DealCards cards, DealMoves moves, DealAccess access, FormDoor door, PeopleNames names, Urgent urgent)
{
    private const string NobodyElse = "There is nobody else here yet to hand it to.";

    public async Task<Reply> AskAsync(Turn turn)
    {
        var (deal, instead) = await pick.OneAsync(turn, "deal.handover", "Hand off");
        if (deal is null) return instead;
        var colleagues = await names.ColleaguesAsync(deal);
        if (colleagues.Count == 0) return Reply.Words(NobodyElse);
        return await door.OpenAsync(turn, FormOf(deal, colleagues, await cards.StateAsync(turn, deal.Id, "")), new Button("Hand off", "deal.handover", $"{deal.Id}"), $"Hand {deal.Name} off");
    }

    public async Task<Reply> TakeAsync(Turn turn)
    {
        if (turn.Id is not { } id || await access.OpenAsync(turn, id) is not { } deal) return Reply.Words(DealAccess.Closed);
        var colleagues = await names.ColleaguesAsync(deal);
        if (colleagues.FirstOrDefault(c => c.Value == turn.Field("to")) is not { } to) return FormErrors.At("to", "Choose who takes it over.");
        var owner = await db.People.SingleAsync(p => p.Id == Guid.Parse(to.Value));
        var result = await moves.HandOverAsync(deal, owner, turn.Actor, turn.Now, turn.Field("note"));
        if (result is MayNot(var why)) return FormErrors.Whole(why);
        if (owner.Id != turn.Person.Id) await urgent.TellAsync(owner.Id, $"handover:{deal.Id}:{deal.EventSeq}", Told(deal, turn.Person, turn.Field("note")), turn.Now);
        return await access.MayAsync(turn.Person, deal.OwnerId)
            ? await cards.ShowAsync(turn, deal, _ => $"{owner.Name} has it now.")
            : Reply.Words($"{owner.Name} has {deal.Called} now, and is told.");
    }

    private static Form FormOf(Deal deal, IReadOnlyList<Option> colleagues, string state) => new(
        "deal.handedover", "Hand it off",
        [
            new ChoiceField("to", "To whom", colleagues),
            new TextField("note", "What should they know", 3) { Optional = true, Hint = "Where it stands, whom to call, what was promised." },
        ], state, deal.Revision, "Hand off", $"{Text.Strong(deal.Called)} gets a new owner, with all that is known of it.");

    private static Message Told(Deal deal, Person by, string? note)
    {
        Text line = $"{by.Name} handed {Text.Strong(deal.Called)} to you.";
        List<Block> blocks = [new Paragraph(line)];
        if (note is not null) blocks.Add(new Quote(note, by.Name));
        blocks.Add(Buttons.Of(new Button("Open it", "deal.show", $"{deal.Id}", Look.Main)));
        return new Message(line.Words, blocks);
    }
}
