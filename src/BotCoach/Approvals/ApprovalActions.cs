using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Approvals;

/// <summary>Asking for terms in chat: the question, joining one that stands, answering what was asked back, taking it back, and asking again.</summary>
public sealed class ApprovalActions(BotCoachDb db, DealPick pick, DealAccess access, FormDoor door, ApprovalFiles files, ApprovalDesk desk, ApprovalCards cards, Turnarounds turnarounds, Outbox outbox, Audit audit)
{
    public const string Closed = "There is no such question, or it is not one of yours.";

    private const string Nobody = "There is nobody here who could decide it but you. Have an admin name somebody in the approvals rules.";

    public async Task<Reply> OpenAsync(Turn turn)
    {
        var (deal, instead) = await pick.OneAsync(turn, "approval.open", "Ask for approval");
        return deal is null ? instead : await FormAsync(turn, deal, null, new Button("Ask for approval", "approval.open", $"{deal.Id}"));
    }

    public async Task<Reply> AskedAsync(Turn turn)
    {
        if (turn.Id is not { } id || await access.OpenAsync(turn, id) is not { } deal) return FormErrors.Whole(DealAccess.Closed);
        if (!deal.IsOpen) return FormErrors.Whole($"{deal.Name} is closed: there is nothing to ask for.");
        var (asked, gets, errors) = ApprovalForms.Read(turn);
        if (asked is null) return new FormErrors(errors);
        var after = Guid.TryParse(turn.Argument, out var said) && await db.ApprovalRequests.AnyAsync(r => r.Id == said && r.DealId == deal.Id) ? said : (Guid?)null;
        return await AskAsync(turn, deal, asked, gets, after);
    }

    /// <summary>The same once more, in one tap.</summary>
    public Task<Reply> RetryAsync(Turn turn) => OfDealAsync(turn, async (file, deal) =>
        !deal.IsOpen ? Reply.Words($"{deal.Name} is closed: there is nothing to ask for.") : await AskAsync(turn, deal, file.Request.Asked, file.Request.Gets, file.Request.Id));

    public Task<Reply> AgainAsync(Turn turn) => OfDealAsync(turn, (file, deal) => FormAsync(turn, deal, file.Request, new Button("Ask again", "approval.again", turn.Value)));

    public Task<Reply> JoinAsync(Turn turn) => OfDealAsync(turn, async (file, _) =>
    {
        if (await desk.EndIfOverAsync(file, turn.Now)) return await cards.ShowAnewAsync(turn, file) ? Reply.None : Reply.Words(ApprovalWords.State(await cards.ViewAsync(file, turn.Person.Id, turn.Now)));
        if (file.IsAsker(turn.Person.Id)) return Reply.Words("You get the answer already.");
        if (file.SeatsOf(turn.Person.Id).Count > 0) return Reply.Words("You are one of those who decide it: say yes or no instead.");
        await desk.JoinAsync(file, turn.Person, turn.Now);
        return Reply.None;
    });

    public Task<Reply> WithdrawAsync(Turn turn) => OfAskerAsync(turn, async file =>
    {
        if (await desk.EndIfOverAsync(file, turn.Now)) await cards.ShowAsync(file, turn.Now);
        else await desk.EndAsync(file, ApprovalState.Withdrawn, $"{turn.Person.Name} took it back.", turn.Person.Id, $"{turn.Person.Name} took the question back on {Text.Strong(file.Deal.Name)}: {ApprovalWords.Of(file.Request.Asked)}", turn.Now);
        return Reply.None;
    });

    public Task<Reply> AnswerAsync(Turn turn) => OfAskerAsync(turn, async file => file.OpenQuestion is { } question
        ? await door.OpenAsync(turn, ApprovalForms.Answer(file, question), new Button("Answer", "approval.answer", turn.Value), question.Text) : Reply.Words("Nothing is asked back just now."));

