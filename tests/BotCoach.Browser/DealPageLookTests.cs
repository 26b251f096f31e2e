using BotCoach.Tests.Admin;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using BotCoach.Tests.House;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotCoach.Browser;

/// <summary>A deal's page in a real browser: read by eye and by axe, wide, narrow and on paper, walked by keyboard, and looked back from.</summary>
[Collection(InChromium.Name)]
public sealed class DealPageLookTests(Chromium chromium)
{
    [BrowserTheory]
    [InlineData(1440, false)]
    [InlineData(390, false)]
    [InlineData(390, true)]
    public async Task The_page_can_be_read_and_looks_back(int width, bool dark)
    {
        var screen = new Screen(width, dark);
        await using var house = await DealHouse.OpenAsync(Db.Sqlite, TestBook.Whole());
        var id = await DealPageTests.StoryAsync(house);
        var page = await chromium.OpenAsync(screen);
        var walk = new ConsoleWalk(house.Host, screen, "deal");
        walk.Hear(page);
        await walk.SignInAsync(house.Ada, page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Deals", Exact = true }).ClickAsync();
        await walk.LookAsync(page, "list");
        await page.GetByRole(AriaRole.Link, new() { Name = "Acme" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Acme", Exact = true })).ToBeVisibleAsync();
        await page.GetByLabel("Day", new() { Exact = true }).FillAsync("2026-02-27");
        await page.GetByLabel("Day", new() { Exact = true }).PressAsync("Enter");
        await Expect(page.GetByText("So it stood at the end of Fri 27 Feb:")).ToBeVisibleAsync();
        Assert.EndsWith($"/deals/{id}?asof=2026-02-27", page.Url);
        await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => d.open = true)");
        await walk.LookAsync(page, "page");
        await WholeAsync(page, $"deal-{screen}-whole");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await Expect(page.GetByRole(AriaRole.Navigation)).ToBeHiddenAsync();
        await WholeAsync(page, $"deal-{screen}-paper");
        var axe = await page.RunAxe();
        Assert.Empty(axe.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{v.Id}: {string.Join(' ', v.Nodes.Select(n => n.Html))}"));
        await page.Context.CloseAsync();
        Assert.Empty(walk.Complaints);
    }

    private static Task<byte[]> WholeAsync(IPage page, string name) =>
        page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Sources.Root, "out", "screens", $"{name}.png"), FullPage = true });
}
