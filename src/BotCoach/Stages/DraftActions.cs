using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Stages.Parts;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Stages;

/// <summary>
/// A process is changed in chat: its draft, stage by stage and part by part, for admins. Each form carries what it was made from; who saves over somebody else's
/// words is shown both first.
/// </summary>
public sealed class DraftActions(BotCoachDb db, Drafts drafts, StageShelf shelf, Outbox outbox, Audit audit)
{
    /// <summary>The draft of a process, begun where there is none; asks which where there are several and none was named.</summary>
    public async Task<Reply> EditAsync(Turn turn)
    {
        if (Refused(turn)) return Reply.Words(DraftMessage.AdminsOnly);
        await shelf.EnsureBuiltInAsync(turn.Now);
        var all = (await shelf.PublishedAsync()).Select(p => p.Process).ToList();
        if (all.Count == 0) return StagesMessage.NothingPublished;
        var named = all.Where(p => p.Id == turn.Id || (turn.Value.Length > 0 && p.Name.Contains(turn.Value.Trim(), StringComparison.OrdinalIgnoreCase))).ToList();
        if (named.Count != 1 && all.Count != 1)
        {
            await outbox.ReplaceAsync(turn, DraftMessage.Which(named.Count > 1 ? named : all));
            return Reply.None;
        }
        var process = named.Count == 1 ? named[0] : all[0];
        var draft = await drafts.OpenAsync(process.Id, turn.Person.Id, turn.Now);
        return await ShowAsync(turn, draft, async book => DraftMessage.Sheet(process, draft, book, await drafts.BasisAsync(draft)));
    }

    public Task<Reply> ShowAsync(Turn turn) => WithAsync(turn, (process, draft, _) =>
        ShowAsync(turn, draft, async book => DraftMessage.Sheet(process, draft, book, await drafts.BasisAsync(draft))));

    public Task<Reply> StageAsync(Turn turn) => WithAsync(turn, (process, draft, spot) => InStageAsync(turn, process, draft, spot));

    public Task<Reply> PartAsync(Turn turn) => WithAsync(turn, (_, draft, spot) => PartAsync(turn, draft, spot, null));

    /// <summary>The form of an item.</summary>
    public Task<Reply> ItemAsync(Turn turn) => WithAsync(turn, async (_, draft, spot) =>
    {
        var book = drafts.Read(draft);
        if (PartOf(book, spot) is not { } part) return Reply.Words(DraftMessage.Gone);
        var at = spot.Mark is null or DraftSpot.New ? null : part.Find(book, spot.StageId, spot.Mark);
        if (at is null && spot.Mark is not (null or DraftSpot.New) && !part.IsSingle) return await PartAsync(turn, draft, spot, "That one was changed meanwhile. This is how it is now.");
        int? known = part.IsSingle && part.Count(book, spot.StageId) > 0 ? 0 : at;
        var mark = known is { } i ? part.Mark(book, spot.StageId, i) : DraftSpot.New;
        return new OpenForm(DraftForms.Item(book, part, spot with { Mark = mark, Card = (await outbox.PressedAsync(turn))?.Id }, at));
    });

    /// <summary>What was written into the form of an item.</summary>
    public Task<Reply> PutAsync(Turn turn) => WithAsync(turn, async (process, draft, spot) =>
    {
        var book = drafts.Read(draft);
        if (PartOf(book, spot) is not { } part) return FormErrors.Whole(DraftMessage.Gone);
        var count = part.Count(book, spot.StageId);
        int? at = spot.Mark == DraftSpot.New && !(part.IsSingle && count > 0) ? (part.IsSingle ? 0 : null) : part.IsSingle ? 0 : part.Find(book, spot.StageId, spot.Mark ?? "");
        if (spot.Mark != DraftSpot.New && at is null) return FormErrors.Whole("This one was changed or taken away while the form was open. Copy what you wrote, close the form and look again.");
        if (at is { } i && count > i && spot.Mark != part.Mark(book, spot.StageId, i) && spot.Mark != DraftSpot.New)
            return new UpdateForm(DraftForms.Clash(book, part, spot with { Mark = part.Mark(book, spot.StageId, i) }, i, turn.Field));
        var edit = part.Put(book, spot.StageId, at, turn.Field);
        if (edit.Book is not { } made) return new FormErrors(edit.Faults);
        drafts.Save(draft, made, turn.Person.Id, turn.Now);
        return part.IsSingle ? await InStageAsync(turn, process, draft, spot) : await PartAsync(turn, draft, spot, null);
    }, inForm: true);

    public Task<Reply> MoveUpAsync(Turn turn) => ItemAsync(turn, (part, book, stage, at) => part.Move(book, stage, at, at - 1));

    public Task<Reply> TakeAsync(Turn turn) => ItemAsync(turn, (part, book, stage, at) => part.Remove(book, stage, at));

    public Task<Reply> AddStageAsync(Turn turn) => WithAsync(turn, async (_, draft, spot) =>
        new OpenForm(DraftForms.Stage(drafts.Read(draft), spot with { Card = (await outbox.PressedAsync(turn))?.Id })));

    public Task<Reply> StagedAsync(Turn turn) => WithAsync(turn, async (process, draft, spot) =>
    {
        var edit = StageEdits.Add(drafts.Read(draft), turn.Field);
        if (edit.Book is not { } book) return new FormErrors(edit.Faults);
        drafts.Save(draft, book, turn.Person.Id, turn.Now);
        return await ShowAsync(turn, draft, async b => DraftMessage.Sheet(process, draft, b, await drafts.BasisAsync(draft)), spot);
    }, inForm: true);

