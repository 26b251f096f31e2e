using System.Net;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Sample;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Admin;

/// <summary>Who is let in at each request, what every answer says to the browser, and what is never taken.</summary>
public sealed class ConsoleDoorTests
{
    [Fact]
    public async Task The_consoles_own_files_may_be_kept_and_are_as_safe_as_its_pages()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        using var browser = new ConsoleBrowser(host.Url);
        await browser.OpenAsync("/admin/sign-in");
        var html = browser.Html;
        foreach (var name in new[] { "console.css", "console.js", "icon.svg" })
        {
            var file = System.Text.RegularExpressions.Regex.Match(html, $"/admin/files/[0-9a-f]+/{name}").Value;
            await browser.OpenAsync(file);
            Assert.Equal((HttpStatusCode.OK, "nosniff"), (browser.Status, browser.Answer.Headers.GetValues("X-Content-Type-Options").Single()));
            Assert.Contains("immutable", browser.Answer.Headers.CacheControl!.ToString());
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_form_without_its_token_is_refused_and_nothing_is_changed(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var (tom, ana) = (await host.AdminAsync("Tom"), await host.RepAsync("Ana"));
        using var browser = await host.BrowserOfAsync(tom);
        foreach (var page in new[] { $"/admin/people/{ana.PersonId}", "/admin/settings?handler=Own", "/admin/people/holidays?handler=Add", "/admin/sign-out" })
        {
            await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, page) { Content = new FormUrlEncodedContent([new("role", "Admin"), new("was", "Rep||")]) });
            Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
            browser.Sees("That did not arrive whole");
        }
        Assert.Equal(Role.Rep, await host.ReadAsync(db => db.People.Where(p => p.Id == ana.PersonId).Select(p => p.Role).SingleAsync()));
        await browser.OpenAsync("/admin");
        browser.Sees("Tom, admin");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_form_from_somebody_elses_browser_is_refused(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var ana = await host.RepAsync("Ana");
        using var tom = await host.BrowserOfAsync(await host.AdminAsync("Tom"));
        using var eve = await host.BrowserOfAsync(await host.AdminAsync("Eve"));
        await eve.OpenAsync($"/admin/people/{ana.PersonId}");
        var token = System.Text.RegularExpressions.Regex.Match(eve.Html, "__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"").Groups[1].Value;
        Assert.NotEmpty(token);
        await tom.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"/admin/people/{ana.PersonId}") { Content = new FormUrlEncodedContent([new("role", "Admin"), new("__RequestVerificationToken", token)]) });
        Assert.Equal(HttpStatusCode.BadRequest, tom.Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_role_that_was_taken_away_is_told_at_the_next_click(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var mia = await host.ManagerAsync("Mia");
        using var browser = await host.BrowserOfAsync(mia);
        await browser.OpenAsync("/admin/settings");
        await host.RoleAsync(mia, Role.Rep);
        await browser.PressAsync("Save", ("start", "7:00"));
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
        browser.Sees("This page is for managers and admins. The pages of your own deals are open to you.");
        Assert.Equal(9, await host.ReadAsync(db => db.People.Where(p => p.Id == mia.PersonId).Select(p => p.WorkStart.Hour).SingleAsync()));
        Assert.Contains(await host.AuditedAsync(), w => w.StartsWith("refused: the console's /admin/settings", StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_admin_who_is_a_manager_by_now_sees_no_admins_page_and_one_who_became_admin_is_confirmed_first(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var (tom, mia) = (await host.AdminAsync("Tom"), await host.ManagerAsync("Mia"));
        using ConsoleBrowser first = await host.BrowserOfAsync(tom), second = await host.BrowserOfAsync(mia);
        await host.RoleAsync(tom, Role.Manager);
        await first.OpenAsync("/admin/audit");
        Assert.Equal(HttpStatusCode.Forbidden, first.Status);
        first.Sees("This page is for admins.");
        await host.RoleAsync(mia, Role.Admin);
        await second.OpenAsync("/admin/audit");
        Assert.Equal("/admin/sign-in?why=admin", second.At);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_visit_ends_after_a_working_day_when_its_account_is_closed_and_by_signing_out(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var (mia, max) = (await host.ManagerAsync("Mia"), await host.ManagerAsync("Max"));
        using ConsoleBrowser first = await host.BrowserOfAsync(mia), second = await host.BrowserOfAsync(mia), third = await host.BrowserOfAsync(max);
        var copy = first.Cookies.Single(c => c.Name == "botcoach-console").Value;
        await first.PressAsync("Sign out");
        first.Sees("You are signed out.");
        using var thief = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = host.Url };
        var stolen = new HttpRequestMessage(HttpMethod.Get, "/admin/people");
        stolen.Headers.Add("Cookie", $"botcoach-console={copy}");
        Assert.Equal("/admin/sign-in?why=over", (await thief.SendAsync(stolen)).Headers.Location?.OriginalString);

        await host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().Identities.SingleAsync(i => i.PersonId == max.PersonId)).Standing = Standing.Gone);
        await third.OpenAsync("/admin/people");
        Assert.Equal("/admin/sign-in?why=over", third.At);
        host.Clock.Advance(TimeSpan.FromHours(12).Subtract(TimeSpan.FromSeconds(1)));
        await second.OpenAsync("/admin/people");
        Assert.Equal("/admin/people", second.At);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await second.OpenAsync("/admin/people");
        Assert.Equal("/admin/sign-in?why=over", second.At);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Nobody_sees_or_changes_another_company(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var zora = await host.RepAsync("Zora");
        using var browser = await host.BrowserOfAsync(await StrangersAdminAsync(host));
        await browser.OpenAsync("/admin/people");
        browser.Sees("Maya Chen");
        browser.DoesNotSee("Zora");
        await browser.OpenAsync($"/admin/people/{zora.PersonId}");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        browser.Sees("There is no such page, or what it was about is gone.");
        await browser.OpenAsync("/admin/settings");
        await browser.PressElsewhereAsync("Save", $"/admin/people/{zora.PersonId}", ("role", "Admin"), ("was", "Rep||"));
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        Assert.Equal(Role.Rep, await host.ReadAsync(db => db.People.Where(p => p.Id == zora.PersonId).Select(p => p.Role).SingleAsync()));
        await browser.OpenAsync("/admin/people?q=zora");
        browser.Sees("0 people found");
        await browser.OpenAsync("/admin/audit?who=zora");
        browser.Sees("Nothing was found.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_page_that_is_not_there_and_one_that_is_not_asked_rightly_are_said_in_the_same_look(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        using var browser = await host.BrowserOfAsync(await host.AdminAsync("Tom"));
        await browser.OpenAsync("/admin/nowhere");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        browser.Sees("Nothing is here");
        await browser.OpenAsync("/admin/settings");
        await browser.PressElsewhereAsync("Save", "/admin/people");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, browser.Status);
        browser.Sees("That cannot be done");
    }

    [Fact]
    public async Task From_outside_this_machine_there_is_no_console_until_an_address_is_set()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite, null, null, "--urls", "http://*:0");
        var tom = await host.AdminAsync("Tom");
        await tom.TypesAsync("console");
        tom.Sees("The console has no address that a browser could safely reach.");
        using var browser = new ConsoleBrowser(new Uri($"http://127.0.0.1:{new Uri(host.App.Urls.First().Replace("*", "localhost").Replace("[::]", "localhost")).Port}"));
        await browser.OpenAsync("/admin");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    [Fact]
    public async Task With_an_address_that_is_set_the_link_leads_there_and_cookies_go_by_https_alone()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite, null, null, "--urls", "http://*:0", "--Admin:PublicUrl", "https://coach.example.com/");
        var mia = await host.ManagerAsync("Mia");
        Assert.Contains("https://coach.example.com/admin/in/", (await mia.TypesAsync("console")).ToJson());
        using var browser = new HttpClient(new HttpClientHandler { UseCookies = false });
        var port = new Uri(host.App.Urls.First().Replace("*", "localhost").Replace("[::]", "localhost")).Port;
        var answer = await browser.GetAsync($"http://127.0.0.1:{port}{await mia.AsksForLinkAsync()}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.All(answer.Headers.GetValues("Set-Cookie"), c => Assert.Contains("secure", c));
    }

    [Theory]
    [InlineData("http://coach.example.com")]
    [InlineData("https://coach.example.com/somewhere")]
    [InlineData("coach")]
    public void An_address_that_is_not_safe_or_has_a_path_is_refused(string url)
    {
        var refused = Assert.Throws<SettingRefused>(() => App.Build(["--Admin:PublicUrl", url]));
        Assert.Contains("Admin:PublicUrl", refused.Message);
    }

    [Fact]
    public async Task A_console_of_this_machine_answers_no_other_name_and_no_proxy()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        using var http = new HttpClient { BaseAddress = host.Url };
        foreach (var (header, value) in new[] { ("Host", "evil.example.com"), ("X-Forwarded-For", "10.0.0.1") })
        {
            var asked = new HttpRequestMessage(HttpMethod.Get, "/admin/sign-in");
            asked.Headers.TryAddWithoutValidation(header, value);
            Assert.Equal(HttpStatusCode.Forbidden, (await http.SendAsync(asked)).StatusCode);
        }
    }

