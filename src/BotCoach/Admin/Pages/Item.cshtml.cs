using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Stages.Parts;
using Microsoft.AspNetCore.Mvc;

namespace BotCoach.Admin.Pages;

/// <summary>The form of one item of the draft. It carries what it was made from: over somebody else's words saves only who has seen them.</summary>
public sealed class ItemModel(DraftDesk desk) : ConsolePage
{
    private OpenDraft _open = null!;
    private BookPart _part = null!;

    public override Role Needs => Role.Admin;

    public string Title { get; private set; } = "";
    public DraftSpot Spot { get; private set; } = null!;
    public FormView View { get; private set; } = null!;

    public string CheckPath => $"/admin/stages/{Spot.ProcessId}/draft/item?handler=Check";

    public string BackPath => $"/admin/stages/{Spot.ProcessId}/draft?at={Spot.StageId ?? "whole"}#{Spot.StageId ?? "whole"}";

    public async Task<IActionResult> OnGetAsync(Guid process, string? spot)
    {
        if (!await ReadAsync(process, spot)) return NotFound();
        var at = DraftDesk.At(_open, Spot, _part);
        if (at is null && Spot.Mark != DraftSpot.New && !_part.IsSingle) return Say("That one was changed meanwhile. This is how it is now.", BackPath);
        return Show(DraftForms.Item(_open.Book, _part, Now(at), at), null);
    }

    public async Task<IActionResult> OnPostAsync(Guid process, string? spot)
    {
        if (!await ReadAsync(process, spot)) return NotFound();
        var typed = FormView.Read(Request.Form);
        var result = desk.Put(_open, Spot, typed.GetValueOrDefault, Visitor.Person.Id, Visitor.Now);
        if (result.Outcome == DraftOutcome.Saved) return LocalRedirect(BackPath);
        Errors = result.Faults;
        if (result.Outcome != DraftOutcome.Clash) return Show(DraftForms.Item(_open.Book, _part, Spot, DraftDesk.At(_open, Spot, _part)), typed);
        var clash = DraftForms.Clash(_open.Book, _part, Spot, result.At, typed.GetValueOrDefault);
        Errors = new Dictionary<string, string>();
        Spot = Now(result.At);
        return Show(clash, null);
    }

    /// <summary>What would be wrong with what stands in the form: for the script that asks while somebody types.</summary>
    [ReadsOnly]
    public async Task<IActionResult> OnPostCheckAsync(Guid process, string? spot)
    {
        if (!await ReadAsync(process, spot)) return NotFound();
        var typed = FormView.Read(Request.Form);
        return new JsonResult(_part.Put(_open.Book, Spot.StageId, DraftDesk.At(_open, Spot, _part), typed.GetValueOrDefault).Faults);
    }

    private IActionResult Show(BotCoach.Channels.Form form, IReadOnlyDictionary<string, string>? typed)
    {
        var stage = Spot.StageId is { } id ? _open.Book.Find(id)?.Name : _open.Process.Name;
        Title = $"{stage}: {(Spot.Mark == DraftSpot.New && !_part.IsSingle ? $"new {_part.One}" : _part.Label.ToLowerInvariant())}";
        View = new FormView(form, Errors, typed);
        return Page();
    }

    private DraftSpot Now(int? at) => Spot with { Mark = at is { } i ? _part.Mark(_open.Book, Spot.StageId, i) : DraftSpot.New };

    private async Task<bool> ReadAsync(Guid process, string? spot)
    {
        if (DraftSpot.Read(spot ?? "") is not { } read || read.ProcessId != process || DraftDesk.PartOf(read) is not { } part || await desk.OpenAsync(read) is not { } open) return false;
        (Spot, _part, _open) = (read, part, open);
        return true;
    }
}