    public Task<Reply> AnsweredAsync(Turn turn) => OfAskerAsync(turn, async file =>
    {
        if (ApprovalForms.Fault(turn.Field(ApprovalForms.Question), "Answer in a sentence.") is { } fault) return FormErrors.At(ApprovalForms.Question, fault);
        if (await desk.EndIfOverAsync(file, turn.Now)) return FormErrors.Whole(ApprovalWords.State(await cards.ViewAsync(file, turn.Person.Id, turn.Now)));
        if (file.OpenQuestion is not { } question || turn.Argument != $"{question.No}") return FormErrors.Whole("That question was answered already.");
        await SayAsync(turn, file, turn.Field(ApprovalForms.Question)!);
        return Reply.None;
    });

    public async Task<Reply> ShowAsync(Turn turn) =>
        turn.Id is { } id && await files.OpenAsync(id) is { } file && (await access.MayAsync(turn.Person, file.Deal.OwnerId) || file.Waiting.Contains(turn.Person.Id)) && await cards.ShowAnewAsync(turn, file) ? Reply.None : Refused(turn);

    /// <summary>One's open questions, and those that wait for one's yes.</summary>
    public async Task<Reply> ListAsync(Turn turn)
    {
        List<ApprovalView> views = [];
        foreach (var file in await files.OfAsync(turn.Person.Id)) views.Add(await cards.ViewAsync(file, turn.Person.Id, turn.Now));
        await outbox.AnswerAsync(turn, ApprovalMessage.List(views, await turnarounds.LatelyAsync(turn.Now)));
        return Reply.None;
    }

    private Task<Reply> FormAsync(Turn turn, Deal deal, ApprovalRequest? before, Button again) =>
        deal.IsOpen ? door.OpenAsync(turn, ApprovalForms.Ask(deal, before), again, $"Ask for approval on {deal.Name}") : Task.FromResult(Reply.Words($"{deal.Name} is closed: there is nothing to ask for."));

    private async Task<Reply> AskAsync(Turn turn, Deal deal, AskedTerms asked, string gets, Guid? after)
    {
        if (await files.OpenAsync(deal.Id, asked.Kind) is { } open && !await desk.EndIfOverAsync(open, turn.Now))
        {
            await cards.OfferJoinAsync(turn, open);
            return Reply.None;
        }
        if (await desk.AskAsync(deal, asked, gets, after, turn.Actor, turn.Now) is not null) return Reply.None;
        return turn.Inbound is FormSubmitted ? FormErrors.Whole(Nobody) : Reply.Words(Nobody);
    }

    private async Task SayAsync(Turn turn, ApprovalFile file, string words)
    {
        var word = new ApprovalWord { WorkspaceId = db.WorkspaceId, RequestId = file.Request.Id, DealId = file.Deal.Id, No = file.Words.Count, PersonId = turn.Person.Id, At = turn.Now, Text = words };
        db.ApprovalWords.Add(word);
        file.Request.Touch();
        file = file with { Words = [.. file.Words, word] };
        await cards.ShowAsync(file, turn.Now);
        await cards.TellWaitingAsync(file, "approval-answer", $"{turn.Person.Name} answered you on {Text.Strong(file.Deal.Name)}.", turn.Now, words, turn.Person.Name);
    }

    /// <summary>A question of a deal that the person may see.</summary>
    private async Task<Reply> OfDealAsync(Turn turn, Func<ApprovalFile, Deal, Task<Reply>> act)
    {
        if (turn.Id is not { } id || await files.OpenAsync(id) is not { } file || await access.OpenAsync(turn, file.Deal.Id) is not { } deal) return Refused(turn);
        return await act(file, deal);
    }

    /// <summary>A question that the person asked or joined, or of a deal of their own.</summary>
    private Task<Reply> OfAskerAsync(Turn turn, Func<ApprovalFile, Task<Reply>> act) =>
        OfDealAsync(turn, (file, _) => file.Barred.Contains(turn.Person.Id) ? act(file) : Task.FromResult(Refused(turn)));

    private Reply Refused(Turn turn)
    {
        audit.Refused(turn, "a question for approval", turn.Id ?? db.WorkspaceId);
        return turn.Inbound is FormSubmitted ? FormErrors.Whole(Closed) : Reply.Words(Closed);
    }
}
