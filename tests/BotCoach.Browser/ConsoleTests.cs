using BotCoach.Tests.Admin;
using BotCoach.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotCoach.Browser;

/// <summary>A walk through the console in a real browser: it can be read and used, by eye and by axe, wide and narrow, light and dark.</summary>
[Collection(InChromium.Name)]
public sealed class ConsoleTests(Chromium chromium)
{
    [BrowserTheory]
    [InlineData(1440, false)]
    [InlineData(390, true)]
    [InlineData(390, false)]
    public async Task The_console_is_walked_from_the_link_to_signing_out(int width, bool dark)
    {
        var screen = new Screen(width, dark);
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var tom = await host.AdminAsync("Tom Okafor", "Europe/London");
        var mia = await host.ManagerAsync("Mia Berg", "Europe/Berlin");
        await host.RepAsync("Ana Silva", mia, "Europe/Lisbon");
        var page = await chromium.OpenAsync(screen);
        var walk = new ConsoleWalk(host, screen, "console");
        walk.Hear(page);
        Task LookAsync(string at) => walk.LookAsync(page, at);

        await walk.SignInAsync(tom, page, LookAsync);
        await LookAsync("2-stages");
        await PeopleAsync(page, LookAsync);
        await GoAsync(page, "Settings");
        await page.GetByLabel("Time zone").FillAsync("Nowhere");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByText("I know no zone")).ToBeVisibleAsync();
        await LookAsync("6-settings");
        await GoAsync(page, "Deals");
        await LookAsync("7-deals");
        await ImportAsync(host, page, LookAsync);
        await GoAsync(page, "Audit");
        await LookAsync("9-audit");
        await page.GotoAsync(new Uri(host.Url, "/admin/nowhere").ToString());
        await LookAsync("a-nowhere");
        await page.GotoAsync(new Uri(host.Url, "/admin/people").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.GetByText("You are signed out.")).ToBeVisibleAsync();
        await LookAsync("b-out");
        await page.Context.CloseAsync();
        Assert.Empty(walk.Complaints);
    }

    [BrowserFact]
    public async Task By_keyboard_the_first_stop_leads_past_the_menu_and_without_script_forms_work()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var mia = await host.ManagerAsync("Mia");
        var page = await chromium.OpenAsync(Screen.Wide);
        await page.RouteAsync("**/*.js", route => route.AbortAsync());
        await page.GotoAsync(new Uri(host.Url, await mia.AsksForLinkAsync()).ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the console in this browser" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Stages" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to the page" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("main")).ToBeFocusedAsync();
        await GoAsync(page, "Settings");
        await page.GetByLabel("Your day starts at").FillAsync("8:00");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Your settings are saved.");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task A_file_can_be_taken_twice_from_the_same_page()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var page = await chromium.OpenAsync(Screen.Wide);
        await new ConsoleWalk(host, Screen.Wide, "files").SignInAsync(await host.AdminAsync("Tom"), page);
        await GoAsync(page, "Audit");
        for (var i = 0; i < 2; i++)
        {
            var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "All of it as a CSV file" }).ClickAsync());
            Assert.Equal("audit.csv", file.SuggestedFilename);
        }
        await page.Context.CloseAsync();
    }

    private static Task GoAsync(IPage page, string place) =>
        page.GetByRole(AriaRole.Navigation, new() { Name = "Console" }).GetByRole(AriaRole.Link, new() { Name = place }).ClickAsync();

    private static async Task PeopleAsync(IPage page, Func<string, Task> look)
    {
        await GoAsync(page, "People");
        await look("3-people");
        await page.GetByRole(AriaRole.Link, new() { Name = "Ana Silva" }).ClickAsync();
        await page.GetByLabel("Sales team").FillAsync("North");
        await look("4-person");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Ana Silva is saved: rep, North.");
        await page.GetByRole(AriaRole.Link, new() { Name = "Company holidays" }).ClickAsync();
        await page.GetByLabel("What it is called").FillAsync("Founders’ day");
        await page.GetByLabel("Day, or the first one").FillAsync("2026-06-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the day" }).ClickAsync();
        await Expect(page.GetByText("2026-06-01 · Founders’ day")).ToBeVisibleAsync();
        await look("5-holidays");
    }

    private static async Task ImportAsync(CoachHost host, IPage page, Func<string, Task> look)
    {
        var file = new FilePayload { Name = "deals.csv", MimeType = "text/csv", Buffer = "id,name,owner,stage,amount\r\n1,Acme rollout,Ana Silva,Discovery,12000\r\n2,Beta,Ana Silva,Discovery,much\r\n"u8.ToArray() };
        await page.GetByLabel("CSV files").SetInputFilesAsync(file);
        await page.GetByRole(AriaRole.Button, new() { Name = "Check the files" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "reading" })).ToBeVisibleAsync();
        await host.RunDueAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Import 1 deal" })).ToBeVisibleAsync();
        await look("8-import");
        await page.GetByRole(AriaRole.Button, new() { Name = "Columns" }).ClickAsync();
        await look("8-import-columns");
        await page.GetByRole(AriaRole.Link, new() { Name = "Back" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Import 1 deal" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "importing" })).ToBeVisibleAsync();
        await host.RunDueAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = ": imported" })).ToBeVisibleAsync();
    }
}
