using System.Net;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Admin;

/// <summary>The company's own sign-in: by a verified address to one person here, or a sentence that says why not.</summary>
public sealed class CompanySignInTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_verified_address_opens_the_console_as_its_admin(Db kind)
    {
        await using var company = await FakeCompany.StartAsync();
        await using var host = await StartAsync(kind, company);
        await host.PersonAsync("Tom", Role.Admin, p => p.Email = "Tom@Example.com");
        company.Email = "tom@example.com";
        using var browser = await GoAsync(host);
        browser.Sees("Your company says that you are tom@example.com: Tom, admin at Testing Ltd.");
        Assert.Equal(0, await host.ReadAsync(db => db.ConsoleVisits.CountAsync()));
        await browser.PressAsync("Open the console in this browser");
        Assert.Equal("/admin/stages", browser.At);
        browser.Sees("Tom, admin");
        Assert.Contains("console: signed in", await host.AuditedAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_stranger_and_an_address_that_nobody_vouches_for_hear_why_not(Db kind)
    {
        await using var company = await FakeCompany.StartAsync();
        await using var host = await StartAsync(kind, company);
        await host.PersonAsync("Tom", Role.Admin, p => p.Email = "tom@example.com");
        company.Email = "nobody@example.com";
        using var browser = await GoAsync(host);
        browser.Sees("Nobody here has the address nobody@example.com.");
        (company.Email, company.IsVerified) = ("tom@example.com", false);
        using var unsure = await GoAsync(host);
        unsure.Sees("did not say which verified e-mail address is yours");
        Assert.Equal(0, await host.ReadAsync(db => db.ConsoleVisits.CountAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_rep_comes_in_to_own_deals_and_no_further_as_by_the_link(Db kind)
    {
        await using var company = await FakeCompany.StartAsync();
        await using var host = await StartAsync(kind, company);
        await host.PersonAsync("Ana", Role.Rep, p => p.Email = "ana@example.com");
        company.Email = "ana@example.com";
        using var browser = await GoAsync(host);
        await browser.PressAsync("Open the console in this browser");
        browser.Sees("Ana, rep");
        await browser.OpenAsync("/pipeline");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        await browser.OpenAsync("/admin/people");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_answer_that_another_key_signed_is_none(Db kind)
    {
        await using var company = await FakeCompany.StartAsync();
        await using var host = await StartAsync(kind, company);
        await host.PersonAsync("Tom", Role.Admin, p => p.Email = "tom@example.com");
        (company.Email, company.Forges) = ("tom@example.com", true);
        using var browser = await GoAsync(host);
        Assert.Equal("/admin/sign-in?why=company", browser.At);
        browser.Sees("Your company’s sign-in did not work.");
        await browser.OpenAsync("/admin/sign-in/by-company");
        browser.Sees("did not say which verified e-mail address is yours");
    }

    [Theory, OnSqlite]
    public async Task An_address_may_be_said_beside_the_token_and_is_never_vouched_for_by_another(Db kind)
    {
        await using var company = await FakeCompany.StartAsync();
        await using var host = await StartAsync(kind, company);
        await host.PersonAsync("Tom", Role.Admin, p => p.Email = "tom@example.com");
        (company.Email, company.IsVerified, company.EmailBeside) = ("tom@example.com", false, "eve@example.com");
        using var mixed = await GoAsync(host);
        mixed.Sees("did not say which verified e-mail address is yours");
        (company.SaysInToken, company.EmailBeside) = (false, null);
        using var unsure = await GoAsync(host);
        unsure.Sees("did not say which verified e-mail address is yours");
        company.IsVerified = true;
        using var browser = await GoAsync(host);
        await browser.PressAsync("Open the console in this browser");
        browser.Sees("Tom, admin");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_who_share_an_address_come_by_the_link_and_one_alone_who_is_left_comes_in(Db kind)
    {
        await using var company = await FakeCompany.StartAsync();
        await using var host = await StartAsync(kind, company);
        var tom = await host.PersonAsync("Tom", Role.Admin, p => p.Email = "sales@example.com");
        await host.PersonAsync("Mia", Role.Manager, p => p.Email = "Sales@example.com");
        company.Email = "sales@example.com";
        using var browser = await GoAsync(host);
        browser.Sees("More than one person here has the address sales@example.com");
        Assert.False(browser.HasButton("Open the console in this browser"));
        await host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().Identities.SingleAsync(i => i.PersonId == tom.PersonId)).Standing = Standing.Gone);
        await browser.OpenAsync("/admin/sign-in/by-company");
        await browser.PressAsync("Open the console in this browser");
        browser.Sees("Mia, manager");
    }

    [Theory, OnSqlite]
    public async Task The_companys_answer_comes_through_the_same_door_as_all_else(Db kind)
    {
        await using var company = await FakeCompany.StartAsync();
        await using var host = await StartAsync(kind, company);
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = host.Url };
        var answer = await http.GetAsync("/admin/sign-in/company?code=x&state=y");
        Assert.Equal((HttpStatusCode.Redirect, "/admin/sign-in?why=company"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        var asked = new HttpRequestMessage(HttpMethod.Get, "/admin/sign-in/company?code=x&state=y");
        asked.Headers.Add("X-Forwarded-For", "10.0.0.1");
        Assert.Equal(HttpStatusCode.Forbidden, (await http.SendAsync(asked)).StatusCode);
    }

    [Fact]
    public async Task Without_one_nothing_is_there_and_half_a_one_is_refused()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        using var browser = new ConsoleBrowser(host.Url);
        await browser.OpenAsync("/admin/sign-in/by-company?handler=Go");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        await browser.OpenAsync("/admin/sign-in");
        browser.DoesNotSee("by your company");
        Assert.Throws<BotCoach.Storage.SettingRefused>(() => App.Build(["--Admin:OpenIdConnect:ClientId", "x"]));
    }

    // The cookies that hold the question until its answer end by the clock, which a browser keeps for itself.
    private static Task<CoachHost> StartAsync(Db kind, FakeCompany company) => CoachHost.StartAsync(kind, null, new FakeClock(DateTimeOffset.UtcNow),
        "--Admin:OpenIdConnect:Authority", company.Url, "--Admin:OpenIdConnect:ClientId", FakeCompany.Client, "--Admin:OpenIdConnect:ClientSecret", FakeCompany.Secret);

    private static async Task<ConsoleBrowser> GoAsync(CoachHost host)
    {
        var browser = new ConsoleBrowser(host.Url);
        await browser.OpenAsync("/admin/sign-in");
        browser.Sees("Sign in by your company");
        await browser.OpenAsync("/admin/sign-in/by-company?handler=Go");
        return browser;
    }
}
