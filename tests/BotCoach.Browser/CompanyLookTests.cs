using BotCoach.ProcessReviews;
using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Admin;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using BotCoach.Tests.House;
using BotCoach.Tests.Metrics;
using Deque.AxeCore.Playwright;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using static Microsoft.Playwright.Assertions;

namespace BotCoach.Browser;

/// <summary>The company's page and a monthly review with much in them, as a reader sees them: wide, narrow and on paper.</summary>
[Collection(InChromium.Name)]
public sealed class CompanyLookTests(Chromium chromium)
{
    [BrowserTheory]
    [InlineData(1440, false)]
    [InlineData(820, true)]
    [InlineData(390, false)]
    public async Task The_company_and_its_month_can_be_read(int width, bool dark)
    {
        var screen = new Screen(width, dark);
        await using var house = await DealHouse.OpenAsync(Db.Sqlite, TestBook.Whole());
        var review = await FillAsync(house);
        var page = await chromium.OpenAsync(screen);
        var walk = new ConsoleWalk(house.Host, screen, "company");
        walk.Hear(page);
        var nora = await house.Host.ReaderAsync("Nora");
        await page.GotoAsync(new Uri(house.Host.Url, await nora.AsksForLinkAsync()).ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the console in this browser" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Company", Exact = true })).ToBeVisibleAsync();
        await page.GotoAsync(new Uri(house.Host.Url, "/company?from=2023-06-01").ToString());
        await Expect(page.GetByText("that were in Discovery").First).ToBeVisibleAsync();
        await walk.LookAsync(page, "company");
        await WholeAsync(page, $"company-{screen}-whole");
        await page.GotoAsync(new Uri(house.Host.Url, $"/process-reviews/{review}").ToString());
        await walk.LookAsync(page, "month");
        await WholeAsync(page, $"month-{screen}-whole");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await Expect(page.GetByRole(AriaRole.Navigation)).ToBeHiddenAsync();
        await WholeAsync(page, $"month-{screen}-paper");
        var axe = await page.RunAxe();
        Assert.Empty(axe.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{v.Id}: {string.Join(' ', v.Nodes.Select(n => n.Html))}"));
        await page.Context.CloseAsync();
        Assert.Empty(walk.Complaints);
    }

    /// <summary>Some hundred deals of three people in as many teams, and what is said of a month of them.</summary>
    private static async Task<Guid> FillAsync(DealHouse house)
    {
        var id = Guid.CreateVersion7();
        await house.Host.DoAsync(async s =>
        {
            var (db, shelf) = (s.GetRequiredService<BotCoachDb>(), s.GetRequiredService<StageShelf>());
            var version = await shelf.ChooseAsync(null, null, null);
            var maker = new HistoryMaker(new Random(7), version, await shelf.OpenAsync(version.ProcessId, version.Number), [house.Rita.PersonId, house.Sam.PersonId, house.Otto.PersonId], house.Host.Clock.Now);
            foreach (var (n, made) in Enumerable.Range(0, 400).Select(_ => maker.Next()).Index())
            {
                made.Deal.SalesTeam = (n % 7) switch { 0 => null, < 3 => "North", < 6 => "south", _ => "South" };
                db.Deals.Add(made.Deal);
                db.DealEvents.AddRange(made.Events);
            }
        });
        await house.Host.DoAsync(async s =>
        {
            var month = new LocalDate(2026, 1, 1);
            var sheet = (await s.GetRequiredService<ProcessReviewReading>().OfAsync(month, house.Host.Clock.Now))!;
            s.GetRequiredService<BotCoachDb>().ProcessReviews.Add(new ProcessReview { WorkspaceId = house.Host.WorkspaceId, Id = id, Month = month, MadeAt = house.Host.Clock.Now, Document = ReviewJson.Write(sheet) });
        });
        return id;
    }

    private static Task<byte[]> WholeAsync(IPage page, string name) =>
        page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Sources.Root, "out", "screens", $"{name}.png"), FullPage = true });
}
