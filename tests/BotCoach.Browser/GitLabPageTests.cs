using BotCoach.Tests.Channels;
using BotCoach.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotCoach.Browser;

/// <summary>A process that a company has published of its own: read in by the console as YAML, published for its deals, and walked by a rep on the page, all in real Chromium.</summary>
[Collection(InChromium.Name)]
public sealed class GitLabPageTests(Chromium chromium)
{
    [BrowserAndGitLabFact]
    public async Task A_file_becomes_the_process_that_a_rep_walks()
    {
        await using var app = await BuiltApp.StartAsync();
        var (chat, console) = (await chromium.OpenAsync(Screen.Wide), await chromium.OpenAsync(Screen.Wide));
        await chat.GotoAsync(app.Address.ToString());
        await Expect(chat.Locator("#me-name")).Not.ToBeEmptyAsync();
        var person = new PageDriver(chat);
        await EnterAsync(person, chat, console);
        await PublishAsync(console);
        await Tour.Parse(
            """
            as Maya Chen
            type /coach deal new
            fill Name = Zenith rollout
            fill Account = Zenith
            fill Segment = commercial
            submit
            expect Zenith rollout
            """ + "\n" + GitLabWalkTests.ToTheWin("Zenith").Replace("type /coach Zenith\n", "", StringComparison.Ordinal)).RunAsync(person);
        await Screens.KeepAsync(chat, "gitlab-walk");
        await console.GotoAsync(new Uri(app.Address, "/admin/setup").ToString());
        foreach (var width in (int[])[1440, 390])
        {
            await console.SetViewportSizeAsync(width, 900);
            foreach (var (path, name) in new[] { ("setup", "setup"), ("settings/keys", "keys") })
            {
                await console.GotoAsync(new Uri(app.Address, $"/admin/{path}").ToString());
                Assert.Empty(await Reading.ComplaintsAsync(console));
                await Screens.KeepAsync(console, $"console-{name}-{width}");
            }
        }
        await chat.Context.CloseAsync();
        await console.Context.CloseAsync();
    }

    /// <summary>Tom is the sample's admin; the console opens by his link and his yes.</summary>
    private static async Task EnterAsync(PageDriver person, IPage chat, IPage console)
    {
        await person.AsAsync("Tom Okafor");
        await person.TypeAsync("console");
        var link = chat.Locator("a", new() { HasText = "Open the console" }).Last;
        await link.WaitForAsync();
        await console.GotoAsync(await link.GetAttributeAsync("href") ?? "");
        await console.GetByRole(AriaRole.Button, new() { Name = "Open the console in this browser" }).ClickAsync();
        await person.PressAsync("Yes, it is me", null);
        await Expect(console.GetByRole(AriaRole.Heading, new() { Name = "Stages" })).ToBeVisibleAsync(new() { Timeout = 20_000 });
    }

    private static async Task PublishAsync(IPage console)
    {
        await console.GetByLabel("Or from a YAML file").SetInputFilesAsync(new FilePayload { Name = "gitlab.yaml", MimeType = "application/yaml", Buffer = System.Text.Encoding.UTF8.GetBytes(GitLabProcess.Yaml()) });
        await console.GetByRole(AriaRole.Button, new() { Name = "Read it" }).ClickAsync();
        await console.GetByRole(AriaRole.Link, new() { Name = "Preview and publish" }).ClickAsync();
        await console.GetByRole(AriaRole.Button, new() { Name = "Publish to everyone" }).ClickAsync();
        await Expect(console.GetByText("is published")).ToBeVisibleAsync();
        await console.GetByLabel("Only deals of segment").FillAsync(GitLabProcess.Segment);
        await console.GetByLabel("Asked as number").FillAsync("0");
        await console.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(console.GetByText("is saved")).ToBeVisibleAsync();
    }
}
