using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Checklists;

/// <summary>What one person's word about a criterion asks of, or tells, another.</summary>
public sealed class WalkNotices(BotCoachDb db, Urgent urgent, WaitingBoard waiting)
{
    /// <summary>Asks the owner's manager for a yes. Returns who was asked, or null when there is nobody.</summary>
    public async Task<string?> AskApprovalAsync(Turn turn, DealFile file, Criterion criterion)
    {
        if (await ManagerAsync(file.Deal) is not { } manager) return null;
        Text ask = $"{turn.Person.Name} asks for your yes on {Text.Strong(file.Deal.Name)}: {criterion.Text}";
        var here = $"{file.Deal.Id}:{criterion.Id}";
        var message = Message.Of(ask.Words, new Paragraph(ask), Buttons.Of(
            new Button("Yes", "walk.approve", here, Look.Main), new Button("Not yet…", "walk.dispute", here), new Button("See the deal", "deal.show", $"{file.Deal.Id}")));
        await waiting.AskAsync(manager.Id, WaitingKind.Approval, file.Deal, criterion.Id, $"decide:{file.Deal.Id}:{criterion.Id}:{file.AnswerTo(criterion.Id)?.LastAt.ToUnixTimeSeconds()}", message, turn.Now);
        return manager.Name;
    }

    /// <summary>Tells the manager that a disputed criterion was answered anew.</summary>
    public async Task AnsweredAsync(Turn turn, DealFile file, Criterion criterion, string text)
    {
        if (await ManagerAsync(file.Deal) is not { } manager || manager.Id == turn.Person.Id) return;
        Text line = $"{turn.Person.Name} answered your dispute on {Text.Strong(file.Deal.Name)}: {criterion.Text}";
        var here = $"{file.Deal.Id}:{criterion.Id}";
        var message = Message.Of(line.Words, new Paragraph(line), new Quote(text, turn.Person.Name), Buttons.Of(
            new Button("Settle the dispute", "walk.lift", here, Look.Main), new Button("See it", "walk.open", here)));
        await waiting.AskAsync(manager.Id, WaitingKind.Answered, file.Deal, criterion.Id, $"decide:{file.Deal.Id}:{criterion.Id}:{file.Deal.EventSeq}", message, turn.Now);
    }

    /// <summary>Tells the owner what was decided.</summary>
    public async Task DecidedAsync(Turn turn, DealFile file, Criterion criterion, string did, string? reason = null)
    {
        if (file.Deal.OwnerId == turn.Person.Id) return;
        Text line = $"{turn.Person.Name} {did} this on {Text.Strong(file.Deal.Name)}: {criterion.Text}";
        var blocks = new List<Block> { new Paragraph(line) };
        if (reason is not null) blocks.Add(new Quote(reason, turn.Person.Name));
        blocks.Add(Buttons.Of(new Button(reason is null ? "See the deal" : "Answer it", reason is null ? "deal.show" : "walk.open", reason is null ? $"{file.Deal.Id}" : $"{file.Deal.Id}:{criterion.Id}")));
        await urgent.TellAsync(file.Deal.OwnerId, $"decided:{file.Deal.Id}:{criterion.Id}:{file.Deal.EventSeq}", new Message(line.Words, blocks), turn.Now);
    }

    public static Message Decided(DealCardView view, Criterion criterion, Text said) => Message.Of(
        said.Words, new Paragraph($"{Text.Strong(view.File.Deal.Name)}: {criterion.Text}"), new Paragraph(said),
        Buttons.Of(new Button("See the deal", "deal.show", $"{view.File.Deal.Id}")));

    private Task<Person?> ManagerAsync(Deal deal) =>
        (from owner in db.People join manager in db.People on owner.ManagerId equals manager.Id where owner.Id == deal.OwnerId select manager).FirstOrDefaultAsync();
}