    public Task<Reply> StageUpAsync(Turn turn) => WithAsync(turn, async (process, draft, spot) =>
    {
        var book = drafts.Read(draft);
        var at = book.IndexOf(spot.StageId ?? "");
        if (at > 0) drafts.Save(draft, StageEdits.Move(book, at, at - 1), turn.Person.Id, turn.Now);
        return await ShowAsync(turn, draft, async b => DraftMessage.Sheet(process, draft, b, await drafts.BasisAsync(draft)));
    });

    public Task<Reply> RemoveAsync(Turn turn) => WithAsync(turn, async (_, draft, spot) => drafts.Read(draft) is var book && book.Find(spot.StageId ?? "") is { } stage
        ? new OpenForm(DraftForms.Remove(book, stage, spot with { Card = (await outbox.PressedAsync(turn))?.Id }))
        : Reply.Words(DraftMessage.Gone));

    public Task<Reply> RemovedAsync(Turn turn) => WithAsync(turn, async (process, draft, spot) =>
    {
        var book = drafts.Read(draft);
        if (book.Find(spot.StageId ?? "") is not { } stage) return FormErrors.Whole(DraftMessage.Gone);
        var to = turn.Field("to");
        if (to is not null && book.Find(to) is null) return FormErrors.At("to", "That stage is gone from the draft. Choose another one.");
        if (to is not null) drafts.Map(draft, stage.Id, to);
        drafts.Save(draft, book with { Stages = [.. book.Stages.Where(s => s.Id != stage.Id)] }, turn.Person.Id, turn.Now);
        return await ShowAsync(turn, draft, async b => DraftMessage.Sheet(process, draft, b, await drafts.BasisAsync(draft)), spot);
    }, inForm: true);

    public Task<Reply> DiscardAsync(Turn turn) => WithAsync(turn, async (process, draft, _) =>
    {
        await drafts.DiscardAsync(draft);
        await outbox.ReplaceAsync(turn, DraftMessage.Discarded(process));
        return Reply.None;
    });

    private Task<Reply> ItemAsync(Turn turn, Func<BookPart, StageBook, string?, int, StageBook> change) => WithAsync(turn, async (_, draft, spot) =>
    {
        var book = drafts.Read(draft);
        if (PartOf(book, spot) is not { } part) return Reply.Words(DraftMessage.Gone);
        if (part.Find(book, spot.StageId, spot.Mark ?? "") is not { } at) return await PartAsync(turn, draft, spot, "That one was changed meanwhile. This is how it is now.");
        drafts.Save(draft, change(part, book, spot.StageId, at), turn.Person.Id, turn.Now);
        return await PartAsync(turn, draft, spot, null);
    });

    private Task<Reply> InStageAsync(Turn turn, Process process, ProcessVersion draft, DraftSpot spot) =>
        ShowAsync(turn, draft, book => Task.FromResult(DraftMessage.Stage(process, draft, book, spot.StageId is { } id ? book.Find(id) : null)), spot);

    private Task<Reply> PartAsync(Turn turn, ProcessVersion draft, DraftSpot spot, string? note) => ShowAsync(turn, draft, book => Task.FromResult(
        DraftMessage.Part(draft, book, spot.StageId is { } id ? book.Find(id) : null, PartOf(book, spot)!, note)), spot);

    private static BookPart? PartOf(StageBook book, DraftSpot spot) => spot switch
    {
        { Part: null } => null,
        { StageId: null } => WholeParts.Find(spot.Part),
        _ => book.Find(spot.StageId) is null ? null : StageParts.Find(spot.Part),
    };

    /// <summary>In place of the message that was pressed, or from which the form was opened.</summary>
    private async Task<Reply> ShowAsync(Turn turn, ProcessVersion draft, Func<StageBook, Task<Message>> message, DraftSpot? spot = null)
    {
        var card = spot?.Card is { } id ? await db.OutgoingMessages.FirstOrDefaultAsync(m => m.Id == id && m.PersonId == turn.Person.Id) : null;
        var words = await message(drafts.Read(draft));
        if (card is not null) outbox.Edit(card, words, turn.Now);
        else await outbox.ReplaceAsync(turn, words);
        return Reply.None;
    }

    private async Task<Reply> WithAsync(Turn turn, Func<Process, ProcessVersion, DraftSpot, Task<Reply>> act, bool inForm = false)
    {
        if (Refused(turn)) return Say(DraftMessage.AdminsOnly);
        if (DraftSpot.Read(turn.Value) is not { } spot || await drafts.FindAsync(spot.ProcessId) is not { } draft) return Say(DraftMessage.Gone);
        if (await db.Processes.FindAsync(db.WorkspaceId, spot.ProcessId) is not { } process) return Say(DraftMessage.Gone);
        if (spot.StageId is { } id && drafts.Read(draft).Find(id) is null) return Say("That stage was taken out of the draft meanwhile. Type “stages edit” to see how it is now.");
        return await act(process, draft, spot);

        Reply Say(string words) => inForm ? FormErrors.Whole(words) : Reply.Words(words);
    }

    private bool Refused(Turn turn)
    {
        if (turn.Person.Role == Role.Admin) return false;
        audit.Refused(turn, "the process", db.WorkspaceId);
        return true;
    }
}
