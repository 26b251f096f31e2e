using BotCoach.Admin.Charts;
using BotCoach.Metrics;
using BotCoach.People;
using BotCoach.ProcessReviews;
using BotCoach.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Admin.Pages;

/// <summary>A monthly review, whole and as it was sent: for who sees the company's figures, and who is named for it.</summary>
public sealed class ProcessReviewModel(BotCoachDb db) : ConsolePage
{
    public override Role Needs => Role.Rep;

    public override bool IsForReaders => true;

    public ReviewSheet Sheet { get; private set; } = null!;
    public DateTimeOffset MadeAt { get; private set; }

    public override bool Admits(Visitor visitor, bool isWrite) => !isWrite && (visitor.SeesCompany || visitor.Person.GetsProcessReview);

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await db.ProcessReviews.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id) is not { } review) return NotFound();
        (Sheet, MadeAt) = (ReviewJson.Read(review.Document), review.MadeAt);
        return Page();
    }

    public static FunnelChart Funnel(ReviewedProcess process) => new("From stage to stage", [.. process.Stages.Select(s => new FunnelRow(Named(s), s.In, $"{s.In:#,0} came in; led on: {FigureWords.Of(s.Conversion)}"))])
    {
        Rows = "Stage", Figures = "Times", Nothing = "No deal moved in this month.",
    };

    public static FlowChart Flow(ReviewedProcess process) => new("How stays ended", ["on", "back", "out"], [.. process.Stages.Select(s => new FlowRow(Named(s), [s.On, s.Back, s.Out]))])
    {
        Rows = "Stage", Figures = "Stays", Nothing = "No stay ended in this month.", Note = "On: a move forward or a win. Out: lost or no fit.",
    };

    public static BarChart Lost(ReviewedProcess process) => new("Lost in each stage", [.. process.Stages.Where(s => s.Reached > 0).Select(s => new BarRow(Named(s), s.Lost, Told(s)))])
    {
        Rows = "Stage", Figures = "Deals lost", Nothing = "No deal was in a stage in this month.",
    };

    private static string Named(ReviewedStage stage) => stage.IsGone ? $"{stage.Name} (no longer a stage)" : stage.Name;

    private static string Told(ReviewedStage stage) => $"{stage.Lost:#,0} of {stage.Reached:#,0} that were in it{(stage.Reasons.Count == 0 ? "" : $": {string.Join(", ", stage.Reasons.Take(3).Select(r => $"{r.Words.TrimEnd('.')} {r.Deals:#,0}"))}")}";
}
