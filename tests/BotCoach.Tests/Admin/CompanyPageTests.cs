using System.Net;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Rollout;
using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Admin;

/// <summary>The company's page: figures beside those before, teams in the order of their names, where deals die, and a version beside the one before.</summary>
public sealed class CompanyPageTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task It_is_for_admins_readers_and_who_leads_managers(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var hana = await house.Host.ManagerAsync("Hana");
        await LeadAsync(house, house.Mona, hana);
        foreach (var (who, status) in new[] { (house.Ada, HttpStatusCode.OK), (hana, HttpStatusCode.OK), (await house.Host.ReaderAsync("Nora"), HttpStatusCode.OK), (house.Mona, HttpStatusCode.Forbidden), (house.Rita, HttpStatusCode.Forbidden) })
        {
            using var browser = await house.Host.BrowserOfAsync(who);
            var inMenu = browser.Html.Contains(">Company</a>", StringComparison.Ordinal);
            await browser.OpenAsync("/company");
            Assert.Equal((who.Caller.Name, status, status == HttpStatusCode.OK), (who.Caller.Name, browser.Status, inMenu));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Teams_stand_in_the_order_of_their_names_small_ones_have_no_rate_and_one_persons_shows_nothing(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        // the last name has won most: that is no reason to stand first
        foreach (var (team, won) in new[] { ("west", 8), ("West", 3), ("East", 2) })
            for (var i = 0; i < won; i++) await EndAsync(house, await house.DealAsync(i % 2 == 0 ? house.Rita : house.Sam, $"{team} {i}", d => d.SalesTeam = team), DealStatus.Won);
        await house.DealAsync(house.Otto, "Lonely", d => d.SalesTeam = "Mars");
        await house.DealAsync(house.Rita, "Free one");
        await house.DealAsync(house.Sam, "Free two");
        using var browser = await house.Host.BrowserOfAsync(await house.Host.ReaderAsync("Nora"));
        await browser.OpenAsync("/company?csv=teams");
        var lines = browser.Html.Trim('\uFEFF').Trim().Split("\r\n").Skip(1).Select(l => l.Split(',')).ToList();
        Assert.Equal(["East", "Mars", "west", "No team"], lines.Select(l => l[0]));
        Assert.Equal(("2", "2 of 2, too few for a rate"), (lines[0][3], $"{lines[0][5]},{lines[0][6]}".Trim('"')));
        Assert.Equal(["", "", "", ""], lines[1][1..5]);
        Assert.Equal(("11", "100 % (11 of 11)"), (lines[2][3], lines[2][5]));
        await browser.OpenAsync("/company");
        browser.Sees("Mars one person’s deals: they are for that person and the manager");
        browser.DoesNotSee("Lonely");
        browser.Sees("Won 13 0 +13");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Where_deals_die_is_told_in_words_with_its_reasons_and_a_removed_stage_stands_last(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        for (var i = 0; i < 12; i++)
        {
            var deal = await house.DealAsync(i % 2 == 0 ? house.Rita : house.Sam, $"Deal {i}", d => d.StageId = "two");
            if (i < 6) await EndAsync(house, deal, DealStatus.Lost, i < 5 ? "Too dear" : "Zenobia said no");
        }
        using var browser = await house.Host.BrowserOfAsync(await house.Host.ReaderAsync("Nora"));
        await browser.OpenAsync("/company");
        browser.Sees("Of 12 deals that were in Evaluation, 6 were lost, most often: too dear (5 of 6)");
        browser.Sees("6 of 12 that were in it: Too dear 5, another reason 1");
        browser.DoesNotSee("Zenobia");
        await browser.OpenAsync("/company?csv=leaks");
        Assert.Contains("another reason", browser.Html);
        Assert.DoesNotContain("Zenobia", browser.Html);
        await RemoveAsync(house, "two");
        await browser.OpenAsync("/company");
        browser.Sees("Evaluation (no longer a stage)");
        // before anything had happened there is nothing to say
        await browser.OpenAsync("/company?asof=2026-01-31&from=2026-01-01");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        browser.Sees("There are no deals yet.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_version_is_laid_beside_as_many_days_before_it(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        List<Guid> before = [], after = [];
        for (var i = 0; i < 6; i++) before.Add(await house.DealAsync(house.Rita, $"Old {i}", d => d.StageEnteredAt = TestBook.Now));
        for (var i = 0; i < 6; i++) after.Add(await house.DealAsync(house.Sam, $"New {i}", d => d.StageEnteredAt = TestBook.Now));
        foreach (var (n, id) in before.Index()) await MoveAsync(house, id, n < 3 ? DealEventKind.Advanced : DealEventKind.MovedBack, TestBook.Now.AddDays(8));
        house.Host.Clock.JumpTo(TestBook.Now.AddDays(10));
        await PublishAsync(house, b => b with { Description = "Second" });
        foreach (var id in after) await MoveAsync(house, id, DealEventKind.Advanced, TestBook.Now.AddDays(12));
        house.Host.Clock.JumpTo(TestBook.Now.AddDays(14));
        await house.Host.RunDueAsync();
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await browser.OpenAsync("/company");
        browser.Sees("Version 1 and version 2");
        browser.Sees("100 % of the stays led on under version 2, 50 % before.");
        browser.Sees("Stays that led on 50 % (3 of 6) 100 % (6 of 6)");
        browser.Sees("Days in a stage, median 8 (n = 6) 12 (n = 6)");
        await browser.OpenAsync($"/company?process={TestBook.ProcessId}&version=1");
        browser.Sees("There is none before it, so there is nothing to hold it against.");
        await browser.OpenAsync($"/company?process={Guid.NewGuid()}");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_a_filter_leaves_of_one_person_alone_is_not_shown(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        for (var i = 0; i < 6; i++) await EndAsync(house, await house.DealAsync(house.Otto, $"Small {i}", d => d.Segment = "smb"), DealStatus.Lost, "Price or terms");
        await house.DealAsync(house.Rita, "Large", d => d.Segment = "enterprise");
        using ConsoleBrowser noras = await house.Host.BrowserOfAsync(await house.Host.ReaderAsync("Nora")), adas = await house.Host.BrowserOfAsync(house.Ada);
        await noras.OpenAsync("/company");
        noras.Sees("Of 7 deals that were in Discovery, 6 were lost, most often: price or terms (6 of 6)");
        await noras.OpenAsync("/company?segment=smb");
        noras.Sees("one person’s deals: they are for that person and the manager");
        noras.DoesNotSee("Lost 6");
        await noras.OpenAsync("/company?segment=smb&csv=leaks");
        Assert.Equal(HttpStatusCode.NotFound, noras.Status);
        await adas.OpenAsync("/company?segment=smb");
        adas.Sees("Lost 6");
        adas.Sees("One person sells by it");
        await adas.OpenAsync("/company?segment=SMB");
        adas.Sees("Lost 6");
        await adas.OpenAsync("/company?segment=midsize");
        adas.Sees("No deal is of the segment “midsize”. There are enterprise and smb.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_company_without_deals_a_day_that_is_none_and_an_unknown_file_are_told(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await browser.OpenAsync("/company");
        browser.Sees("There are no deals yet.");
        browser.Sees("Win rate none yet none yet –");
        await browser.OpenAsync("/company?asof=soon");
        browser.Sees("The last day is written as 2026-12-03, not “soon”.");
        await browser.OpenAsync("/company?csv=people");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        await browser.OpenAsync("/company?csv=figures");
        Assert.Contains("figure,now,before,change", browser.Html);
    }

    internal static Task EndAsync(DealHouse house, Guid id, DealStatus how, string? why = null) => house.Host.DoAsync(async s =>
        await s.GetRequiredService<DealLedger>().ChangeAsync(await s.GetRequiredService<BotCoachDb>().Deals.SingleAsync(d => d.Id == id), TestBook.Click(house.Rita.PersonId), TestBook.Now, how == DealStatus.Won ? DealEventKind.Won : DealEventKind.Lost,
            d => (d.Status, d.ClosedAt, d.OutcomeReason) = (how, TestBook.Now, why)));

    private static Task MoveAsync(DealHouse house, Guid id, DealEventKind kind, DateTimeOffset at) => house.Host.DoAsync(async s =>
        await s.GetRequiredService<DealLedger>().ChangeAsync(await s.GetRequiredService<BotCoachDb>().Deals.SingleAsync(d => d.Id == id), TestBook.Click(house.Rita.PersonId), at, kind, d => d.StageId = "two"));

    private static Task LeadAsync(DealHouse house, Driver who, Driver by) => house.Host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().People.SingleAsync(p => p.Id == who.PersonId)).ManagerId = by.PersonId);

    private static Task PublishAsync(DealHouse house, Func<StageBook, StageBook> change) => house.Host.DoAsync(async s =>
    {
        var (drafts, now) = (s.GetRequiredService<Drafts>(), house.Host.Clock.Now);
        var draft = await drafts.OpenAsync(TestBook.ProcessId, house.Ada.PersonId, now);
        drafts.Save(draft, change(drafts.Read(draft)), house.Ada.PersonId, now);
        Assert.Empty(await s.GetRequiredService<Releases>().PublishAsync(draft, TestBook.Click(house.Ada.PersonId), now));
    });

    private static async Task RemoveAsync(DealHouse house, string stage)
    {
        await PublishAsync(house, b => b with { Stages = [.. b.Stages.Where(s => s.Id != stage)] });
        await house.Host.RunDueAsync();
    }
}
