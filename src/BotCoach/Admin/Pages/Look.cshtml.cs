using BotCoach.Channels;
using BotCoach.Checklists;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using Microsoft.AspNetCore.Mvc;

namespace BotCoach.Admin.Pages;

/// <summary>A stage of the draft as a rep gets it in chat: the very messages, made of a deal of which nothing is known.</summary>
public sealed class LookModel(DraftDesk desk) : DraftPage(desk)
{
    private static readonly HashSet<string> NoButtons = [];

    public Stage Stage { get; private set; } = null!;
    public MessageView StagePage { get; private set; } = null!;

    /// <summary>The deal's card, and the first step of its checklist where there is one.</summary>
    public IReadOnlyList<Message> Messages { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid process, string? stage)
    {
        if (!await ReadAsync(new DraftSpot(process, stage)) || Open.Book.Find(stage ?? "") is not { } found) return NotFound();
        Stage = found;
        StagePage = new MessageView(StagesMessage.Page(Open.Process, Open.Book, found), NoButtons);
        var view = new DealCardView(new DealFile(Deal(found), Open.Book, [], [], [], []) { Zone = Visitor.Zone }, Rep(), Visitor.Zone, Visitor.Now, new Dictionary<Guid, string> { [Visitor.Person.Id] = "Ana" }, Decides: false);
        var list = Checklist.Of(view.File, Visitor.Today, Visitor.Now);
        Messages = [DealMessage.Of(view), .. list.Items.Count > 0 ? [ChecklistMessage.Of(view, list, 0, explain: true)] : Array.Empty<Message>()];
        return Page();
    }

    private Deal Deal(Stage stage) => new()
    {
        WorkspaceId = Open.Process.WorkspaceId, Id = Guid.Empty, Source = "", Name = "Acme, first order", Account = "Acme", OwnerId = Visitor.Person.Id, Currency = Visitor.Workspace.Currency,
        ProcessId = Open.Process.Id, ProcessVersion = Open.Draft.Number, StageId = stage.Id, StageEnteredAt = Visitor.Now, CreatedAt = Visitor.Now,
        Status = stage.Kind == StageKind.AfterWin ? DealStatus.Won : DealStatus.Open,
    };

    /// <summary>New, so that the guidance is there.</summary>
    private Person Rep() => new() { WorkspaceId = Open.Process.WorkspaceId, Id = Visitor.Person.Id, Name = "Ana", Role = Role.Rep, StartedOn = Visitor.Today, CreatedAt = Visitor.Now };
}
