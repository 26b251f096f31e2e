using BotCoach.Tests.Admin;
using BotCoach.Tests.Harness;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotCoach.Browser;

/// <summary>A walk through the console: gets in as a person does, looks at each page by eye and by axe, and keeps what there is to complain of.</summary>
internal sealed class ConsoleWalk(CoachHost host, Screen screen, string name)
{
    private static readonly string[] Serious = ["serious", "critical"];
    private readonly List<string> _complaints = [];

    /// <summary>What the page's script says is wrong, and what cannot be read. What the walk asks for in vain is none of it.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public void Hear(IPage page)
    {
        page.Console += (_, said) => { if (said.Type == "error" && !said.Text.Contains("404", StringComparison.Ordinal)) _complaints.Add(said.Text); };
        page.PageError += (_, fault) => _complaints.Add(fault);
    }

    /// <param name="look">What is done with each page on the way in.</param>
    public async Task SignInAsync(Driver who, IPage page, Func<string, Task>? look = null)
    {
        look ??= _ => Task.CompletedTask;
        await page.GotoAsync(new Uri(host.Url, await who.AsksForLinkAsync()).ToString());
        await look("0-link");
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the console in this browser" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Waiting for your yes in chat" })).ToBeVisibleAsync();
        await look("1-waiting");
        await host.RunDueAsync();
        await who.PressesAsync("Yes, it is me");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Stages" })).ToBeVisibleAsync();
    }

    public async Task LookAsync(IPage page, string at)
    {
        await Screens.KeepAsync(page, $"{name}-{screen}-{at}");
        var axe = await page.RunAxe();
        _complaints.AddRange(axe.Violations.Where(v => Serious.Contains(v.Impact)).Select(v => $"{at}: {v.Id} {v.Help}: {string.Join(' ', v.Nodes.Select(n => n.Html))}"));
        _complaints.AddRange((await Reading.ComplaintsAsync(page)).Select(c => $"{at}: {c}"));
    }
}
