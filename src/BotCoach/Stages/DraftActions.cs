using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Stages;

/// <summary>
/// A process is changed in chat: its draft, stage by stage and part by part, for admins. Each form carries what it was made from; who saves over somebody else's
/// words is shown both first.
/// </summary>
public sealed class DraftActions(BotCoachDb db, Drafts drafts, DraftDesk desk, StageShelf shelf, ProcessScope scope, Outbox outbox, Audit audit)
{
    private const string ChangedMeanwhile = "That one was changed meanwhile. This is how it is now.";

    /// <summary>The draft of a process, begun where there is none; asks which where there are several and none was named.</summary>
    public async Task<Reply> EditAsync(Turn turn)
    {
        if (Refused(turn)) return Reply.Words(DraftMessage.AdminsOnly);
        await shelf.EnsureBuiltInAsync(turn.Now);
        var fresh = await shelf.UnpublishedAsync();
        List<Process> all = [.. (await shelf.PublishedAsync()).Select(p => p.Process), .. fresh];
        if (all.Count == 0) return StagesMessage.NothingPublished;
        var named = all.Where(p => p.Id == turn.Id || (turn.Value.Length > 0 && p.Name.Contains(turn.Value.Trim(), StringComparison.OrdinalIgnoreCase))).ToList();
        if (named.Count != 1 && all.Count != 1)
        {
            await outbox.ReplaceAsync(turn, DraftMessage.Which(named.Count > 1 ? named : all, fresh));
            return Reply.None;
        }
        var process = named.Count == 1 ? named[0] : all[0];
        var draft = await drafts.OpenAsync(process.Id, turn.Person.Id, turn.Now);
        return await SheetAsync(turn, process, draft, null);
    }

    public Task<Reply> ShowAsync(Turn turn) => WithAsync(turn, (open, spot) => SheetAsync(turn, open.Process, open.Draft, spot));

    public Task<Reply> StageAsync(Turn turn) => WithAsync(turn, (open, spot) => StageAsync(turn, open, spot));

    public Task<Reply> PartAsync(Turn turn) => WithAsync(turn, (open, spot) => PartAsync(turn, open.Draft, spot, null));

    /// <summary>The form of an item.</summary>
    public Task<Reply> ItemAsync(Turn turn) => WithAsync(turn, async (open, spot) =>
    {
        if (DraftDesk.PartOf(spot) is not { } part) return Reply.Words(DraftMessage.Gone);
        var at = DraftDesk.At(open, spot, part);
        if (at is null && spot.Mark != DraftSpot.New && !part.IsSingle) return await PartAsync(turn, open.Draft, spot, ChangedMeanwhile);
        var mark = at is { } i ? part.Mark(open.Book, spot.StageId, i) : DraftSpot.New;
        return new OpenForm(DraftForms.Item(open.Book, part, spot with { Mark = mark, Card = (await outbox.PressedAsync(turn))?.Id }, at));
    });

    /// <summary>What was written into the form of an item.</summary>
    /// <param name="tail">What follows below what is shown once it is saved.</param>
    public Task<Reply> PutAsync(Turn turn, Func<ProcessVersion, Task<IReadOnlyList<Block>>>? tail = null) => WithAsync(turn, async (open, spot) =>
    {
        var result = await desk.PutAsync(open, spot, turn.Field, turn.Person.Id, turn.Now);
        if (result.Outcome == DraftOutcome.Clash && DraftDesk.PartOf(spot) is { } part)
            return new UpdateForm(DraftForms.Clash(open.Book, part, spot with { Mark = part.Mark(open.Book, spot.StageId, result.At) }, result.At, turn.Field));
        if (result.Outcome != DraftOutcome.Saved) return new FormErrors(result.Faults);
        IReadOnlyList<Block> below = tail is null ? [] : await tail(open.Draft);
        return DraftDesk.PartOf(spot)!.IsSingle ? await StageAsync(turn, open, spot, below) : await PartAsync(turn, open.Draft, spot, null, below);
    }, inForm: true);

    public Task<Reply> MoveUpAsync(Turn turn) => WithAsync(turn, (open, spot) =>
        PartAsync(turn, open.Draft, spot, Note(desk.Move(open, spot, -1, turn.Person.Id, turn.Now))));

    public Task<Reply> TakeAsync(Turn turn) => WithAsync(turn, (open, spot) =>
        PartAsync(turn, open.Draft, spot, Note(desk.Take(open, spot, turn.Person.Id, turn.Now))));

    public Task<Reply> AddStageAsync(Turn turn) => WithAsync(turn, async (open, spot) =>
        new OpenForm(DraftForms.Stage(open.Book, spot with { Card = (await outbox.PressedAsync(turn))?.Id })));

    public Task<Reply> StagedAsync(Turn turn) => WithAsync(turn, async (open, spot) =>
        await desk.AddStageAsync(open, turn.Field, turn.Person.Id, turn.Now) is { Outcome: not DraftOutcome.Saved } refused ? new FormErrors(refused.Faults) : await SheetAsync(turn, open.Process, open.Draft, spot), inForm: true);

    public Task<Reply> StageUpAsync(Turn turn) => WithAsync(turn, (open, spot) =>
    {
        desk.MoveStage(open, spot.StageId ?? "", -1, turn.Person.Id, turn.Now);
        return SheetAsync(turn, open.Process, open.Draft, spot);
    });

