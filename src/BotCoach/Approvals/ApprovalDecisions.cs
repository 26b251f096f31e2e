using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;

namespace BotCoach.Approvals;

/// <summary>What the one who decides does with a question: yes, no with a reason, or a question back. Whether it is theirs is asked anew at every press.</summary>
public sealed class ApprovalDecisions(BotCoachDb db, ApprovalFiles files, ApprovalDesk desk, ApprovalCards cards, FormDoor door, Audit audit)
{
    public Task<Reply> YesAsync(Turn turn) => WithAsync(turn, async file =>
    {
        await desk.AnswerAsync(file, turn.Person, SeatAnswer.Yes, null, turn.Actor, turn.Now);
        return Reply.None;
    });

    public Task<Reply> NoAsync(Turn turn) => WithAsync(turn, file => door.OpenAsync(turn, ApprovalForms.Decline(file), new Button("Decline", "approval.no", turn.Value), $"Decline on {file.Deal.Name}"));

    public Task<Reply> DeclinedAsync(Turn turn) => WithAsync(turn, async file =>
    {
        var reason = turn.Field(ApprovalForms.Reason);
        if (ApprovalForms.Fault(reason, "Say in a sentence why not: whoever asked sees it.") is { } fault) return FormErrors.At(ApprovalForms.Reason, fault);
        await desk.AnswerAsync(file, turn.Person, SeatAnswer.No, reason, turn.Actor, turn.Now);
        return Reply.None;
    });

    public Task<Reply> AskAsync(Turn turn) => WithAsync(turn, file => door.OpenAsync(turn, ApprovalForms.AskBack(file), new Button("Ask", "approval.ask", turn.Value), $"Ask back on {file.Deal.Name}"));

    public Task<Reply> AskedAsync(Turn turn) => WithAsync(turn, async file =>
    {
        var question = turn.Field(ApprovalForms.Question);
        if (ApprovalForms.Fault(question, "Write what you want to know.") is { } fault) return FormErrors.At(ApprovalForms.Question, fault);
        var word = new ApprovalWord { WorkspaceId = db.WorkspaceId, RequestId = file.Request.Id, DealId = file.Deal.Id, No = file.Words.Count, PersonId = turn.Person.Id, At = turn.Now, Text = question!, IsQuestion = true };
        db.ApprovalWords.Add(word);
        file.Request.Touch();
        file = file with { Words = [.. file.Words, word] };
        await cards.ShowAsync(file, turn.Now);
        await cards.TellAskersAsync(file, turn.Person.Id, "approval-question", $"{turn.Person.Name} asks back on {Text.Strong(file.Deal.Name)}:", turn.Now, question, turn.Person.Name);
        return Reply.None;
    });

    /// <summary>Nothing is done by halves: what was settled, or is somebody else's by now, is said in a sentence, and the cards are put right.</summary>
    private async Task<Reply> WithAsync(Turn turn, Func<ApprovalFile, Task<Reply>> act)
    {
        if (turn.Id is not { } id || await files.OpenAsync(id) is not { } file || file.SeatsOf(turn.Person.Id).Count == 0) return Refused(turn);
        if (await desk.EndIfOverAsync(file, turn.Now)) return await SaidAsync(turn, file);
        if (!file.Waiting.Contains(turn.Person.Id)) return await SaidAsync(turn, file);
        if (await desk.MayAnswerAsync(file, turn.Person.Id, turn.Now)) return await act(file);
        await desk.SeatAsync(file, turn.Now);
        audit.Refused(turn, "a decision", file.Deal.Id);
        return await SaidAsync(turn, file, "It is not yours to decide any more. ");
    }

    private async Task<Reply> SaidAsync(Turn turn, ApprovalFile file, string first = "")
    {
        await cards.ShowAsync(file, turn.Now);
        var sentence = first + ApprovalWords.State(await cards.ViewAsync(file, turn.Person.Id, turn.Now));
        return turn.Inbound is FormSubmitted ? FormErrors.Whole(sentence) : Reply.Words(sentence);
    }

    private Reply Refused(Turn turn)
    {
        audit.Refused(turn, "a decision", turn.Id ?? db.WorkspaceId);
        return turn.Inbound is FormSubmitted ? FormErrors.Whole(ApprovalActions.Closed) : Reply.Words(ApprovalActions.Closed);
    }
}
