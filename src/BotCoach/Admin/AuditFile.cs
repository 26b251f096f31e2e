using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace BotCoach.Admin;

/// <summary>
/// The audit as a CSV file, as much of it as a filter leaves, read and sent a thousand lines at a time. Cells that look like formulas are defused.
/// </summary>
public sealed class AuditFile(AuditReading reading, AuditNames names, AuditFilter filter, DateTimeZone zone) : IActionResult
{
    private const int AtOnce = 1_000;
    private static readonly string[] Header = ["at (UTC)", "who", "where", "what", "about", "details", "id"];

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (response, cancel) = (context.HttpContext.Response, context.HttpContext.RequestAborted);
        (response.ContentType, response.Headers.ContentDisposition) = ("text/csv; charset=utf-8", "attachment; filename=audit.csv");
        AuditPlace? place = null;
        var isFirst = true;
        do
        {
            (var lines, place) = await reading.ReadAsync(filter, place, AtOnce, zone, cancel);
            await response.Body.WriteAsync(Written(lines, await names.OfAsync(lines, cancel), isFirst), cancel);
            isFirst = false;
        }
        while (place is not null);
    }

    private static byte[] Written(IReadOnlyList<AuditLine> lines, IReadOnlyDictionary<Guid, string> known, bool isFirst)
    {
        var cells = lines.Select(l => (string[])
            [l.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture), AuditNames.Who(l, known), l.Channel, AuditNames.What(l, known), AuditNames.About(l, known), l.Details, $"{l.About}"]);
        return CsvLines.Of(isFirst ? cells.Prepend(Header) : cells, isFirst);
    }
}
