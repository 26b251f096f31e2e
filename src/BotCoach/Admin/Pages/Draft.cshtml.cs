using BotCoach.Stages;
using BotCoach.Stages.Parts;
using Microsoft.AspNetCore.Mvc;

namespace BotCoach.Admin.Pages;

/// <summary>A stage of the draft on its page, or the whole process.</summary>
public sealed record SheetSection(string Anchor, string Title, string Note, string? StageId, int Index, IReadOnlyList<SheetPart> Parts);

/// <summary>A part of it with its items.</summary>
public sealed record SheetPart(string Label, string One, bool IsSingle, string Spot, string Add, IReadOnlyList<SheetItem> Items);

public sealed record SheetItem(string Title, string Spot, string Edit);

/// <summary>The whole draft on one page: every part of every stage, to be edited, moved by keyboard or by hand, and taken away.</summary>
public sealed class DraftModel(Drafts drafts, DraftDesk desk) : DraftPage(desk)
{
    /// <summary>The section that was worked on last.</summary>
    public string At { get; private set; } = "";

    public IReadOnlyList<StageBookProblem> Faults { get; private set; } = [];
    public IReadOnlyList<StageBookProblem> Thoughts { get; private set; } = [];
    public IReadOnlyList<BookChange> Changes { get; private set; } = [];
    public IReadOnlyList<SheetSection> Sections { get; private set; } = [];
    public FormView NewStage { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid process, string? at) => await ReadAsync(process) ? await ShowAsync(at) : NotFound();

    public async Task<IActionResult> OnPostPressAsync(Guid process, string? press)
    {
        if (!await ReadAsync(process)) return NotFound();
        if (press?.Split(' ', 2) is not [var verb, var what]) return BadRequest();
        var spot = DraftSpot.Read(what);
        if (verb is "stage-up" or "stage-down") return Go(Desk.MoveStage(Open, what, verb == "stage-up" ? -1 : 1, Visitor.Person.Id, Visitor.Now), what);
        if (spot is null || spot.ProcessId != process || (spot.StageId is { } id && Open.Book.Find(id) is null)) return Go(DraftResult.Gone, null);
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

    public string Link(string what, string? stage) => $"/admin/stages/{Open.Process.Id}/draft/{what}{(stage is null ? "" : $"?stage={stage}")}";

    private IActionResult Go(DraftResult result, string? at)
    {
        return result.Outcome == DraftOutcome.Saved ? LocalRedirect(DraftPath(at)) : Say(result.Faults.Values.First(), DraftPath(at));
    }

    private async Task<IActionResult> ShowAsync(string? at, IReadOnlyDictionary<string, string>? typed = null)
    {
        At = at ?? "";
        var (book, problems) = (Open.Book, StageBookRules.Check(Open.Book));
        (Faults, Thoughts) = ([.. problems.Where(p => !p.IsWarning)], [.. problems.Where(p => p.IsWarning)]);
        Changes = await drafts.BasisAsync(Open.Draft) is { } basis ? StageBookDiff.Between(basis, book) : [];
        Sections =
        [
            new SheetSection("whole", "The whole process", "name, rules, reasons, handoffs", null, 0, [.. WholeParts.All.Select(p => Part(p, null))]),
            .. book.Stages.Select((s, i) => new SheetSection(s.Id, $"{i + 1}. {s.Name}", DraftMessage.Asks(s), s.Id, i, [.. StageParts.All.Select(p => Part(p, s.Id))])),
        ];
        NewStage = new FormView(DraftForms.Stage(book, new DraftSpot(Open.Process.Id)), Errors, typed);
        return Page();
    }

    private SheetPart Part(BookPart part, string? stage)
    {
        var spot = new DraftSpot(Open.Process.Id, stage, part.Key);
        var items = Enumerable.Range(0, part.Count(Open.Book, stage)).Select(i => part.Mark(Open.Book, stage, i) is var mark ? new SheetItem(part.Title(Open.Book, stage, i), (spot with { Mark = mark }).ToString(), Item(spot, mark)) : null!).ToList();
        return new SheetPart(part.Label, part.One, part.IsSingle, spot.ToString(), part.IsSingle && items.Count > 0 ? items[0].Edit : Item(spot, DraftSpot.New), items);
    }

    private string Item(DraftSpot spot, string mark) => $"{Link("item", null)}?spot={Uri.EscapeDataString((spot with { Mark = mark }).ToString())}";
}
