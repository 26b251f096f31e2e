using System.Text.RegularExpressions;
using BotCoach.Channels;
using BotCoach.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotCoach.Browser;

/// <summary>Walks a tour on the real page as a person would: by what is to be seen, never by the wire.</summary>
public sealed class PageDriver(IPage page) : ITourDriver
{
    private const string LooksOf = "() => Object.fromEntries([...document.querySelectorAll('.entry')].map(e => [e.dataset.id, e.innerText]))";

    // In a message that is new or changed since the last act, or in the form that is open.
    private const string Stands =
        """
        ([words, before]) => {
          const plain = text => text.replace(/\s+/g, ' ').toLowerCase();
          const places = [...document.querySelectorAll('.entry')].filter(e => before[e.dataset.id] !== e.innerText);
          const form = document.querySelector('#form[open]');
          return [...places, ...(form ? [form] : [])].some(place => plain(place.innerText).includes(plain(words)));
        }
        """;

    private object _before = new Dictionary<string, string>();

    public async Task AsAsync(string name)
    {
        if (!await page.Locator("#people").IsVisibleAsync()) await page.Locator("#open-rail").ClickAsync();
        await page.Locator(".person", new PageLocatorOptions { HasText = name }).ClickAsync();
        await Expect(page.Locator("#me-name")).ToHaveTextAsync(name);
        // Everything that stands there counts as new to whoever sits down.
        _before = new Dictionary<string, string>();
    }

    public async Task TypeAsync(string words)
    {
        await LookAsync();
        await page.Locator("#words").FillAsync(words);
        await page.Locator("#send").ClickAsync();
    }

    public async Task PressAsync(string label, string? beside)
    {
        var exact = new Regex($"^\\s*{Regex.Escape(label)}\\s*$", RegexOptions.IgnoreCase);
        var button = Buttons(beside, new LocatorLocatorOptions { HasTextRegex = exact }).Last;
        await button.WaitForAsync();
        await LookAsync();
        await button.ClickAsync();
    }

    public async Task FillAsync(string field, string value)
    {
        var form = page.Locator("#form");
        var frame = form.Locator(".field", new LocatorLocatorOptions { Has = page.Locator("label, legend", new PageLocatorOptions { HasText = field }) }).First;
        await frame.WaitForAsync();
        if (await frame.Locator(".choices").CountAsync() > 0) await frame.GetByText(value, new LocatorGetByTextOptions { Exact = true }).ClickAsync();
        else if (await frame.Locator("select").CountAsync() > 0) await frame.Locator("select").SelectOptionAsync(new SelectOptionValue { Label = value });
        else if (await frame.Locator("[role=combobox]").CountAsync() > 0) await FindAsync(frame, value);
        else await frame.Locator("input, textarea").FillAsync(value);
    }

    public async Task SubmitAsync()
    {
        await LookAsync();
        await page.Locator("#form button[type=submit]").ClickAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('#form button[type=submit]')?.getAttribute('aria-busy') !== 'true'");
    }

    public async Task ShareAsync(string file)
    {
        await LookAsync();
        await page.Locator("#files").SetInputFilesAsync(Path.Combine(AppContext.BaseDirectory, file));
    }

    public async Task JumpAsync(LocalJump jump)
    {
        await LookAsync();
        var button = page.Locator(jump == LocalJump.Week ? "#week" : "#morning");
        await button.ClickAsync();
        await Expect(button).Not.ToHaveAttributeAsync("aria-busy", "true", new LocatorAssertionsToHaveAttributeOptions { Timeout = 120_000 });
    }

    public async Task ExpectAsync(string words)
    {
        try
        {
            await page.WaitForFunctionAsync(Stands, new object[] { words, _before });
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"the words did not come. What stands there:\n{await page.Locator("#entries").InnerTextAsync()}");
        }
    }

    /// <summary>In a row that says these words, or below a card that does.</summary>
    private ILocator Buttons(string? beside, LocatorLocatorOptions label)
    {
        var entries = page.Locator("#entries");
        if (beside is null) return entries.Locator("button[data-action]", label);
        var words = new LocatorLocatorOptions { HasText = beside };
        return entries.Locator(".rows > li", words).Locator("button[data-action]", label)
            .Or(entries.Locator(".card", words).Locator(":scope > .buttons button[data-action]", label));
    }

    private async Task FindAsync(ILocator frame, string value)
    {
        await frame.Locator("input").FillAsync(value);
        await frame.GetByRole(AriaRole.Option).Filter(new LocatorFilterOptions { HasText = value }).First.ClickAsync();
    }

    private async Task LookAsync() => _before = await page.EvaluateAsync<Dictionary<string, string>>(LooksOf);
}
