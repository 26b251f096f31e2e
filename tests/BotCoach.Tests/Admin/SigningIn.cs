using System.Text.RegularExpressions;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Admin;

/// <summary>Getting into the console as a person does.</summary>
public static partial class SigningIn
{
    /// <summary>The link that the bot answers with, as a path.</summary>
    public static async Task<string> AsksForLinkAsync(this Driver person)
    {
        var reply = await person.TypesAsync("console");
        var words = reply.ToJson();
        return LinkPath().Match(words) is { Success: true } link ? link.Value : throw new InvalidOperationException($"There is no link in the answer: {words}");
    }

    /// <summary>A browser that is in as this person.</summary>
    public static async Task<ConsoleBrowser> BrowserOfAsync(this CoachHost host, Driver person)
    {
        var browser = new ConsoleBrowser(host.Url);
        await browser.OpenAsync(await person.AsksForLinkAsync());
        await browser.PressAsync("Open the console in this browser");
        if (browser.At.StartsWith("/admin/waiting", StringComparison.Ordinal))
        {
            await host.RunDueAsync();
            await person.PressesAsync("Yes, it is me");
            await browser.OpenAsync("/admin");
        }
        Assert.True(browser.Status == System.Net.HttpStatusCode.OK && browser.HasButton("Sign out"), $"{person.Caller.Name} is not in: {browser.At}");
        return browser;
    }

    /// <summary>Somebody is something else in the company now.</summary>
    public static Task RoleAsync(this CoachHost host, Driver who, Role role) => host.DoAsync(async services =>
        (await services.GetRequiredService<BotCoachDb>().People.SingleAsync(p => p.Id == who.PersonId)).Role = role);

    /// <summary>What the audit's own entries say.</summary>
    public static Task<List<string>> AuditedAsync(this CoachHost host) => host.ReadAsync(db => db.AuditEntries.Select(a => a.What).ToListAsync());

    [GeneratedRegex("/admin/in/[A-Za-z0-9_-]+")]
    private static partial Regex LinkPath();
}
