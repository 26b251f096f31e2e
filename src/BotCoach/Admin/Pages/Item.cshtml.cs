using BotCoach.Chat;
using BotCoach.Rollout;
using BotCoach.Stages;
using BotCoach.Stages.Parts;
using Microsoft.AspNetCore.Mvc;

namespace BotCoach.Admin.Pages;

/// <summary>The form of one item of the draft. It carries what it was made from: over somebody else's words saves only who has seen them.</summary>
public sealed class ItemModel(DraftDesk desk, ShortPath shortPath) : DraftPage(desk)
{
    private BookPart _part = null!;

    public string Title { get; private set; } = "";
    public DraftSpot Spot { get; private set; } = null!;
    public FormView View { get; private set; } = null!;

    public string CheckPath => $"/admin/stages/{Spot.ProcessId}/draft/item?handler=Check";

    public string BackPath => DraftPath(Spot.StageId ?? "whole");

    public async Task<IActionResult> OnGetAsync(Guid process, string? spot)
    {
        if (!await ReadAsync(process, spot)) return NotFound();
        var at = DraftDesk.At(Open, Spot, _part);
        if (at is null && Spot.Mark != DraftSpot.New && !_part.IsSingle) return Say("That one was changed meanwhile. This is how it is now.", BackPath);
        return Show(DraftForms.Item(Open.Book, _part, Now(at), at), null);
    }

    public async Task<IActionResult> OnPostAsync(Guid process, string? spot)
    {
        if (!await ReadAsync(process, spot)) return NotFound();
        var typed = FormView.Read(Request.Form);
        var result = await Desk.PutAsync(Open, Spot, typed.GetValueOrDefault, Visitor.Person.Id, Visitor.Now);
        if (result.Outcome == DraftOutcome.Saved)
            return await shortPath.ImpactAsync(Open.Draft, Visitor.Now) is { } impact ? Say($"Saved. Published now: {Wording.LowerFirst(RolloutMessage.Short(impact))}.", BackPath) : LocalRedirect(BackPath);
        Errors = result.Faults;
        if (result.Outcome != DraftOutcome.Clash) return Show(DraftForms.Item(Open.Book, _part, Spot, DraftDesk.At(Open, Spot, _part)), typed);
        var clash = DraftForms.Clash(Open.Book, _part, Spot, result.At, typed.GetValueOrDefault);
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
        return new JsonResult(_part.Put(Open.Book, Spot.StageId, DraftDesk.At(Open, Spot, _part), typed.GetValueOrDefault).Faults);
    }

    private IActionResult Show(BotCoach.Channels.Form form, IReadOnlyDictionary<string, string>? typed)
    {
        var stage = Spot.StageId is { } id ? Open.Book.Find(id)?.Name : Open.Process.Name;
        Title = $"{stage}: {(Spot.Mark == DraftSpot.New && !_part.IsSingle ? $"new {_part.One}" : _part.Label.ToLowerInvariant())}";
        View = new FormView(form, Errors, typed);
        return Page();
    }

    private DraftSpot Now(int? at) => Spot with { Mark = at is { } i ? _part.Mark(Open.Book, Spot.StageId, i) : DraftSpot.New };

    private async Task<bool> ReadAsync(Guid process, string? spot)
    {
        if (DraftSpot.Within(process, spot ?? "") is not { } read || DraftDesk.PartOf(read) is not { } part || !await ReadAsync(read)) return false;
        (Spot, _part) = (read, part);
        return true;
    }
}
