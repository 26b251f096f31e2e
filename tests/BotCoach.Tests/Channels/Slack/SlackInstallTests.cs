using System.Net;
using BotCoach.Channels.Slack;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>OAuth: installed from a browser in many workspaces, tokens kept unreadable and exchanged in time.</summary>
public sealed class SlackInstallTests
{
    [Fact]
    public async Task Two_companies_install_it_and_each_sees_its_own()
    {
        await using var house = await SlackHouse.InstallableAsync(Db.Sqlite);
        var (north, south) = (house.Team.AddUser("Nora North"), house.Slack.World.AddTeam("T0SOUTH", "Southwind", install: false).AddUser("Sam South"));
        Assert.Contains("BotCoach is in Northwind", await InstallAsync(house, north));
        Assert.Contains("BotCoach is in Southwind", await InstallAsync(house, south));
        foreach (var user in (SlackUser[])[north, south])
        {
            var driver = house.Driver();
            await driver.AsAsync(user.RealName);
            await driver.TypeAsync("/coach");
            await driver.ExpectAsync("The company's day");
        }
        await using var scope = house.Host.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        Assert.Equal(2, (await db.WorkspacesAsync(default)).Count);
        var notes = await db.ChannelNotes.Where(n => n.Key.StartsWith("token/")).ToListAsync();
        Assert.Equal(2, notes.Count);
        Assert.All(notes, n => Assert.DoesNotContain("xox", n.Value));
    }

    [Fact]
    public async Task A_link_from_another_browser_used_twice_or_grown_old_installs_nothing()
    {
        await using var house = await SlackHouse.InstallableAsync(Db.Sqlite);
        house.Slack.Installer = house.Team.AddUser("Nora North");
        var (browser, callback) = await ConsentAsync(house);
        using var stranger = Browser();
        Assert.Equal(HttpStatusCode.BadRequest, (await stranger.GetAsync(callback)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(callback)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync(callback)).StatusCode);
        var (late, old) = await ConsentAsync(house);
        house.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(HttpStatusCode.BadRequest, (await late.GetAsync(old)).StatusCode);
        // Slack's own admins begin without any state: they are asked to begin here.
        Assert.Contains("/slack/install", await (await stranger.GetAsync(new Uri(house.Host.Url, "slack/oauth?code=1"))).Content.ReadAsStringAsync());
        house.Slack.Installer = null;
        Assert.Contains("You did not allow it", await InstallAsync(house, null));
    }

    [Fact]
    public async Task An_organisation_is_one_company_whatever_workspace_somebody_sits_in()
    {
        await using var house = await SlackHouse.InstallableAsync(Db.Sqlite);
        var east = house.Slack.World.AddTeam("T0EAST", "East", enterprise: "E0ALL", install: false);
        var west = house.Slack.World.AddTeam("T0WEST", "West", enterprise: "E0ALL", install: false);
        var (eva, wim) = (east.AddUser("Eva East"), west.AddUser("Wim West"));
        house.Slack.InstallsForOrg = true;
        await InstallAsync(house, eva);
        foreach (var user in (SlackUser[])[eva, wim])
        {
            var driver = house.Driver();
            await driver.AsAsync(user.RealName);
            await driver.TypeAsync("/coach");
            await driver.ExpectAsync(user == eva ? "The company's day" : "Your day");
        }
        Assert.Equal("E0ALL", await house.ReadAsync(db => db.Installations.Select(i => i.ExternalId).SingleAsync()));
        Assert.Equal(2, await house.ReadAsync(db => db.People.CountAsync()));
    }

    [Fact]
    public async Task A_token_that_runs_out_is_exchanged_before_by_one_of_three_instances()
    {
        await using var house = await SlackHouse.InstallableAsync(Db.Postgres);
        house.Slack.App.RotatesTokens = true;
        var nora = house.Team.AddUser("Nora North");
        await InstallAsync(house, nora);
        var driver = house.Driver();
        await driver.AsAsync(nora.RealName);
        await driver.TypeAsync("/coach");
        await using var second = await house.StartAnotherAsync();
        await using var third = await house.StartAnotherAsync();
        house.Clock.Advance(TimeSpan.FromHours(10.5));
        var tokens = await Task.WhenAll(new[] { house.Host, second, third }.Select(h => h.App.Services.GetRequiredService<SlackTokens>().OfAsync(house.Team.Id, default)));
        Assert.Equal(2, house.Slack.CallsOf("oauth.v2.access").Count);
        house.Clock.Advance(TimeSpan.FromHours(2));
        await driver.TypeAsync("/coach help");
        await driver.ExpectAsync("What you can type");
        Assert.Equal(2, house.Slack.CallsOf("oauth.v2.access").Count);
        Assert.All(tokens, t => Assert.StartsWith("xoxe.xoxb-", t));
    }

