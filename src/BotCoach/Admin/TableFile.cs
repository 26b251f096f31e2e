using Microsoft.AspNetCore.Mvc;

namespace BotCoach.Admin;

/// <summary>A table of a page as a CSV file. Cells that look like formulas are defused.</summary>
public sealed class TableFile(string name, string[] header, IEnumerable<string[]> lines) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (response, cancel) = (context.HttpContext.Response, context.HttpContext.RequestAborted);
        (response.ContentType, response.Headers.ContentDisposition) = ("text/csv; charset=utf-8", $"attachment; filename={name}.csv");
        await response.Body.WriteAsync(CsvLines.Of(lines.Prepend(header), isFirst: true), cancel);
    }
}
