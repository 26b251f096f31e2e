using BotCoach.Rollout;
using BotCoach.Stages;
using Microsoft.AspNetCore.Mvc;

namespace BotCoach.Admin;

/// <summary>The deals of which a draft asks something that is not there, as a CSV file: a line for each thing that is missing. Cells that look like formulas are defused.</summary>
public sealed class StruckFile(IEnumerable<DealImpact> struck, IReadOnlyDictionary<Guid, string> names, StageBook book) : IActionResult
{
    private const int AtOnce = 1_000;
    private static readonly string[] Header = ["deal", "owner", "stage", "missing then", "criterion", "deal id"];

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (response, cancel) = (context.HttpContext.Response, context.HttpContext.RequestAborted);
        (response.ContentType, response.Headers.ContentDisposition) = ("text/csv; charset=utf-8", "attachment; filename=asked-anew.csv");
        await response.Body.WriteAsync(CsvLines.Of([Header], isFirst: true), cancel);
        foreach (var some in struck.Chunk(AtOnce)) await response.Body.WriteAsync(CsvLines.Of(some.SelectMany(Lines), isFirst: false), cancel);
    }

    private IEnumerable<string[]> Lines(DealImpact deal) => deal.NewlyMissing.Select(m => (string[])
        [deal.Name, names.GetValueOrDefault(deal.OwnerId, ""), book.Find(deal.StageId)?.Name ?? deal.StageId, m.Text.TrimEnd('.'), m.Id, $"{deal.DealId}"]);
}
