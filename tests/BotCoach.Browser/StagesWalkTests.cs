using BotCoach.Stages;
using BotCoach.Tests.Admin;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotCoach.Browser;

/// <summary>A process is changed in real Chromium, from a template or an edit to its publishing and back, with two browsers fighting.</summary>
[Collection(InChromium.Name)]
public sealed class StagesWalkTests(Chromium chromium)
{
    private static readonly string[] Serious = ["serious", "critical"];

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
        var complaints = new List<string>();
        foreach (var one in (IPage[])[page, other])
        {
            one.Console += (_, said) => { if (said.Type == "error") complaints.Add(said.Text); };
            one.PageError += (_, fault) => complaints.Add(fault);
        }
        async Task LookAsync(string name) => complaints.AddRange(await CheckAsync(page, screen, name));

        await SignInAsync(house, house.Ada, page);
        await SignInAsync(house, bob, other);
        await LookAsync("1-stages");
        await EditAsync(page, LookAsync);
        await FightAsync(house, page, other);
        await LookAsync("4-changed");
        await DragAsync(page);
        await ReleaseAsync(house, page, LookAsync);
        await page.Context.CloseAsync();
        await other.Context.CloseAsync();
        Assert.Empty(complaints);
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

    private static async Task SignInAsync(DealHouse house, Driver who, IPage page)
    {
        await page.GotoAsync(new Uri(house.Host.Url, await who.AsksForLinkAsync()).ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the console in this browser" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Waiting for your yes in chat" })).ToBeVisibleAsync();
        await house.Host.RunDueAsync();
        await who.PressesAsync("Yes, it is me");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Stages" })).ToBeVisibleAsync();
    }

    private static async Task<IEnumerable<string>> CheckAsync(IPage page, Screen screen, string name)
    {
        await Screens.KeepAsync(page, $"stages-{screen}-{name}");
        var axe = await page.RunAxe();
        return axe.Violations.Where(v => Serious.Contains(v.Impact)).Select(v => $"{name}: {v.Id}: {v.Help} {string.Join(' ', v.Nodes.Take(3).Select(n => n.Html))}")
            .Concat((await Reading.ComplaintsAsync(page)).Select(c => $"{name}: {c}"));
    }
}