    public Task<Reply> RemoveAsync(Turn turn) => WithAsync(turn, async (open, spot) => open.Book.Find(spot.StageId ?? "") is { } stage
        ? new OpenForm(DraftForms.Remove(open.Book, stage, spot with { Card = (await outbox.PressedAsync(turn))?.Id }))
        : Reply.Words(DraftMessage.Gone));

    public Task<Reply> RemovedAsync(Turn turn) => WithAsync(turn, async (open, spot) =>
        desk.RemoveStage(open, spot.StageId ?? "", turn.Field("to"), turn.Person.Id, turn.Now) is { Outcome: not DraftOutcome.Saved } refused
            ? new FormErrors(refused.Faults) : await SheetAsync(turn, open.Process, open.Draft, spot), inForm: true);

    /// <summary>Lays a methodology over the draft, or lifts it off.</summary>
    public Task<Reply> OverlayAsync(Turn turn) => WithAsync(turn, (open, spot) =>
    {
        var (overlay, laid) = DraftDesk.OverlaysOn(open.Book).FirstOrDefault(o => o.Overlay.Id == spot.Part);
        if (overlay is not null) desk.LayOrLift(open, overlay, laid > 0, turn.Person.Id, turn.Now);
        return StageAsync(turn, open, spot);
    });

    public Task<Reply> DiscardAsync(Turn turn) => WithAsync(turn, async (open, _) =>
    {
        await drafts.DiscardAsync(open.Draft);
        await outbox.ReplaceAsync(turn, DraftMessage.Discarded(open.Process));
        return Reply.None;
    });

    /// <summary>Asks which deals a process is for.</summary>
    public async Task<Reply> ScopeAsync(Turn turn)
    {
        if (Refused(turn)) return Reply.Words(DraftMessage.AdminsOnly);
        return turn.Id is { } id && await db.Processes.FindAsync(db.WorkspaceId, id) is { } process ? new OpenForm(ProcessScope.Form(process)) : Reply.Words(DraftMessage.Gone);
    }

    public async Task<Reply> ScopedAsync(Turn turn)
    {
        if (Refused(turn)) return FormErrors.Whole(DraftMessage.AdminsOnly);
        if (turn.Id is not { } id || await db.Processes.FindAsync(db.WorkspaceId, id) is not { } process) return FormErrors.Whole(DraftMessage.Gone);
        var faults = await scope.ChangeAsync(process, turn.Field, turn.Actor, turn.Now);
        return faults.Count > 0 ? new FormErrors(faults) : Reply.Words($"{process.Name} is saved. It decides for deals that come from now on.");
    }

    private static string? Note(DraftResult result) => result.Outcome == DraftOutcome.Saved ? null : ChangedMeanwhile;

    private async Task<Reply> SheetAsync(Turn turn, Process process, ProcessVersion draft, DraftSpot? spot) =>
        await ShowAsync(turn, spot, DraftMessage.Sheet(process, draft, drafts.Read(draft), await drafts.BasisAsync(draft)));

    private Task<Reply> StageAsync(Turn turn, OpenDraft open, DraftSpot spot, IReadOnlyList<Block>? below = null)
    {
        var book = drafts.Read(open.Draft);
        return ShowAsync(turn, spot, With(DraftMessage.Stage(open.Process, open.Draft, book, spot.StageId is { } id ? book.Find(id) : null), below));
    }

    private async Task<Reply> PartAsync(Turn turn, ProcessVersion draft, DraftSpot spot, string? note, IReadOnlyList<Block>? below = null)
    {
        if (DraftDesk.PartOf(spot) is not { } part) return Reply.Words(DraftMessage.Gone);
        var book = drafts.Read(draft);
        return await ShowAsync(turn, spot, With(DraftMessage.Part(draft, book, spot.StageId is { } id ? book.Find(id) : null, part, note), below));
    }

    private static Message With(Message message, IReadOnlyList<Block>? below) => below is { Count: > 0 } ? message with { Blocks = [.. message.Blocks, .. below] } : message;

    /// <summary>In place of the message that was pressed, or from which the form was opened.</summary>
    private async Task<Reply> ShowAsync(Turn turn, DraftSpot? spot, Message message)
    {
        var card = spot?.Card is { } id ? await db.OutgoingMessages.FirstOrDefaultAsync(m => m.Id == id && m.PersonId == turn.Person.Id) : null;
        if (card is not null) outbox.Edit(card, message, turn.Now);
        else await outbox.ReplaceAsync(turn, message);
        return Reply.None;
    }

    private async Task<Reply> WithAsync(Turn turn, Func<OpenDraft, DraftSpot, Task<Reply>> act, bool inForm = false)
    {
        if (Refused(turn)) return Say(DraftMessage.AdminsOnly);
        if (DraftSpot.Read(turn.Value) is not { } spot || await desk.OpenAsync(spot) is not { } open) return Say(DraftMessage.Gone);
        return await act(open, spot);

        Reply Say(string words) => inForm ? FormErrors.Whole(words) : Reply.Words(words);
    }

    private bool Refused(Turn turn) => !audit.IsAdmin(turn, "the process");
}
