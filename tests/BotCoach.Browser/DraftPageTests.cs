using BotCoach.Tests.Channels;
using BotCoach.Tests.Harness;
using static Microsoft.Playwright.Assertions;

namespace BotCoach.Browser;

/// <summary>An admin changes the process in the playground's chat, from a new stage to its publishing, in real Chromium: the same walk as in Slack and in Teams.</summary>
[Collection(InChromium.Name)]
public sealed class DraftPageTests(Chromium chromium)
{
    [BrowserFact]
    public async Task An_admin_edits_and_publishes_on_the_page()
    {
        await using var app = await BuiltApp.StartAsync();
        var page = await chromium.OpenAsync(Screen.Wide);
        await page.GotoAsync(app.Address.ToString());
        await Expect(page.Locator("#me-name")).Not.ToBeEmptyAsync();
        var person = new PageDriver(page);
        await Tour.Parse(DraftWalkTests.ToTheProblem).RunAsync(person);
        var field = page.Locator("#form .field", new() { Has = page.Locator("label, legend", new() { HasText = DraftWalkTests.Field }) }).First;
        await Expect(field).ToContainTextAsync("an amount is a number");
        await Screens.KeepAsync(page, "draft-problem");
        await Tour.Parse(DraftWalkTests.ToTheRep).RunAsync(person);
        Assert.Empty(await Reading.ComplaintsAsync(page));
        await page.Context.CloseAsync();
    }
}
