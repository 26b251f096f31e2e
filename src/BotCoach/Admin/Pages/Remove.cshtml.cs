using BotCoach.Stages;
using Microsoft.AspNetCore.Mvc;

namespace BotCoach.Admin.Pages;

/// <summary>Takes a stage out of the draft, and asks where its deals go.</summary>
public sealed class RemoveModel(DraftDesk desk) : DraftPage(desk)
{
    public Stage Stage { get; private set; } = null!;
    public FormView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid process, string? stage) => await ReadAsync(process, stage) ? Show(null) : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid process, string? stage)
    {
        if (!await ReadAsync(process, stage)) return NotFound();
        var typed = FormView.Read(Request.Form);
        var result = Desk.RemoveStage(Open, Stage.Id, typed.GetValueOrDefault("to") is { Length: > 0 } to ? to : null, Visitor.Person.Id, Visitor.Now);
        if (result.Outcome == DraftOutcome.Saved) return Say($"“{Stage.Name}” is out of the draft.", DraftPath());
        Errors = result.Faults;
        return Show(typed);
    }

    private IActionResult Show(IReadOnlyDictionary<string, string>? typed)
    {
        View = new FormView(DraftForms.Remove(Open.Book, Stage, new DraftSpot(Open.Process.Id, Stage.Id)), Errors, typed);
        return Page();
    }

    private async Task<bool> ReadAsync(Guid process, string? stage)
    {
        if (!await ReadAsync(new DraftSpot(process, stage)) || Open.Book.Find(stage ?? "") is not { } found) return false;
        Stage = found;
        return true;
    }
}
