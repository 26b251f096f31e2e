using System.Text.Encodings.Web;
using BotCoach.Admin.Charts;
using BotCoach.Tests.House;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using NodaTime;

namespace BotCoach.Browser;

/// <summary>Every figure in the console's own style can be read, by eye and by axe, wide, narrow and on paper, and none of them is wider than the page.</summary>
[Collection(InChromium.Name)]
public sealed class ChartLookTests(Chromium chromium)
{
    [BrowserTheory]
    [InlineData(1440, false, false)]
    [InlineData(390, false, false)]
    [InlineData(390, true, false)]
    [InlineData(800, false, true)]
    public async Task Every_figure_can_be_read(int width, bool dark, bool onPaper)
    {
        var page = await chromium.OpenAsync(new Screen(width, dark));
        await page.SetContentAsync(await PageAsync());
        if (onPaper) await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => d.open = true)");
        Directory.CreateDirectory(Path.Combine(Sources.Root, "out", "screens"));
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Sources.Root, "out", "screens", $"charts-{width}{(dark ? "-dark" : "")}{(onPaper ? "-paper" : "")}.png"), FullPage = true });
        var axe = await page.RunAxe();
        Assert.Empty(axe.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{v.Id} {v.Help}: {string.Join(' ', v.Nodes.Select(n => n.Html))}"));
        Assert.Equal(0, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        await page.Context.CloseAsync();
    }

    private static async Task<string> PageAsync()
    {
        var css = await File.ReadAllTextAsync(Path.Combine(Sources.Root, "src/BotCoach/Admin/Assets/console.css"));
        using var html = new StringWriter();
        html.Write($"<!doctype html><html lang=\"en\"><head><title>Figures</title><meta name=\"viewport\" content=\"width=device-width\"><style>{css}</style></head><body><main><h1>Figures</h1>");
        foreach (var chart in Charts())
        {
            html.Write("<section class=\"card\">");
            chart.WriteTo(html, HtmlEncoder.Default);
            html.Write("</section>");
        }
        html.Write("</main></body></html>");
        return html.ToString();
    }

    private static IEnumerable<Chart> Charts()
    {
        var weeks = Enumerable.Range(0, 13).Select(new LocalDate(2026, 3, 2).PlusWeeks).ToList();
        yield return new BarChart("Open deals by stage", [new("Discovery", 42, "42 deals, 1,240,000 EUR", "/deals"), new("A stage whose name somebody made rather long, as one does", 17), new("Contract", 3)]) { Rows = "Stage", Figures = "Deals", Note = "Open deals of today." };
        yield return new BoxChart("Days in stage", [new("Discovery", 2, 9, 14, 22, 61, 34, Guide: 21), new("Proposal", 1, 4, 7, 11, 30, 21), new("Contract", 0, 0, 0, 0, 0, 0)]) { Rows = "Stage", Figures = "Days", Note = "Deals that left the stage since 1 March. The dashed line is the process’s own guideline." };
        yield return new FunnelChart("How far deals come", [new("Lead", 120, "120, of which 84 went on (70 %)"), new("Discovery", 84, "84, of which 30 went on (36 %)"), new("Proposal", 30), new("Won", 9)]);
        yield return new FlowChart("What moved in the last four weeks", ["moved in", "moved on", "moved back", "went out"], [new("Discovery", [12, 7, 2, 3]), new("Proposal", [7, 3, 1, 2]), new("Contract", [3, 2, 0, 0])]);
        yield return new LineChart("Deals with a next step", weeks, [new("with a next step", [61, 64, 60, 66, null, 71, 70, 74, 73, 78, 80, 79, 83]), new("talking to two or more", [40, 41, 41, 44, 45, 45, 47, 50, 52, 51, 55, 56, 58])]) { Unit = " %" };
        yield return new BarChart("Nothing yet", []);
    }
}
