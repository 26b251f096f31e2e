using System.Net;
using BotCoach.Admin;
using BotCoach.Tests.Harness;

namespace BotCoach.Tests.Admin;

/// <summary>The names that stay, beside <c>/admin</c>: the same door, the same look, the same headers; and what never was the console's is not.</summary>
public sealed class ConsoleRootsTests
{
    private const string Button = "Open the console in this browser";

    [Theory, OnSqlite, OnPostgres]
    public async Task Each_root_answers_in_the_consoles_look_with_its_headers_and_takes_no_form_without_its_token(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        using var browser = await host.BrowserOfAsync(await host.ManagerAsync("Mia"));
        Assert.Contains("/deals", ConsoleAddress.Roots);
        foreach (var root in ConsoleAddress.Roots)
        {
            await browser.OpenAsync($"{root}/no/such/page");
            Assert.Equal((root, HttpStatusCode.NotFound), (root, browser.Status));
            browser.Sees("There is no such page");
            Assert.Contains("default-src 'none'", browser.Answer.Headers.GetValues("Content-Security-Policy").Single());
            Assert.Equal("no-store", browser.Answer.Headers.CacheControl!.ToString());
        }
    }

    [Fact]
    public async Task What_was_never_the_consoles_is_as_it_was()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        using var http = new HttpClient { BaseAddress = host.Url };
        foreach (var (path, status) in new[] { ("/health/live", HttpStatusCode.OK), ("/", HttpStatusCode.OK), ("/api/v1/deals", HttpStatusCode.Unauthorized), ("/dealsome", HttpStatusCode.NotFound), ("/nowhere", HttpStatusCode.NotFound) })
        {
            using var answer = await http.GetAsync(path);
            Assert.Equal((path, status), (path, answer.StatusCode));
            Assert.DoesNotContain("botcoach-console", string.Join(' ', answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : []));
            Assert.DoesNotContain("There is no such page", await answer.Content.ReadAsStringAsync());
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_wanted_a_page_before_signing_in_gets_there_once(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var mia = await host.ManagerAsync("Mia");
        using var browser = new ConsoleBrowser(host.Url);
        await browser.OpenAsync("/admin/people?q=mi%20a");
        Assert.Equal("/admin/sign-in?why=over", browser.At);
        await browser.OpenAsync(await mia.AsksForLinkAsync());
        await browser.PressAsync(Button);
        Assert.Equal("/admin/people?q=mi%20a", browser.At);
        await browser.OpenAsync("/admin");
        Assert.Equal("/admin/stages", browser.At);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_admin_gets_there_after_the_yes_in_chat(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var tom = await host.AdminAsync("Tom");
        using var browser = new ConsoleBrowser(host.Url);
        await browser.OpenAsync("/admin/audit?who=tom");
        await browser.OpenAsync(await tom.AsksForLinkAsync());
        await browser.PressAsync(Button);
        Assert.Equal("/admin/waiting", browser.At);
        await host.RunDueAsync();
        await tom.PressesAsync("Yes, it is me");
        await browser.OpenAsync("/admin");
        Assert.Equal("/admin/audit?who=tom", browser.At);
    }

    [Theory]
    [InlineData("https://evil.example/admin")]
    [InlineData("//evil.example/admin")]
    [InlineData("/\\evil.example")]
    [InlineData("/admin\\..\\evil")]
    [InlineData("/web/people")]
    [InlineData("/administer")]
    public async Task What_was_wanted_leads_to_no_place_but_the_consoles(string wanted)
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        using var browser = await host.BrowserOfAsync(await host.ManagerAsync("Mia"));
        var asked = new HttpRequestMessage(HttpMethod.Get, "/admin");
        asked.Headers.Add("Cookie", $"{WantedPage.Cookie}={Uri.EscapeDataString(wanted)}; botcoach-console={browser.Cookies.Single(c => c.Name == "botcoach-console").Value}");
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = host.Url };
        using var answer = await http.SendAsync(asked);
        Assert.Equal("/admin/stages", answer.Headers.Location?.OriginalString);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_cookie_that_an_earlier_build_set_for_admin_alone_is_in_nobodys_way(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var (old, mia) = (await host.ManagerAsync("Otto"), await host.ManagerAsync("Mia"));
        using var before = await host.BrowserOfAsync(old);
        var (stale, form) = (Value(before, "botcoach-console"), Value(before, "botcoach-console-form"));
        using var browser = new ConsoleBrowser(host.Url);
        browser.Keep(new Cookie("botcoach-console", stale, "/admin", host.Url.Host));
        browser.Keep(new Cookie("botcoach-console-form", form, "/admin", host.Url.Host));
        await browser.OpenAsync("/deals/none");
        await browser.OpenAsync("/admin/people");
        browser.Sees("Otto, manager");
        await browser.OpenAsync(await mia.AsksForLinkAsync());
        await browser.PressAsync(Button);
        browser.Sees("Mia, manager");
        Assert.Equal("/", browser.Cookies.Single(c => c.Name == "botcoach-console").Path);
        await browser.OpenAsync("/admin/settings");
        await browser.PressAsync("Save", ("start", "8:00"));
        browser.Sees("Your settings are saved.");
        await browser.PressAsync("Sign out");
        await browser.OpenAsync("/admin/people");
        Assert.StartsWith("/admin/sign-in", browser.At);
    }

    private static string Value(ConsoleBrowser browser, string name) => browser.Cookies.Single(c => c.Name == name).Value;
}
