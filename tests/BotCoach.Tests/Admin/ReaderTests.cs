using System.Net;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Admin;

/// <summary>A reader sees how we sell and the company's figures, and no deal by any way in: what does not say that it is for readers is closed, so that what is new is too.</summary>
public sealed class ReaderTests
{
    private const string Kindly = "deals are for who works on them";

    /// <summary>What of the chat is open to readers: whoever opens more says so here.</summary>
    private static readonly string[] Open =
    [
        "Added ", "Button away.back", "Button away.remove", "Button console.no", "Button console.yes", "Button deal.help", "Button home.settings", "Button link.no", "Button link.yes", "Button stage.list",
        "Button stage.show", "Button stage.template", "Button zone.use", "Command console", "Command help", "Command home", "Command off", "Command process-review", "Command quiet", "Command settings", "Command stages",
        "Form home.settings", "Home ",
    ];

    [Theory, OnSqlite, OnPostgres]
    public async Task No_page_of_the_console_is_a_readers_but_those_that_say_so_and_they_name_no_deal_and_no_account(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var deal = await house.DealAsync(house.Rita, "Quixotic", d => (d.Account, d.SalesTeam) = ("Zenobia", "North"));
        var nora = await house.Host.ReaderAsync("Nora");
        using var browser = await house.Host.BrowserOfAsync(nora);
        Assert.Equal("/company", browser.At);
        var pages = (await ServedPages.OfAsync(house)).Where(p => !p.IsDoorless).ToList();
        Assert.True(pages.Count > 25, $"only {pages.Count} pages were found");
        foreach (var page in pages)
        {
            await browser.OpenAsync(page.Path);
            Assert.Equal((page.Name, page.IsForReaders ? page.Expected : HttpStatusCode.Forbidden), (page.Name, browser.Status));
            foreach (var name in new[] { "Quixotic", "Zenobia", "Rita" }) browser.DoesNotSee(name);
        }
        foreach (var path in new[] { $"/deals/{deal}", "/pipeline", "/pipeline?csv=losses", "/admin/deals", "/forecast", "/digests", "/reviews" })
        {
            await browser.OpenAsync(path);
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, browser.Status));
            browser.DoesNotSee("Quixotic");
        }
        await browser.OpenAsync("/company");
        foreach (var page in pages)
        {
            await browser.PressElsewhereAsync("Sign out", page.Path);
            Assert.Equal((page.Name, HttpStatusCode.Forbidden), (page.Name, browser.Status));
            await browser.OpenAsync("/company");
        }
        foreach (var place in new[] { "Pipeline", "Forecast", "Digests", "Reviews", "Deals", "People", "Audit", "Settings", "Setup" }) Assert.DoesNotContain($">{place}</a>", browser.Html);
        await browser.FollowAsync("Stages");
        await browser.FollowAsync("How we sell here");
        browser.Sees("To move on");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task No_command_button_form_or_file_is_a_readers_but_those_that_say_so(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var deal = await house.DealAsync(house.Rita, "Quixotic", d => d.Account = "Zenobia");
        var nora = await house.Host.ReaderAsync("Nora");
        var routes = house.Host.App.Services.GetRequiredService<RouteTable>().All;
        Assert.Equal(Open, routes.Where(r => r.IsForReaders).Select(r => $"{r.Kind} {r.Name}").Order(StringComparer.Ordinal));
        var n = 0;
        foreach (var route in routes)
        {
            var reply = await house.Host.ReceiveAsync(InboundOf(route, nora.Caller, $"nora-{++n}", deal));
            var words = Words(reply);
            if (!route.IsForReaders && route.Kind is not (RouteKind.Options or RouteKind.CardRefresh)) Assert.True(words.Contains(Kindly, StringComparison.Ordinal), $"{route.Kind} {route.Name}: {words}");
            if (!route.IsForReaders && route.Kind is RouteKind.Options or RouteKind.CardRefresh) Assert.Equal(Reply.None, reply);
            Assert.DoesNotContain("Quixotic", words);
        }
        foreach (var shown in nora.Chat) foreach (var name in new[] { "Quixotic", "Zenobia", "Rita" }) Assert.DoesNotContain(name, shown.Words);
        await nora.OpensHomeAsync();
        await nora.TypesAsync("help");
        nora.Sees("process-review");
        nora.DoesNotSee("advance");
        await nora.TypesAsync("quixotic");
        nora.Sees(Kindly);
        Assert.Equal(0, await house.Host.ReadAsync(db => db.Deals.CountAsync(d => d.EventSeq > 1)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_admin_makes_a_reader_of_whoever_has_no_deals_and_nobody_to_lead(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var acme = await house.DealAsync(house.Rita, "Acme");
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await browser.OpenAsync($"/admin/people/{house.Rita.PersonId}");
        await browser.PressAsync("Save", ("role", "Reader"));
        browser.Sees("Rita has 1 open deal. Give them to somebody else first: a reader has none.");
        await browser.OpenAsync($"/admin/people/{house.Mona.PersonId}");
        await browser.PressAsync("Save", ("role", "Reader"));
        browser.Sees("Mona has 2 people to lead.");
        await browser.OpenAsync($"/admin/people/{house.Otto.PersonId}");
        await browser.PressAsync("Save", ("role", "Reader"));
        browser.Sees("Otto is saved: reader.");
        await browser.OpenAsync($"/admin/people/{house.Sam.PersonId}");
        await browser.PressAsync("Save", ("manager", $"{house.Otto.PersonId}"));
        browser.Sees("Choose somebody who is a manager or an admin.");
        await house.Rita.TypesAsync("handoff acme");
        List<string> receivers = [.. house.Rita.Form!.Fields.OfType<ChoiceField>().SelectMany(f => f.Options).Select(o => o.Label)];
        Assert.Contains("Sam", receivers);
        Assert.DoesNotContain("Otto", receivers);
        Assert.Equal(house.Rita.PersonId, (await house.ReadAsync(acme)).OwnerId);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task No_import_and_no_other_system_gives_a_reader_a_deal(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        await house.Host.ReaderAsync("Nora");
        var report = await house.Host.ImportAsync(Csv.File("deals.csv", "id,name,account,owner,stage,amount", "1,Acme,Acme,Nora,Discovery,1", "2,Beta,Beta,Rita,Discovery,1"));
        Assert.Equal((1, 0, 0, 1), report.Counts());
        using var crm = await ApiClient.CrmAsync(house.Host, house.Ada);
        await crm.PutAsync("/api/v1/deals/A-1", new { name = "Acme rollout", account = "Acme", owner = "nora" });
        Assert.Contains("Nora is a reader here, and readers have no deals.", crm.Text);
        Assert.Equal(1, await house.Host.ReadAsync(db => db.Deals.CountAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_was_a_rep_hears_nothing_of_deals_any_more(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita", await host.ManagerAsync("Mona"));
        await host.StuckAsync(rita, "Acme");
        await rita.TypesAsync("remind me Thursday 9:00 call Acme's CFO");
        await host.JumpToAsync(OneDeal.At("2026-03-03T12:00:00Z"));
        var before = rita.Chat.Count;
        Assert.NotEmpty(rita.Briefs());
        // past the page that would not let it, as two admins at the same instant might
        await host.RoleAsync(rita, Role.Reader);
        await host.JumpToAsync(OneDeal.At("2026-03-12T12:00:00Z"));
        Assert.Equal("", string.Join("\n", rita.Chat.Skip(before).Select(m => m.Words)));
    }

    private static Inbound InboundOf(BotCoach.Chat.Route route, Caller caller, string id, Guid deal) => route.Kind switch
    {
        RouteKind.Button => new ButtonPressed(id, caller, route.Name, $"{deal}") { Conversation = $"chat-{caller.User}" },
        RouteKind.Command => new CommandTyped(id, caller, $"{route.Name} quixotic"),
        RouteKind.Form => new FormSubmitted(id, caller, route.Name, $"{deal}", 0, new Dictionary<string, string>()),
        RouteKind.Options => new OptionsAsked(id, caller, route.Name, "quix"),
        RouteKind.CardRefresh => new CardRefreshed(id, caller, route.Name, $"{deal}"),
        RouteKind.MessageAction => new MessageActioned(id, caller, route.Name, "Quix"),
        RouteKind.File => new FileShared(id, caller, [new SharedFile("deals.csv", 3, _ => Task.FromResult<Stream>(new MemoryStream("a,b"u8.ToArray())))]),
        RouteKind.Home => new HomeOpened(id, caller),
        RouteKind.Added => new BotAdded(id, caller, "Team"),
        _ => new TextSaid(id, caller, "quix"),
    };

    private static string Words(Reply reply) => reply switch
    {
        Say say => say.Message.Words,
        FormErrors errors => string.Join("\n", errors.Errors.Values),
        OpenForm form => string.Join("\n", form.Form.Fields.Select(f => $"{f}").Concat(form.Form.Fields.OfType<ChoiceField>().SelectMany(f => f.Options).Select(o => o.Label)).Prepend(form.Form.Title)),
        _ => "",
    };
}
