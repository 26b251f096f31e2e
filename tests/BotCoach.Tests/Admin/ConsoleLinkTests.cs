using System.Net;
using System.Text.RegularExpressions;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Admin;

/// <summary>The life of a link: from the bot's answer to signing out, and every way in which it may go wrong.</summary>
public sealed class ConsoleLinkTests
{
    private const string Button = "Open the console in this browser";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_manager_is_in_by_one_press(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var mia = await host.ManagerAsync("Mia");
        using var browser = new ConsoleBrowser(host.Url);

        await browser.OpenAsync(await mia.AsksForLinkAsync());
        browser.Sees("This link is Mia’s, manager at Testing Ltd.");
        await browser.PressAsync(Button);

        Assert.Equal((HttpStatusCode.OK, "/admin/stages"), (browser.Status, browser.At));
        browser.Sees("Mia, manager");
        var cookie = browser.Cookies.Single(c => c.Name == "botcoach-console");
        Assert.Equal((true, "/"), (cookie.HttpOnly, cookie.Path));
        Assert.Contains(await host.AuditedAsync(), w => w == "console: signed in");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_admin_is_in_when_the_chat_said_yes_and_not_before(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var tom = await host.AdminAsync("Tom");
        using var browser = new ConsoleBrowser(host.Url);
        await browser.OpenAsync(await tom.AsksForLinkAsync());
        await browser.PressAsync(Button);
        Assert.Equal("/admin/waiting", browser.At);
        await browser.OpenAsync("/admin/people");
        Assert.Equal("/admin/waiting", browser.At);
        await browser.OpenAsync("/admin/waiting?handler=State");
        Assert.Equal("wait", browser.Html);
        await browser.OpenAsync("/admin/waiting");

        await host.RunDueAsync();
        var number = (await host.ReadAsync(db => db.ConsoleVisits.SingleAsync())).Number;
        browser.Sees($"{number}");
        Assert.Contains($"Firefox on Windows wants to open the console as you. Its page shows the number {number}.", tom.LastMessage!.Words);
        await tom.PressesAsync("Yes, it is me");
        tom.Sees("The console is open in Firefox on Windows");

        await browser.OpenAsync("/admin/waiting?handler=State");
        Assert.Equal("go", browser.Html);
        await browser.OpenAsync("/admin");
        browser.Sees("Tom, admin");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_no_keeps_the_browser_out_for_good(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var tom = await host.AdminAsync("Tom");
        using var browser = new ConsoleBrowser(host.Url);
        await browser.OpenAsync(await tom.AsksForLinkAsync());
        await browser.PressAsync(Button);
        await host.RunDueAsync();
        var question = tom.LastMessage!;
        var yes = question.Message.AllButtons.First(b => b.Label == "Yes, it is me");
        await tom.PressesAsync("No");
        tom.Sees("Firefox on Windows stays out.");

        await browser.OpenAsync("/admin");
        Assert.StartsWith("/admin/sign-in", browser.At);
        await tom.PressesAsync(question, yes);
        tom.Sees("That question is settled.");
        await browser.OpenAsync("/admin");
        Assert.StartsWith("/admin/sign-in", browser.At);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Only_the_person_who_is_asked_says_yes(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var (tom, eve) = (await host.AdminAsync("Tom"), await host.AdminAsync("Eve"));
        using var browser = new ConsoleBrowser(host.Url);
        await browser.OpenAsync(await tom.AsksForLinkAsync());
        await browser.PressAsync(Button);
        await host.RunDueAsync();
        var question = tom.LastMessage!;

        await eve.PressesAsync(question, question.Message.AllButtons.First(b => b.Label == "Yes, it is me"));
        eve.Sees("That question is settled.");
        await browser.OpenAsync("/admin");
        Assert.Equal("/admin/waiting", browser.At);
        Assert.Contains("refused: somebody's way into the console", await host.AuditedAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_only_looks_at_a_link_burns_nothing(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var mia = await host.ManagerAsync("Mia");
        var link = await mia.AsksForLinkAsync();
        for (var i = 0; i < 3; i++)
        {
            using var scanner = new ConsoleBrowser(host.Url, "Slackbot-LinkExpanding 1.0");
            await scanner.OpenAsync(link);
            Assert.Equal(HttpStatusCode.OK, scanner.Status);
            await scanner.SendAsync(new HttpRequestMessage(HttpMethod.Head, link));
            await scanner.OpenAsync("/admin");
            Assert.StartsWith("/admin/sign-in", scanner.At);
        }
        using var browser = new ConsoleBrowser(host.Url);
        await browser.OpenAsync(link);
        await browser.PressAsync(Button);
        browser.Sees("Mia, manager");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_link_works_once_and_in_one_browser(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var mia = await host.ManagerAsync("Mia");
        var link = await mia.AsksForLinkAsync();
        using ConsoleBrowser first = new(host.Url), second = new(host.Url);
        await first.OpenAsync(link);
        await second.OpenAsync(link);
        await first.PressAsync(Button);
        first.Sees("Mia, manager");

        await second.PressAsync(Button);
        second.Sees("This link was used already, in another browser");
        second.Sees("For a new one, type console to BotCoach");
        await second.OpenAsync("/admin");
        Assert.StartsWith("/admin/sign-in", second.At);
        await first.OpenAsync(link);
        Assert.Equal("/admin/stages", first.At);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_link_is_good_for_ten_minutes_and_only_the_newest_is(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var mia = await host.ManagerAsync("Mia");
        var (old, link) = (await mia.AsksForLinkAsync(), await mia.AsksForLinkAsync());
        using var browser = new ConsoleBrowser(host.Url);
        await browser.OpenAsync(old);
        browser.Sees("and they are over");
        host.Clock.Advance(TimeSpan.FromSeconds(599));
        await browser.OpenAsync(link);
        browser.Sees("This link is Mia’s");
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await browser.PressAsync(Button);
        browser.Sees("This link was good for 10 minutes, and they are over.");
        await browser.OpenAsync("/admin/in/nobody-made-this-one");
        browser.Sees("This is no link of ours, or it is an old one.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_yes_that_comes_after_ten_minutes_is_too_late(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var tom = await host.AdminAsync("Tom");
        using var browser = new ConsoleBrowser(host.Url);
        await browser.OpenAsync(await tom.AsksForLinkAsync());
        await browser.PressAsync(Button);
        await host.RunDueAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        await tom.PressesAsync("Yes, it is me");
        tom.Sees("That question came too late");
        await browser.OpenAsync("/admin");
        Assert.StartsWith("/admin/sign-in", browser.At);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_rep_is_in_by_one_press_too_and_finds_own_deals_own_pipeline_and_a_way_out(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var ana = await host.RepAsync("Ana");
        using var browser = await host.BrowserOfAsync(ana);
        Assert.Equal((HttpStatusCode.OK, "/admin"), (browser.Status, browser.At));
        browser.Sees("Ana, rep");
        browser.Sees("You have no open deals.");
        Assert.True(browser.HasButton("Sign out"));
        Assert.DoesNotContain("/admin/stages", browser.Html);
        await browser.FollowAsync("Pipeline");
        Assert.Equal((HttpStatusCode.OK, "/pipeline"), (browser.Status, browser.At));
        await browser.PressAsync("Sign out");
        browser.Sees("You are signed out.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_link_opens_no_more_than_a_rep_sees_once_its_person_is_one(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var mia = await host.ManagerAsync("Mia");
        var link = await mia.AsksForLinkAsync();
        using var browser = new ConsoleBrowser(host.Url);
        await browser.OpenAsync(link);
        await host.RoleAsync(mia, Role.Rep);
        await browser.PressAsync(Button);
        browser.Sees("Mia, rep");
        await browser.OpenAsync("/admin/people");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
        browser.Sees("This page is for managers and admins.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_secret_is_nowhere_in_the_database(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var mia = await host.ManagerAsync("Mia");
        var secret = (await mia.AsksForLinkAsync()).Split('/')[^1];
        Assert.Contains("A link was made and shown once.", (await mia.RepeatsAsync()).ToJson());
        var (replies, hash) = (await host.ReadAsync(db => db.SeenInbounds.Select(s => s.Reply).ToListAsync()), await host.ReadAsync(db => db.ConsoleVisits.Select(v => v.LinkHash).SingleAsync()));
        Assert.NotEmpty(replies);
        Assert.DoesNotContain(replies, r => r.Contains(secret, StringComparison.Ordinal));
        Assert.DoesNotContain(secret, hash);
    }

    [Theory, OnSqlite(Trouble.Throttle), OnSqlite(Trouble.Refuse), OnPostgres(Trouble.Throttle)]
    public async Task A_secret_that_goes_out_as_a_message_is_forgotten_once_it_was_sent_or_given_up(Db kind, Trouble trouble)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var ada = await host.AdminAsync("Ada");
        Task<List<OutgoingMessage>> MessagesAsync() => host.ReadAsync(db => db.OutgoingMessages.AsNoTracking().ToListAsync());
        foreach (var (words, secret) in new[] { ("console", "/admin/in/[A-Za-z0-9_-]{40,}"), ("join", "join [A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}") })
        {
            host.Channel.Next(trouble);
            Assert.IsType<Nothing>(await host.ReceiveAsync(new TextSaid($"once-{words}", ada.Caller, words) { TakesReply = false }));
            if (trouble == Trouble.Throttle) Assert.Contains(await MessagesAsync(), m => Regex.IsMatch(m.Content, secret));
            await host.JumpAsync(TimeSpan.FromSeconds(30));
            Assert.Equal(trouble == Trouble.Throttle, ada.Chat.Any(m => Regex.IsMatch(m.Message.ToJson(), secret)));
            Assert.DoesNotContain(await MessagesAsync(), m => Regex.IsMatch(m.Content, secret));
        }
        // A card that asks how it looks now is told nothing, so that what the platform shows stays.
        foreach (var message in await MessagesAsync())
            Assert.IsType<Nothing>(await host.ReceiveAsync(new CardRefreshed("", ada.Caller, "card.refresh", $"{message.Id:N}")));
    }
}
