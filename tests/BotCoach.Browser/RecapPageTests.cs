using BotCoach.Tests.Channels;
using BotCoach.Tests.Harness;
using static Microsoft.Playwright.Assertions;

namespace BotCoach.Browser;

/// <summary>A Teams transcript, dropped into the playground, becomes a draft, and its accepted lines evidence on the deal: in real Chromium, wide and narrow.</summary>
[Collection(InChromium.Name)]
public sealed class RecapPageTests(Chromium chromium)
{
    [BrowserFact]
    public async Task A_transcript_becomes_evidence_on_the_deal()
    {
        await using var app = await BuiltApp.StartAsync();
        var page = await chromium.OpenAsync(Screen.Wide);
        await page.GotoAsync(app.Address.ToString());
        await Expect(page.Locator("#me-name")).Not.ToBeEmptyAsync();
        var person = new PageDriver(page);
        await Tour.Parse(RecapWalkTests.Walk).RunAsync(person, async step =>
        {
            if (step is not { Verb: "expect", Words: "the next step" or "evidence, from this call" or "Before the call: Acme" or "Price: 1 time on 1 deal" }) return;
            foreach (var width in (int[])[390, 1440])
            {
                await page.SetViewportSizeAsync(width, 900);
                await Screens.KeepAsync(page, $"recap-{string.Concat(step.Words.Where(char.IsLetter))}-{width}");
            }
        });
        Assert.Empty(await Reading.ComplaintsAsync(page));
        await page.Context.CloseAsync();
    }
}