    [Fact]
    public async Task Nobody_who_taps_waits_for_a_token_to_be_exchanged()
    {
        await using var house = await SlackHouse.InstallableAsync(Db.Sqlite);
        house.Slack.App.RotatesTokens = true;
        var nora = house.Team.AddUser("Nora North");
        await InstallAsync(house, nora);
        var driver = house.Driver();
        await driver.AsAsync(nora.RealName);
        await driver.TypeAsync("/coach");
        house.Clock.Advance(TimeSpan.FromHours(10.5));
        await house.Sender.ShortcutAsync(nora, "deal.new");
        Assert.NotNull(nora.Modal);
        Assert.Single(house.Slack.CallsOf("oauth.v2.access"));
        await house.Host.App.Services.GetRequiredService<SlackTokens>().FreshenAsync(default);
        Assert.Equal(2, house.Slack.CallsOf("oauth.v2.access").Count);
    }

    [Fact]
    public async Task A_token_that_is_over_already_is_exchanged_and_the_message_goes_out()
    {
        await using var house = await SlackHouse.InstallableAsync(Db.Sqlite);
        house.Slack.App.RotatesTokens = true;
        var nora = house.Team.AddUser("Nora North");
        await InstallAsync(house, nora);
        house.Clock.Advance(TimeSpan.FromHours(20));
        var driver = house.Driver();
        await driver.AsAsync(nora.RealName);
        driver.ToleratesFaults = true;
        await driver.TypeAsync("/coach");
        await driver.ExpectAsync("The company's day");
    }

    [Fact]
    public async Task A_removed_app_leaves_no_token_behind_and_comes_back_to_its_company()
    {
        await using var house = await SlackHouse.InstallableAsync(Db.Sqlite);
        var nora = house.Team.AddUser("Nora North");
        await InstallAsync(house, nora);
        await house.Sender.UninstallAsync(house.Team);
        Assert.Equal(0, await house.ReadAsync(db => db.ChannelNotes.CountAsync(n => n.Key.StartsWith("token/"))));
        Assert.NotNull(await house.ReadAsync(db => db.Installations.Select(i => i.RemovedAt).SingleAsync()));
        var late = house.Sender.Last!;
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await InstallAsync(house, nora);
        // Slack tells again what was told before, and means the app that was removed.
        await house.Sender.RedeliverAsync(late);
        Assert.Equal(1, await house.ReadAsync(db => db.ChannelNotes.CountAsync(n => n.Key.StartsWith("token/"))));
        Assert.Null(await house.ReadAsync(db => db.Installations.Select(i => i.RemovedAt).SingleAsync()));
        Assert.Equal(Role.Admin, await house.ReadAsync(db => db.People.Select(p => p.Role).SingleAsync()));
    }

    [Fact]
    public async Task Asking_to_install_it_writes_nothing_down()
    {
        await using var house = await SlackHouse.InstallableAsync(Db.Sqlite);
        await InstallAsync(house, house.Team.AddUser("Nora North"));
        using var browser = Browser();
        for (var i = 0; i < 3; i++) await browser.GetAsync(new Uri(house.Host.Url, "slack/install"));
        Assert.Equal(1, await house.ReadAsync(db => db.ChannelNotes.CountAsync(n => n.Key.StartsWith("install/"))));
    }

    [Fact]
    public async Task The_cookie_goes_by_https_alone_where_the_browser_does()
    {
        await using var house = await SlackHouse.InstallableAsync(Db.Sqlite);
        using var browser = Browser();
        using var ask = new HttpRequestMessage(HttpMethod.Get, new Uri(house.Host.Url, "slack/install")) { Headers = { { "X-Forwarded-Proto", "https" } } };
        using var behind = await browser.SendAsync(ask);
        Assert.Contains("secure", behind.Headers.GetValues("Set-Cookie").Single());
        using var plain = await browser.GetAsync(new Uri(house.Host.Url, "slack/install"));
        Assert.DoesNotContain("secure", plain.Headers.GetValues("Set-Cookie").Single());
    }

    [Fact]
    public async Task A_database_that_is_away_is_said_on_the_page()
    {
        await using var house = await SlackHouse.InstallableAsync(Db.Sqlite, HinderedNotes.In);
        var nora = house.Slack.Installer = house.Team.AddUser("Nora North");
        var (browser, callback) = await ConsentAsync(house);
        house.Host.App.Services.GetRequiredService<HinderedNotes>().Refuse();
        using var page = await browser.GetAsync(callback);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        Assert.Contains("Please try again in a moment.", await page.Content.ReadAsStringAsync());
        house.Host.App.Services.GetRequiredService<HinderedNotes>().Before = null;
        Assert.Contains("BotCoach is in Northwind", await InstallAsync(house, nora));
    }

    /// <summary>Through the whole way, as a browser goes it: the words of the last page.</summary>
    internal static async Task<string> InstallAsync(SlackHouse house, SlackUser? who)
    {
        house.Slack.Installer = who;
        var (browser, callback) = await ConsentAsync(house);
        using (browser) return await browser.GetStringAsync(callback);
    }

    /// <summary>A browser that has been to Slack's page and was sent back to this address.</summary>
    private static async Task<(HttpClient Browser, Uri Callback)> ConsentAsync(SlackHouse house)
    {
        var browser = Browser();
        using var begun = await browser.GetAsync(new Uri(house.Host.Url, "slack/install"));
        using var asked = await browser.GetAsync(begun.Headers.Location);
        var back = asked.Headers.Location!;
        return (browser, new Uri(house.Host.Url, $"slack/oauth{back.Query}"));
    }

    private static HttpClient Browser() => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
}
