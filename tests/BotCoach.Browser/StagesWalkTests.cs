using BotCoach.Deals;
using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotCoach.Browser;

/// <summary>A process is changed in real Chromium, from a template or an edit to its publishing and back, with two browsers fighting.</summary>
[Collection(InChromium.Name)]
public sealed class StagesWalkTests(Chromium chromium)
{
    private const string First = "Problem recognized";
    private static readonly string Second = BuiltInBooks.Open(BuiltInBooks.SmbVelocity).Stages[1].Id;
    private static readonly Stage Last = BuiltInBooks.Open(BuiltInBooks.SmbVelocity).Stages[2];

    [BrowserTheory]
    [InlineData(1440, false)]
    [InlineData(390, true)]
    public async Task A_whole_change_of_a_process_is_made_in_two_browsers_from_a_template_to_rolling_back(int width, bool dark)
    {
        var screen = new Screen(width, dark);
        await using var house = await DealHouse.OpenAsync(Db.Sqlite, TestBook.Whole());
        var bob = await house.Host.AdminAsync("Bob");
        var (page, other) = (await chromium.OpenAsync(screen), await chromium.OpenAsync(screen));
        var walk = new ConsoleWalk(house.Host, screen, "stages");
        walk.Hear(page);
        walk.Hear(other);
        Task LookAsync(string at) => walk.LookAsync(page, at);

        await walk.SignInAsync(house.Ada, page);
        await walk.SignInAsync(bob, other);
        await LookAsync("1-stages");
        var home = await BeginAsync(house, page);
        var deals = await DealsAsync(house, Guid.Parse(home.Split('/')[^1]));
        await EditAsync(page, LookAsync);
        await FightAsync(page, other, home);
        await LookAsync("4-changed");
        await DragAsync(page);
        await ProblemsAsync(page, other, home, LookAsync);
        await PilotAsync(house, page, LookAsync);
        await CompareAsync(house, walk, page, home, deals);
        await ReleaseAsync(house, page, home, LookAsync);
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

    /// <summary>A process begins from the gallery, and is published; where its pages are.</summary>
    private static async Task<string> BeginAsync(DealHouse house, IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin with it : SMB velocity" }).ClickAsync();
        await Expect(page.GetByText("SMB velocity is a draft. It is for no deal until it is published.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Preview and publish" }).ClickAsync();
        await Expect(page.GetByText("It is a new process: all of it.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish to everyone" }).ClickAsync();
        await Expect(page.GetByText("Version 1 of SMB velocity is published.")).ToBeVisibleAsync();
        await house.Host.RunDueAsync();
        return page.Url.Replace("/versions", "", StringComparison.Ordinal);
    }

    /// <summary>Six of the north and six of the south, in the first stage.</summary>
    private static async Task<IReadOnlyList<Guid>> DealsAsync(DealHouse house, Guid process)
    {
        List<Guid> deals = [];
        for (var i = 0; i < 12; i++)
            deals.Add(await house.DealAsync(i < 6 ? house.Rita : house.Sam, $"Deal {i:00}", d => (d.ProcessId, d.StageId, d.StageEnteredAt, d.SalesTeam) = (process, "problem-recognized", TestBook.Now, i < 6 ? "North" : "South")));
        return deals;
    }

    /// <summary>A criterion is added, and what is wrong with it is told while it is typed.</summary>
    private static async Task EditAsync(IPage page, Func<string, Task> look)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "All processes" }).ClickAsync();
        await page.GetByRole(AriaRole.Listitem).Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = "SMB velocity" }) }).GetByRole(AriaRole.Button, new() { Name = "Change" }).ClickAsync();
        await page.GetByText($"1. {First}").First.ClickAsync();
        await look("2-draft");
        await page.GetByRole(AriaRole.Link, new() { Name = $"Add a criterion in 1. {First}" }).First.ClickAsync();
        await page.GetByLabel("The sentence").FillAsync("Their budget is known.");
        await page.GetByLabel("A note of what they said or did").CheckAsync();
        await Expect(page.Locator(".field").Filter(new() { HasText = "A note of what they said or did" }).GetByText("It is required and accepts only a note")).ToBeVisibleAsync();
        await look("3-item");
        await page.GetByLabel("A note of what they said or did").UncheckAsync();
        await page.GetByLabel("Budget, filled in").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
    }

    /// <summary>Both change the name of the same stage: who saves second is shown both.</summary>
    private static async Task FightAsync(IPage page, IPage other, string home)
    {
        foreach (var one in (IPage[])[page, other])
        {
            await one.GotoAsync($"{home}/draft?at=problem-recognized");
            await one.GetByRole(AriaRole.Link, new() { Name = $"Edit in 1. {First}" }).First.ClickAsync();
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
        var items = page.GetByLabel("1. Ada’s stage: Exit criteria").Locator("[data-sorts] > li");
        var first = await items.First.InnerTextAsync();
        await items.First.DragToAsync(items.Nth(2));
        await Expect(items.Nth(2)).ToContainTextAsync(first.Split('\n')[0]);
    }

    /// <summary>
    /// A form refuses at its field what would break the process; stages that are moved into a wrong order are told of at their place, and nothing can be
    /// published then, neither here nor by who looked before.
    /// </summary>
    private static async Task ProblemsAsync(IPage page, IPage other, string home, Func<string, Task> look)
    {
        const string sentence = "A pipeline stage cannot follow a stage that comes after the win.";
        const string problem = $"stages/3 solution-exploring: {sentence}";
        await other.GotoAsync($"{home}/preview");
        await Expect(other.GetByRole(AriaRole.Button, new() { Name = "Publish to everyone" })).ToBeVisibleAsync();
        await SideAsync(page, home, "1. Ada’s stage", "After the win");
        await Expect(page.Locator(".field").Filter(new() { HasText = sentence })).ToBeVisibleAsync();
        await SideAsync(page, home, $"3. {Last.Name}", "After the win");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Move up 3. {Last.Name}" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "To be mended first" })).ToBeVisibleAsync();
        await Expect(page.GetByText(problem)).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Preview and publish" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "This cannot be published yet" })).ToBeVisibleAsync();
        await Expect(page.GetByText(problem)).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Publish to everyone" })).ToBeHiddenAsync();
        await look("5-problems");
        await other.GetByRole(AriaRole.Button, new() { Name = "Publish to everyone" }).ClickAsync();
        await Expect(other.GetByText("The draft was changed since this preview was made. Look at it again first.")).ToBeVisibleAsync();
        await Expect(other.GetByText(problem)).ToBeVisibleAsync();
        await page.GotoAsync($"{home}/draft?at={Last.Id}");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Move down 2. {Last.Name}" }).ClickAsync();
        await Expect(page.GetByText(problem)).ToBeHiddenAsync();
        await SideAsync(page, home, $"3. {Last.Name}", "Before the win");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Preview and publish" })).ToBeVisibleAsync();
    }

    private static async Task SideAsync(IPage page, string home, string stage, string side)
    {
        await page.GotoAsync($"{home}/draft?at={(stage[0] == '1' ? "problem-recognized" : Last.Id)}");
        await page.GetByRole(AriaRole.Link, new() { Name = $"Edit in {stage}" }).First.ClickAsync();
        await page.GetByLabel("Side of the win").SelectOptionAsync(side);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
    }

    /// <summary>The preview names all twelve; the north tries it out.</summary>
    private static async Task PilotAsync(DealHouse house, IPage page, Func<string, Task> look)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Preview and publish" }).ClickAsync();
        await Expect(page.GetByText("12 open deals get it, 12 of them lack what is asked anew")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Deal 03" })).ToContainTextAsync("Their budget is known");
        await look("6-preview");
        await page.GetByLabel("North").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin a pilot" }).ClickAsync();
        await Expect(page.GetByText("is piloted by North.")).ToBeVisibleAsync();
        await look("7-versions");
        await house.Host.RunDueAsync();
        Assert.Equal([1, 2], await house.Host.ReadAsync(db => db.Deals.Select(d => d.ProcessVersion).Distinct().OrderBy(v => v).ToListAsync()));
    }

    /// <summary>A week later: all of the north went on after two days, half of the south after six, and the others went elsewhere.</summary>
    private static async Task CompareAsync(DealHouse house, ConsoleWalk walk, IPage page, string home, IReadOnlyList<Guid> deals)
    {
        foreach (var (i, id) in deals.Index())
        {
            var isForward = i < 6 || i % 2 == 0;
            await house.Host.DoAsync(async s => await s.GetRequiredService<DealLedger>().ChangeAsync(
                await s.GetRequiredService<BotCoachDb>().Deals.FirstAsync(d => d.Id == id), TestBook.Click(house.Rita.PersonId), TestBook.Now.AddDays(i < 6 ? 2 : 6),
                isForward ? DealEventKind.Advanced : DealEventKind.MovedBack, d => d.StageId = isForward ? Second : Last.Id));
        }
        await house.Host.JumpToAsync(TestBook.Now.AddDays(7));
        await walk.SignInAsync(house.Ada, page);
        await page.GotoAsync($"{home}/versions");
        await Expect(page.GetByText("For 7 days: 6 open deals in the pilot, 6 beside it.")).ToBeVisibleAsync();
        await Expect(page.GetByText("2 days in the pilot, 6 days beside it (6 and 6 stays)")).ToBeVisibleAsync();
        await Expect(page.GetByText("100 % in the pilot, 50 % beside it (6 and 6 stays)")).ToBeVisibleAsync();
        await walk.LookAsync(page, "8-compared");
    }

    /// <summary>For everyone, and back; the version that was, and the playbook.</summary>
    private static async Task ReleaseAsync(DealHouse house, IPage page, string home, Func<string, Task> look)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "For everyone" }).First.ClickAsync();
        await Expect(page.GetByText("is for everyone now.")).ToBeVisibleAsync();
        await house.Host.RunDueAsync();
        Assert.Equal([2], await house.Host.ReadAsync(db => db.Deals.Select(d => d.ProcessVersion).Distinct().ToListAsync()));
        await page.GetByRole(AriaRole.Button, new() { Name = "Back to this one" }).ClickAsync();
        await Expect(page.GetByText("SMB velocity is back at version 1.")).ToBeVisibleAsync();
        await house.Host.RunDueAsync();
        Assert.Equal([1], await house.Host.ReadAsync(db => db.Deals.Select(d => d.ProcessVersion).Distinct().ToListAsync()));
        await page.GetByRole(AriaRole.Link, new() { Name = "Version 2" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "1. Ada’s stage" })).ToBeVisibleAsync();
        await Expect(page.GetByText("“Their budget is known.” is asked now, required").First).ToBeVisibleAsync();
        await look("9-version");
        await page.GotoAsync(home);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = $"1. {First}" })).ToBeVisibleAsync();
        await look("a-playbook");
    }
}
