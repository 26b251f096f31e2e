using BotCoach.People;
using BotCoach.Rollout;
using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Rollout;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Admin;

/// <summary>The console's preview of a draft: of however many deals, where the deals of missing stages go, and everybody of whom something is asked.</summary>
public sealed class ConsolePreviewTests
{
    private static readonly string Page = $"/admin/stages/{TestBook.ProcessId}/preview";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_preview_of_many_deals_is_made_behind_the_page_which_shows_how_far_it_is_and_then_lets_it(Db kind)
    {
        await using var house = await OpenAsync(kind, Many);
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await browser.OpenAsync(Page);
        browser.Sees("2,001 open deals");
        browser.Sees("What this does to the open deals was not looked at yet.");
        await browser.PressAsync("Make the preview");
        browser.Sees("I go through 2,001 open deals and the week ahead of them.");
        Assert.Contains("<progress", browser.Html);
        Assert.Contains("again.js", browser.Html);
        Assert.False(browser.HasButton("Publish to everyone"));
        await browser.FollowAsync("Publish without waiting for it");
        Assert.DoesNotContain("again.js", browser.Html);
        Assert.True(browser.HasButton("Publish to everyone"));
        browser.Sees("What this does to the open deals was not looked at yet.");
        await house.Host.RunDueAsync();
        await browser.OpenAsync(Page);
        browser.Sees("2,001 open deals get it.");
        browser.Sees("Of 2001 something is asked that is not there yet.");
        browser.DoesNotSee("was not looked at yet");
        Assert.DoesNotContain("again.js", browser.Html);
        house.Ada.Sees("2,001 open deals get it.");
        await browser.PressAsync("Begin a pilot");
        browser.Sees("North Choose at least one team.");
        browser.Sees("2,001 open deals get it.");
        await browser.PressAsync("Begin a pilot", ("teams", "North"));
        browser.Sees("Version 2 of Testing is piloted by North.");
    }

    [Theory, OnSqlite]
    public async Task Many_deals_are_published_to_without_any_preview_after_a_word_of_warning(Db kind)
    {
        await using var house = await OpenAsync(kind, Many);
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await browser.OpenAsync(Page);
        browser.Sees("What this does to the open deals was not looked at yet.");
        await browser.PressAsync("Publish to everyone");
        browser.Sees("Version 2 of Testing is published. 2,001 open deals follow now, with every answer.");
    }

