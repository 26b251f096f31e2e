using BotCoach.Stages;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotCoach.Browser;

/// <summary>A process is changed in real Chromium, from a template or an edit to its publishing and back, with two browsers fighting.</summary>
[Collection(InChromium.Name)]
public sealed class StagesWalkTests(Chromium chromium)
{
    [BrowserTheory]
    [InlineData(1440, false)]
    [InlineData(390, true)]
    public async Task A_whole_change_of_a_process_is_made_in_two_browsers(int width, bool dark)
    {
        var screen = new Screen(width, dark);
        await using var house = await DealHouse.OpenAsync(Db.Sqlite, TestBook.Whole());
        var bob = await house.Host.AdminAsync("Bob");
        await house.DealAsync(house.Rita, "Acme", d => d.SalesTeam = "North");
        var (page, other) = (await chromium.OpenAsync(screen), await chromium.OpenAsync(screen));
        var walk = new ConsoleWalk(house.Host, screen, "stages");
        walk.Hear(page);
        walk.Hear(other);
        Task LookAsync(string at) => walk.LookAsync(page, at);

        await walk.SignInAsync(house.Ada, page);
        await walk.SignInAsync(bob, other);
        await LookAsync("1-stages");
        await EditAsync(page, LookAsync);
        await FightAsync(house, page, other);
        await LookAsync("4-changed");
        await DragAsync(page);
        await ReleaseAsync(house, page, LookAsync);
        await page.Context.CloseAsync();
        await other.Context.CloseAsync();
        Assert.Empty(walk.Complaints);
    }

    [BrowserFact]
    public async Task An_answer_about_older_words_and_one_after_the_visit_are_not_shown()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite, TestBook.Whole());
        var page = await chromium.OpenAsync(Screen.Wide);
        var walk = new ConsoleWalk(house.Host, Screen.Wide, "late");
        walk.Hear(page);
        await walk.SignInAsync(house.Ada, page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Change" }).ClickAsync();
        await page.GotoAsync(new Uri(house.Host.Url, $"/admin/stages/{TestBook.ProcessId}/draft/item?spot={TestBook.ProcessId}:one:exit:new").ToString());
        var (first, asked) = (new TaskCompletionSource<IRoute>(), 0);
        await page.RouteAsync("**/*handler=Check", route => Interlocked.Increment(ref asked) == 1 ? Hold(route) : route.ContinueAsync());
        var name = page.GetByLabel("The sentence");
        await name.FillAsync("Their budget");
        var late = await first.Task;
        await name.FillAsync("");
        await Expect(page.GetByText("This cannot be empty.")).ToBeVisibleAsync();
        await page.EvaluateAsync("() => new MutationObserver(() => window.older ||= document.body.innerText.includes('Of older words.')).observe(document.body, { childList: true, subtree: true })");
        await late.FulfillAsync(new() { Json = new Dictionary<string, string> { ["text"] = "Of older words." } });
        await name.FillAsync("Their budget is known.");
        await Expect(page.GetByText("This cannot be empty.")).ToBeHiddenAsync();
        Assert.False(await page.EvaluateAsync<bool>("() => window.older === true"));

        // Nobody is signed in any more: the check is led to the sign-in, and does not go there.
        var led = 0;
        page.Request += (_, request) => led += request.Url.Contains("sign-in", StringComparison.Ordinal) ? 1 : 0;
        await page.Context.ClearCookiesAsync();
        foreach (var words in new[] { "", "Their" })
            await page.RunAndWaitForRequestAsync(() => name.FillAsync(words), "**/*handler=Check");
        Assert.Equal(0, led);
        Assert.Empty(walk.Complaints);
        await page.Context.CloseAsync();

        Task Hold(IRoute route)
        {
            first.SetResult(route);
            return Task.CompletedTask;
        }
    }

    /// <summary>A criterion is added, and what is wrong with it is told while it is typed.</summary>
    private static async Task EditAsync(IPage page, Func<string, Task> look)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Change" }).ClickAsync();
        await page.GetByText("1. Discovery").First.ClickAsync();
        await look("2-draft");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add a criterion in 1. Discovery" }).First.ClickAsync();
        await page.GetByLabel("The sentence").FillAsync("Their budget is known.");
        await page.GetByLabel("A note of what they said or did").CheckAsync();
        await Expect(page.GetByText("It is required and accepts only a note")).ToBeVisibleAsync();
        await look("3-item");
        await page.GetByLabel("A note of what they said or did").UncheckAsync();
        await page.GetByLabel("Budget, filled in").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
    }

    /// <summary>Preview, pilot, for everyone, and back; then the playbook.</summary>
    private static async Task ReleaseAsync(DealHouse house, IPage page, Func<string, Task> look)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Preview and publish" }).ClickAsync();
        await Expect(page.GetByText("Their budget is known").First).ToBeVisibleAsync();
        await look("5-preview");
        await page.GetByLabel("North").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin a pilot" }).ClickAsync();
        await Expect(page.GetByText("is piloted by North.")).ToBeVisibleAsync();
        await look("6-versions");
        await house.Host.RunDueAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "For everyone" }).First.ClickAsync();
        await Expect(page.GetByText("is for everyone now.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Back to this one" }).ClickAsync();
        await Expect(page.GetByText("Testing is back at version 1.")).ToBeVisibleAsync();
        await house.Host.RunDueAsync();
        Assert.Equal([1], await house.Host.ReadAsync(db => db.Deals.Select(d => d.ProcessVersion).Distinct().ToListAsync()));
        await page.GetByRole(AriaRole.Link, new() { Name = "How we sell here" }).ClickAsync();
        await Expect(page.GetByText("The buyer told us the problem in their words.")).ToBeVisibleAsync();
        await look("7-playbook");
    }

    /// <summary>Both change the name of the same stage: who saves second is shown both.</summary>
    private static async Task FightAsync(DealHouse house, IPage page, IPage other)
    {
        foreach (var one in (IPage[])[page, other])
        {
            await one.GotoAsync(new Uri(house.Host.Url, $"/admin/stages/{TestBook.ProcessId}/draft?at=one").ToString());
            await one.GetByRole(AriaRole.Link, new() { Name = "Edit in 1. Discovery" }).First.ClickAsync();
        }
        await other.GetByLabel("Name", new() { Exact = true }).FillAsync("Bob’s stage");
        await other.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(other.GetByRole(AriaRole.Heading, new() { Name = "1. Bob’s stage" })).ToBeVisibleAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Ada’s stage");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("Theirs: Bob’s stage")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "1. Ada’s stage" })).ToBeVisibleAsync();
    }

    private static async Task DragAsync(IPage page)
    {
        var items = page.Locator("[data-sorts*=':exit'] > li");
        var first = await items.First.InnerTextAsync();
        await items.First.DragToAsync(items.Nth(2));
        await Expect(items.Nth(2)).ToContainTextAsync(first.Split('\n')[0]);
    }
}
