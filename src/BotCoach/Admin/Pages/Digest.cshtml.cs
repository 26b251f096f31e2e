using BotCoach.Admin.Charts;
using BotCoach.Chat;
using BotCoach.Digests;
using Microsoft.AspNetCore.Mvc;

namespace BotCoach.Admin.Pages;

/// <summary>A digest that was sent, whole: every list in full, every figure with its change.</summary>
public sealed class DigestModel(DigestKept kept) : ConsolePage
{
    public SentDigest Digest { get; private set; } = null!;
    public DigestSheet Sheet { get; private set; } = null!;

    public IReadOnlyList<DigestFigure> Figures => DigestFigures.Of(Sheet.Now.Numbers, Sheet.Diff.Before);

    public IEnumerable<DigestList> Lists => DigestLists.Of(Sheet, Digest.MadeAt.DayIn(Visitor.Zone)).Where(l => l.Lines.Count > 0);

    public BarChart? ByStage => DigestMessage.ByStage(Sheet) is { } said ? new BarChart(said.Title, [.. said.Points.Select(p => new BarRow(p.Label, p.Value))]) { Rows = "Stage", Figures = "Open deals" } : null;

    /// <summary>What it is a difference to.</summary>
    public string Since => Sheet.Diff.Since is { } since ? $"What had changed since {Visitor.When(since)}." : "The first one: how things stood.";

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await kept.OpenAsync(Visitor.Person, id) is not { } found) return NotFound();
        (Digest, Sheet) = found;
        return Page();
    }
}
