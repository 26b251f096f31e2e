using System.Net;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Admin;

/// <summary>A request to the console is kept whole, or not at all: then nothing of it is told, and no browser is in by it.</summary>
public sealed class ConsoleUnitTests
{
    private const string Button = "Open the console in this browser";

    [Theory, OnSqlite(true), OnSqlite(false), OnPostgres(true)]
    public async Task A_browser_gets_no_cookie_of_a_visit_that_was_not_kept(Db kind, bool clashes)
    {
        var stumble = new Stumble();
        await using var host = await CoachHost.StartAsync(kind, stumble.Watch);
        var mia = await host.ManagerAsync("Mia");
        using var browser = new ConsoleBrowser(host.Url);
        var link = await mia.AsksForLinkAsync();
        await browser.OpenAsync(link);
        stumble.Over = clashes ? Stumble.Clash : new InvalidOperationException("Nothing works.");
        await browser.PressAsync(Button);
        Assert.Equal(clashes ? HttpStatusCode.Conflict : HttpStatusCode.InternalServerError, browser.Status);
        Assert.DoesNotContain(browser.Cookies, c => c.Name == "botcoach-console");

        stumble.Over = null;
        await browser.OpenAsync(link);
        await browser.PressAsync(Button);
        browser.Sees("Mia, manager");
    }

    [Theory, OnSqlite]
    public async Task A_browser_stays_in_whose_signing_out_was_not_kept(Db kind)
    {
        var stumble = new Stumble();
        await using var host = await CoachHost.StartAsync(kind, stumble.Watch);
        using var browser = await host.BrowserOfAsync(await host.ManagerAsync("Mia"));
        stumble.Over = Stumble.Clash;
        await browser.PressAsync("Sign out");
        Assert.Equal(HttpStatusCode.Conflict, browser.Status);
        stumble.Over = null;
        await browser.OpenAsync("/admin/people");
        browser.Sees("Mia, manager");
    }

    [Theory, OnSqlite(true), OnSqlite(false), OnPostgres(true)]
    public async Task What_was_not_kept_is_not_told_later_either(Db kind, bool clashes)
    {
        var stumble = new Stumble();
        await using var host = await CoachHost.StartAsync(kind, stumble.Watch);
        using var browser = await host.BrowserOfAsync(await host.ManagerAsync("Mia"));
        await browser.OpenAsync("/admin/settings");
        stumble.Over = clashes ? Stumble.Clash : new InvalidOperationException("Nothing works.");
        await browser.PressAsync("Save", ("start", "7:00"));
        Assert.Equal(clashes ? HttpStatusCode.Conflict : HttpStatusCode.InternalServerError, browser.Status);
        stumble.Over = null;
        await browser.OpenAsync("/admin/settings");
        browser.DoesNotSee("Your settings are saved.");
        await browser.PressAsync("Save", ("start", "7:00"));
        browser.Sees("Your settings are saved.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_somebody_sends_who_is_not_in_is_not_even_read(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var tom = await host.AdminAsync("Tom");
        using ConsoleBrowser asking = new(host.Url), leaving = await host.BrowserOfAsync(tom);
        await asking.OpenAsync(await tom.AsksForLinkAsync());
        await asking.PressAsync(Button);
        var copy = leaving.Cookies.Single(c => c.Name == "botcoach-console").Value;
        await leaving.PressAsync("Sign out");
        foreach (var (cookie, to) in new[]
        {
            ("", "/admin/sign-in?why=over"), ("made-up", "/admin/sign-in?why=over"), (copy, "/admin/sign-in?why=over"),
            (asking.Cookies.Single(c => c.Name == "botcoach-console").Value, "/admin/waiting"),
        })
        {
            var (answer, wasRead) = await SendUnreadAsync(host, "/admin/deals", cookie, 20_000_000);
            Assert.Equal((false, to), (wasRead, answer.Headers.Location?.OriginalString));
        }
        var (refused, tooLarge) = await SendUnreadAsync(host, "/admin/in/none", "", 100_000);
        Assert.Equal((false, HttpStatusCode.BadRequest), (tooLarge, refused.StatusCode));
        using var mias = await host.BrowserOfAsync(await host.ManagerAsync("Mia"));
        var (_, isRead) = await SendUnreadAsync(host, "/admin/deals", mias.Cookies.Single(c => c.Name == "botcoach-console").Value, 1_000);
        Assert.True(isRead);
    }

    [Theory, OnSqlite]
    public async Task What_is_asked_while_somebody_types_waits_for_nobody_who_writes(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await browser.PressAsync("Change");
        await browser.FollowAsync("Edit in 1. Discovery");
        await house.Host.DoAsync(async services =>
        {
            (await services.GetRequiredService<BotCoachDb>().Workspaces.SingleAsync()).Name = "Being written";
            await services.GetRequiredService<BotCoachDb>().SaveChangesAsync();
            await browser.PressElsewhereAsync("Save", "?handler=Check", ("name", ""));
        });
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("\"name\":\"This cannot be empty.\"", browser.Html);
    }

    /// <summary>Sends a form whose body waits until the host wants it, as browsers may: whether it did, and what it answers.</summary>
    private static async Task<(HttpResponseMessage Answer, bool WasRead)> SendUnreadAsync(CoachHost host, string path, string cookie, int bytes)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, Expect100ContinueTimeout = Timeout.InfiniteTimeSpan }) { BaseAddress = host.Url };
        var body = new Watched(bytes);
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body, Headers = { ExpectContinue = true } };
        request.Headers.Add("Cookie", $"botcoach-console={cookie}");
        return (await http.SendAsync(request), body.WasAsked);
    }

    private sealed class Watched : HttpContent
    {
        private readonly int _bytes;

        public Watched(int bytes)
        {
            _bytes = bytes;
            Headers.ContentType = new("application/x-www-form-urlencoded");
        }

        public bool WasAsked { get; private set; }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            WasAsked = true;
            return stream.WriteAsync(new byte[_bytes]).AsTask();
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _bytes;
            return true;
        }
    }
}
