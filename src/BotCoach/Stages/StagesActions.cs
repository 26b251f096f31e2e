using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;

namespace BotCoach.Stages;

/// <summary>How we sell here, in chat: the stages of a process, and one stage's page. Everybody of the company may read it.</summary>
public sealed class StagesActions(StageShelf shelf, Outbox outbox)
{
    /// <summary>The stages of a process: the one whose button was pressed or whose name was typed, else the default.</summary>
    public async Task<Reply> ListAsync(Turn turn)
    {
        await shelf.EnsureBuiltInAsync(turn.Now);
        var all = await shelf.PublishedAsync();
        if (all.Count == 0) return StagesMessage.NothingPublished;
        var (process, version) = Chosen(all, turn);
        var book = await shelf.OpenAsync(process.Id, version.Number);
        var others = all.Where(p => p.Process.Id != process.Id).Select(p => p.Process).ToList();
        await outbox.ReplaceAsync(turn, StagesMessage.List(process, version.Number, book, others, turn.Person.Role == Role.Admin ? await shelf.UnpublishedAsync() : []));
        return Reply.None;
    }

    /// <summary>One stage's page, in place of the list.</summary>
    public async Task<Reply> ShowAsync(Turn turn)
    {
        var (process, version) = (await shelf.PublishedAsync()).FirstOrDefault(p => p.Process.Id == turn.Id);
        if (process is null) return StagesMessage.Gone;
        var book = await shelf.OpenAsync(process.Id, version.Number);
        if (book.Find(turn.Argument) is not { } stage) return StagesMessage.Gone;
        await outbox.ReplaceAsync(turn, StagesMessage.Page(process, book, stage));
        return Reply.None;
    }

    /// <summary>A document's template that is too long for the stage's page.</summary>
    public async Task<Reply> TemplateAsync(Turn turn)
    {
        var (process, version) = (await shelf.PublishedAsync()).FirstOrDefault(p => p.Process.Id == turn.Id);
        if (process is null) return StagesMessage.Gone;
        return ArtifactTemplate.Find(await shelf.OpenAsync(process.Id, version.Number), turn.Argument) is { } artifact ? new Say(ArtifactTemplate.Page(artifact)) : StagesMessage.Gone;
    }

    private static (Process Process, ProcessVersion Version) Chosen(IReadOnlyList<(Process Process, ProcessVersion Version)> all, Turn turn)
    {
        var pressed = all.Where(p => p.Process.Id == turn.Id);
        var named = all.Where(p => turn.Value.Length > 0 && p.Process.Name.Contains(turn.Value.Trim(), StringComparison.OrdinalIgnoreCase));
        return pressed.Concat(named).Concat(all.Where(p => p.Process.IsDefault)).Concat(all).First();
    }
}
