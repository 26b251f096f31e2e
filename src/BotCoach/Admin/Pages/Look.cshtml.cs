using BotCoach.Channels;
using BotCoach.Stages;
using Microsoft.AspNetCore.Mvc;

namespace BotCoach.Admin.Pages;

/// <summary>A stage of the draft in the words in which a rep gets it in chat, on every platform.</summary>
public sealed class LookModel(DraftDesk desk) : DraftPage(desk)
{
    private static readonly HashSet<string> NoButtons = [];

    public Stage Stage { get; private set; } = null!;
    public MessageView StagePage { get; private set; } = null!;
    public MessageView Checklist { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid process, string? stage)
    {
        if (!await ReadAsync(new DraftSpot(process, stage)) || Open.Book.Find(stage ?? "") is not { } found) return NotFound();
        Stage = found;
        StagePage = new MessageView(StagesMessage.Page(Open.Process, Open.Book, found), NoButtons);
        Checklist = new MessageView(Message.Of(found.Name, [new Heading(found.Name), .. Steps(Open.Book, found)]), NoButtons);
        return Page();
    }

    /// <summary>One criterion at a time, as a new rep walks them.</summary>
    private static IEnumerable<Block> Steps(StageBook book, Stage stage) => stage.Exit.SelectMany((c, i) => (Block[])
    [
        new Paragraph($"{Text.Strong($"{i + 1} of {stage.Exit.Count}. {c.Text}")}{(c.Required ? "" : " (advisory)")}"),
        new Paragraph($"What counts: {FieldWords.Counts(c, book)}.{(c.Why is { } why ? $"\nWhy it is asked: {why}" : "")}{(c.Good is { } good ? $"\nWhat good looks like: {good}" : "")}", Quiet: true),
    ]);
}
