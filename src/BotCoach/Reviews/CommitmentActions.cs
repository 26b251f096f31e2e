using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;

namespace BotCoach.Reviews;

/// <summary>One tap: a promise was kept, or it is dropped. Its owner may say so, and who leads them; wherever it stands, it says so then.</summary>
public sealed class CommitmentActions(Commitments commitments, CommitmentBoard board, Outbox outbox, Audit audit)
{
    public Task<Reply> KeptAsync(Turn turn) => SettleAsync(turn, CommitmentState.Kept);

    public Task<Reply> DroppedAsync(Turn turn) => SettleAsync(turn, CommitmentState.Dropped);

    private async Task<Reply> SettleAsync(Turn turn, CommitmentState how)
    {
        if (turn.Id is not { } id) return Reply.Words(CommitmentMessage.NotYours);
        if (await commitments.FindAsync(turn.Person, id) is not { } it)
        {
            audit.Refused(turn, "a promise", id);
            return Reply.Words(CommitmentMessage.NotYours);
        }
        var standing = await commitments.OneAsync(it, turn.Now);
        if (standing.IsUnsettled) await commitments.SettleAsync(it, how, turn.Person, turn.Now);
        else how = standing.State;
        var said = standing.IsUnsettled ? CommitmentMessage.Said(how, turn.Person.Name) : Wording.LowerFirst($"{how}");
        var pressed = await outbox.PressedAsync(turn);
        if (pressed is not null) board.Say(pressed, it, said, turn.Now);
        await board.SayAsync(it, said, turn.Now);
        if (!standing.IsUnsettled) return Reply.Words($"It was {said} already.");
        return pressed is not null ? Reply.None : Reply.Words($"Noted: {said}.");
    }
}
