using System.Net;
using BotCoach.People;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Admin;

/// <summary>The company's own sign-in: by a verified address to one manager or admin, or a sentence that says why not.</summary>
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
    public async Task A_rep_a_stranger_and_an_address_that_nobody_vouches_for_hear_why_not(Db kind)
    {
        await using var company = await FakeCompany.StartAsync();
        await using var host = await StartAsync(kind, company);
        await host.PersonAsync("Ana", Role.Rep, p => p.Email = "ana@example.com");
        await host.PersonAsync("Tom", Role.Admin, p => p.Email = "tom@example.com");
        foreach (var email in new[] { "ana@example.com", "nobody@example.com" })
        {
            company.Email = email;
            using var browser = await GoAsync(host);
            browser.Sees($"No manager or admin here has the address {email}.");
        }
        (company.Email, company.IsVerified) = ("tom@example.com", false);
        using var unsure = await GoAsync(host);
        unsure.Sees("did not say which verified e-mail address is yours");
        Assert.Equal(0, await host.ReadAsync(db => db.ConsoleVisits.CountAsync()));
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
