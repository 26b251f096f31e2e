using BotCoach.Channels;
using BotCoach.People;
using BotCoach.Stages;
using Microsoft.AspNetCore.Mvc;

namespace BotCoach.Admin.Pages;

/// <summary>A stage of the draft in the words in which a rep gets it in chat, on every platform.</summary>
public sealed class LookModel(DraftDesk desk) : ConsolePage
{
    private static readonly HashSet<string> NoButtons = [];

    public override Role Needs => Role.Admin;

    public OpenDraft Open { get; private set; } = null!;
    public Stage Stage { get; private set; } = null!;
    public MessageView StagePage { get; private set; } = null!;
    public MessageView Checklist { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid process, string? stage)
    {
        if (await desk.OpenAsync(new DraftSpot(process, stage)) is not { } open || open.Book.Find(stage ?? "") is not { } found) return NotFound();
        (Open, Stage) = (open, found);
        StagePage = new MessageView(StagesMessage.Page(open.Process, open.Book, found), NoButtons);
        Checklist = new MessageView(Message.Of(found.Name, [new Heading(found.Name), .. Steps(open.Book, found)]), NoButtons);
        return Page();
    }

    /// <summary>One criterion at a time, as a new rep walks them.</summary>
    private static IEnumerable<Block> Steps(StageBook book, Stage stage) => stage.Exit.SelectMany((c, i) => (Block[])
    [
        new Paragraph($"{Text.Strong($"{i + 1} of {stage.Exit.Count}. {c.Text}")}{(c.Required ? "" : " (advisory)")}"),
        new Paragraph($"What counts: {FieldWords.Counts(c, book)}.{(c.Why is { } why ? $"\nWhy it is asked: {why}" : "")}{(c.Good is { } good ? $"\nWhat good looks like: {good}" : "")}", Quiet: true),
    ]);
}
