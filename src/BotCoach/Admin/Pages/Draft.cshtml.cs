using BotCoach.Stages;
using Microsoft.AspNetCore.Mvc;

namespace BotCoach.Admin.Pages;

/// <summary>The whole draft on one page: every part of every stage, to be edited, moved by keyboard or by hand, and taken away.</summary>
public sealed class DraftModel(Drafts drafts, DraftDesk desk, SheetCache sheets) : DraftPage(desk)
{
    /// <summary>The section that was worked on last.</summary>
    public string At { get; private set; } = "";

    public Process Process { get; private set; } = null!;
    public DraftStamp Stamp { get; private set; } = null!;
    public DraftSheet Sheet { get; private set; } = null!;
    public IReadOnlyList<BookChange> Changes { get; private set; } = [];
    public FormView NewStage { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid process, string? at) => await LookAsync(process) ? await ShowAsync(at) : NotFound();

    public async Task<IActionResult> OnPostPressAsync(Guid process, string? press)
    {
        if (!await ReadAsync(process)) return NotFound();
        if (press?.Split(' ', 2) is not [var verb, var what]) return BadRequest();
        var spot = DraftSpot.Within(process, what);
        if (verb is "stage-up" or "stage-down") return Go(Desk.MoveStage(Open, what, verb == "stage-up" ? -1 : 1, Visitor.Person.Id, Visitor.Now), what);
        if (spot is null || (spot.StageId is { } id && Open.Book.Find(id) is null)) return Go(DraftResult.Gone, null);
        return Go(
            verb switch
            {
                "up" => Desk.Move(Open, spot, -1, Visitor.Person.Id, Visitor.Now),
                "down" => Desk.Move(Open, spot, 1, Visitor.Person.Id, Visitor.Now),
                "take" => Desk.Take(Open, spot, Visitor.Person.Id, Visitor.Now),
                _ when verb.StartsWith("to:", StringComparison.Ordinal) && int.TryParse(verb[3..], out var places) => Desk.Move(Open, spot, places, Visitor.Person.Id, Visitor.Now),
                _ => DraftResult.Gone,
            },
            spot.StageId ?? "whole");
    }

    public async Task<IActionResult> OnPostStageAsync(Guid process)
    {
        if (!await ReadAsync(process)) return NotFound();
        var typed = FormView.Read(Request.Form);
        var result = await Desk.AddStageAsync(Open, typed.GetValueOrDefault, Visitor.Person.Id, Visitor.Now);
        if (result.Outcome == DraftOutcome.Saved) return Go(result, null);
        Errors = result.Faults;
        Look();
        return await ShowAsync(null, typed);
    }

    public async Task<IActionResult> OnPostOverlayAsync(Guid process, string? overlay)
    {
        if (!await ReadAsync(process)) return NotFound();
        var (found, laid) = DraftDesk.OverlaysOn(Open.Book).FirstOrDefault(o => o.Overlay.Id == overlay);
        return found is null ? BadRequest() : Go(Desk.LayOrLift(Open, found, laid > 0, Visitor.Person.Id, Visitor.Now), null);
    }

    public async Task<IActionResult> OnPostDiscardAsync(Guid process)
    {
        if (!await ReadAsync(process)) return NotFound();
        await drafts.DiscardAsync(Open.Draft);
        return Say($"The draft of {Open.Process.Name} is thrown away. What is published stays as it is.", "/admin/stages");
    }

    private IActionResult Go(DraftResult result, string? at)
    {
        return result.Outcome == DraftOutcome.Saved ? LocalRedirect(DraftPath(at)) : Say(result.Faults.Values.First(), DraftPath(at));
    }

    private async Task<IActionResult> ShowAsync(string? at, IReadOnlyDictionary<string, string>? typed = null)
    {
        At = at ?? "";
        Changes = await drafts.BasisAsync(Process.Id) is { } basis ? StageBookDiff.Between(basis, Sheet.Book) : [];
        NewStage = new FormView(DraftForms.Stage(Sheet.Book, new DraftSpot(Process.Id)), Errors, typed);
        return Page();
    }

    /// <summary>The draft as it stands. Its document is read only where nobody has looked at this host since its last change.</summary>
    private async Task<bool> LookAsync(Guid process)
    {
        if (await Desk.StandsAsync(process) is not var (found, stamp)) return false;
        if (sheets.Find(Visitor.Workspace.Id, stamp) is not { } sheet) return await ReadAsync(process) && Look();
        (Process, Stamp, Sheet) = (found, stamp, sheet);
        return true;
    }

    /// <summary>The draft that is open, which nothing in this request has changed.</summary>
    private bool Look()
    {
        (Process, Stamp) = (Open.Process, Open.Stamp);
        Sheet = sheets.Find(Visitor.Workspace.Id, Stamp) ?? sheets.Keep(Visitor.Workspace.Id, Stamp, DraftSheet.Of(Process.Id, Open.Book));
        return true;
    }
}
