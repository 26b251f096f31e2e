using System.Globalization;
using BotCoach.Deals;
using BotCoach.People;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Admin;

/// <summary>The listed deals as a CSV file, read and sent a thousand lines at a time. Cells that look like formulas are defused.</summary>
public sealed class DealsFile(DealList list, PeopleNames names, Person person, DealFilter filter, DateTimeOffset now) : IActionResult
{
    private const int AtOnce = 1_000;
    private static readonly string[] Header = ["deal", "account", "owner", "sales team", "stage", "status", "amount", "currency", "close date", "close date moved", "next step", "next step on", "days in stage", "deal id"];

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (response, cancel) = (context.HttpContext.Response, context.HttpContext.RequestAborted);
        (response.ContentType, response.Headers.ContentDisposition) = ("text/csv; charset=utf-8", "attachment; filename=deals.csv");
        await response.Body.WriteAsync(CsvLines.Of([Header], isFirst: true), cancel);
        Guid? before = null;
        IReadOnlyList<DealRow> rows;
        do
        {
            rows = await list.PageAsync(person, filter, before, AtOnce, cancel);
            await response.Body.WriteAsync(CsvLines.Of(await LinesAsync(rows), isFirst: false), cancel);
            before = rows.Count == 0 ? null : rows[^1].Id;
        }
        while (rows.Count == AtOnce);
    }

    private async Task<List<string[]>> LinesAsync(IReadOnlyList<DealRow> rows)
    {
        var owners = await names.OfAsync(rows.Select(r => (Guid?)r.OwnerId));
        var lines = new List<string[]>(rows.Count);
        foreach (var row in rows)
            lines.Add(
            [
                row.Name, row.Account ?? "", owners.GetValueOrDefault(row.OwnerId, ""), row.Team ?? "", await list.StageOfAsync(row), DealWords.StatusName(row.Status),
                row.Amount?.ToString("0.####", CultureInfo.InvariantCulture) ?? "", row.Currency, Day(row.CloseOn), $"{row.CloseSlips}", row.NextStep ?? "", Day(row.NextStepOn),
                row.Status == DealStatus.Open ? Math.Max(0, Math.Floor((now - row.StageEnteredAt).TotalDays)).ToString("0", CultureInfo.InvariantCulture) : "", $"{row.Id}",
            ]);
        return lines;
    }

    private static string Day(LocalDate? day) => day is { } known ? LocalDatePattern.Iso.Format(known) : "";
}