    [Fact]
    public async Task A_console_at_localhost_answers_this_machine_alone_whatever_the_host_listens_on()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite, null, null, "--urls", "http://*:0", "--Admin:PublicUrl", "http://localhost:5080");
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{new Uri(host.App.Urls.First().Replace("*", "localhost").Replace("[::]", "localhost")).Port}") };
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/admin/sign-in")).StatusCode);
        var asked = new HttpRequestMessage(HttpMethod.Get, "/admin/sign-in") { Headers = { Host = "192.168.0.7" } };
        Assert.Equal(HttpStatusCode.Forbidden, (await http.SendAsync(asked)).StatusCode);
    }

    private static async Task<Driver> StrangersAdminAsync(CoachHost host)
    {
        Person? tom = null;
        await host.App.Services.GetRequiredService<ChoreRunner>().TwiceAsync(async unit =>
        {
            await unit.GetRequiredService<SamplePipeline>().EnsureAsync("fake", host.Clock.Now);
            var db = unit.GetRequiredService<BotCoachDb>();
            await db.SaveChangesAsync();
            tom = await db.People.SingleAsync(p => p.Role == Role.Admin);
            await unit.GetRequiredService<Roster>().IntroduceAsync(tom.Id, new Address("fake", SamplePipeline.Team, "okafor", "chat-okafor"), host.Clock.Now);
            return true;
        }, default);
        return new Driver(host, tom!.Id, new Caller("fake", SamplePipeline.Team, "okafor"));
    }
}