    [Theory, OnSqlite]
    public async Task A_preview_that_is_waited_for_in_chat_is_seen_in_the_console_and_comes_where_it_was_asked_for_last(Db kind)
    {
        await using var house = await OpenAsync(kind, Many);
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await house.Ada.TypesAsync("/coach stages edit");
        await house.Ada.PressesAsync("Preview and publish");
        await browser.OpenAsync(Page);
        browser.Sees("I go through 2,001 open deals");
        await house.Host.DoAsync(async s => await s.GetRequiredService<PreviewDesk>().BeginAsync(
            await s.GetRequiredService<BotCoachDb>().Processes.SingleAsync(), (await s.GetRequiredService<Drafts>().FindAsync(TestBook.ProcessId))!, house.Ada.PersonId, house.Host.Clock.Now));
        await house.Host.RunDueAsync();
        house.Ada.Sees("The preview was asked for again, and comes in that message.");
        house.Ada.Sees("2,001 open deals get it.");
        await browser.OpenAsync(Page);
        browser.Sees("2,001 open deals get it.");
        await ChangeAsync(house, book => book with { Description = "Otherwise" });
        await browser.OpenAsync(Page);
        browser.DoesNotSee("2,001 open deals get it.");
        Assert.True(browser.HasButton("Make the preview"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_preview_that_was_made_in_chat_is_seen_in_the_console_while_the_draft_is_the_same(Db kind)
    {
        await using var house = await OpenAsync(kind, Many);
        await house.Ada.TypesAsync("/coach stages edit");
        await house.Ada.PressesAsync("Preview and publish");
        await house.Host.RunDueAsync();
        house.Ada.Sees("2,001 open deals get it.");
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await browser.OpenAsync(Page);
        browser.Sees("2,001 open deals get it.");
        browser.DoesNotSee("was not looked at yet");
        await ChangeAsync(house, book => book with { Description = "Otherwise" });
        await browser.OpenAsync(Page);
        browser.DoesNotSee("2,001 open deals get it.");
        browser.Sees("was not looked at yet");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Where_the_deals_of_missing_stages_go_is_asked_in_chat_too(Db kind)
    {
        await using var house = await OpenAsync(kind, _ => { });
        var id = await house.DealAsync(house.Rita, "Acme", d => d.StageId = "two");
        await house.Ada.TypesAsync("/coach stages edit");
        await house.Ada.PressesAsync("Preview and publish");
        house.Ada.CannotPress("Where the deals go");
        await ChangeAsync(house, book => ReleaseTests.Without(book, "two"));
        await house.Ada.TypesAsync("/coach stages edit");
        await house.Ada.PressesAsync("Preview and publish");
        house.Ada.Sees("Evaluation: its 1 open deal goes to Discovery");
        await house.Ada.PressesAsync("Where the deals go");
        Assert.Equal("1 open deal is in it now.", Assert.Single(house.Ada.Form!.Fields).Hint);
        await house.Ada.FillsAsync(("two", "two"));
        Assert.Empty((await DraftAsync(house)).StageMap);
        await house.Ada.FillsAsync(("two", "three"));
        house.Ada.Sees("Evaluation: its 1 open deal goes to Closing");
        await house.Ada.PressesAsync("Publish to everyone");
        house.Ada.Sees("Version 2 of Testing is published.");
        await house.Host.RunDueAsync();
        Assert.Equal("three", (await house.ReadAsync(id)).StageId);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Where_the_deals_of_missing_stages_go_is_asked_on_the_preview_and_wrong_places_are_told_at_their_field(Db kind)
    {
        await using var house = await OpenAsync(kind, _ => { });
        var id = await house.DealAsync(house.Rita, "Acme", d => d.StageId = "two");
        await ChangeAsync(house, book => ReleaseTests.Without(book, "two"));
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await browser.OpenAsync(Page);
        browser.Sees("“Evaluation” is gone: its deals go to");
        browser.Sees("1 open deal is in it now.");
        Assert.Matches("<option value=\"one\" selected", browser.Html);
        await browser.PressAsync("Save where they go", ("two", "two"));
        browser.Sees("1 open deal is in it now. That stage is gone from the draft. Choose another one.");
        Assert.Empty((await DraftAsync(house)).StageMap);
        await browser.PressAsync("Save where they go", ("two", "three"));
        browser.Sees("Where the deals go is saved.");
        Assert.Matches("<option value=\"three\" selected", browser.Html);
        await browser.PressAsync("Publish to everyone");
        browser.Sees("Version 2 of Testing is published. 1 open deal follows now, with every answer.");
        await house.Host.RunDueAsync();
        Assert.Equal("three", (await house.ReadAsync(id)).StageId);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Everybody_of_whom_something_is_asked_stands_on_a_part_of_the_list_and_in_the_file(Db kind)
    {
        await using var house = await OpenAsync(kind, db =>
        {
            for (var i = 0; i < 105; i++) db.Deals.Add(TestBook.Deal(i == 7 ? "=HYPERLINK(\"x\")" : $"Deal {i:000}", db.People.First(p => p.Name == "Rita").Id, db.WorkspaceId));
        });
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await browser.OpenAsync(Page);
        browser.Sees("1 to 100 of 105");
        browser.DoesNotSee("Deal 104");
        await browser.FollowAsync("Further");
        browser.Sees("101 to 105 of 105");
        browser.Sees("Deal 104");
        browser.DoesNotSee("Deal 050");
        await browser.FollowAsync("All of them as a CSV file");
        var lines = browser.Html.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(("deal,owner,stage,missing then,criterion,deal id", 106), (lines[0], lines.Length));
        Assert.Contains("\"'=HYPERLINK(\"\"x\"\")\",Rita,Discovery,", browser.Html);
        Assert.All(lines.Skip(1), l => Assert.Contains(",budget", l, StringComparison.OrdinalIgnoreCase));
        await house.Ada.TypesAsync("/coach stages edit");
        await house.Ada.PressesAsync("Preview and publish");
        house.Ada.Sees("All 105 of them, each with what is missing, stand in the console on this draft’s preview, and as a file: type /coach console.");
    }

    /// <summary>More than a click waits for.</summary>
    private static void Many(BotCoachDb db)
    {
        var rita = db.People.First(p => p.Name == "Rita");
        for (var i = 0; i <= PreviewDesk.MostAtOnce; i++) db.Deals.Add(TestBook.Deal($"Deal {i}", rita.Id, db.WorkspaceId));
    }

    /// <summary>A house with these deals, Rita in a team, and a draft that asks for a budget.</summary>
    private static async Task<DealHouse> OpenAsync(Db kind, Action<BotCoachDb> fill)
    {
        var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        await house.Host.DoAsync(async s =>
        {
            var db = s.GetRequiredService<BotCoachDb>();
            (await db.People.SingleAsync(p => p.Id == house.Rita.PersonId)).SalesTeam = "North";
            fill(db);
        });
        await ChangeAsync(house, book => book with { Stages = [.. book.Stages.Select(st => st.Id != "one" ? st : st with { Fields = [.. st.Fields, new RequiredField("budget", "present", "ours")] })] });
        return house;
    }

    private static Task ChangeAsync(DealHouse house, Func<StageBook, StageBook> change) => house.Host.DoAsync(async s =>
    {
        var drafts = s.GetRequiredService<Drafts>();
        var draft = await drafts.OpenAsync(TestBook.ProcessId, house.Ada.PersonId, house.Host.Clock.Now);
        drafts.Save(draft, change(drafts.Read(draft)), house.Ada.PersonId, house.Host.Clock.Now);
    });

    private static Task<ProcessVersion> DraftAsync(DealHouse house) => house.Host.ReadAsync(db => db.ProcessVersions.AsNoTracking().SingleAsync(v => v.State == VersionState.Draft));
}
