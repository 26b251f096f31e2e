using System.Net;
using BotCoach.Stages;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Admin;

/// <summary>A process is changed in the console: by the same verbs as in chat, with the same sentences.</summary>
public sealed class ConsoleStagesTests
{
    private static readonly string Home = $"/admin/stages/{TestBook.ProcessId}";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_whole_change_edit_problems_preview_pilot_compare_widen_and_roll_back(Db kind)
    {
        await using var house = await OpenAsync(kind);
        var (north, south) = (await house.DealAsync(house.Rita, "Acme", d => d.SalesTeam = "North"), await house.DealAsync(house.Sam, "Beta", d => d.SalesTeam = "South"));
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await browser.PressAsync("Change");
        browser.Sees("Draft of Testing");
        await browser.FollowAsync("Add a criterion in 1. Discovery");
        browser.Sees("Discovery: new criterion");
        await browser.PressAsync("Save", ("text", "Their budget is known."), ("required", "yes"), ("ways", "note"));
        browser.Sees("It is required and accepts only a note");
        await browser.PressAsync("Save", ("text", "Their budget is known."), ("required", "yes"), ("ways", "field:budget"));
        browser.Sees("“Their budget is known.” is asked now, required, to move on; what counts: budget, filled in.");
        await browser.FollowAsync("Preview and publish");
        browser.Sees("2 open deals get it");
        browser.Sees("Acme Rita Their budget is known");
        await browser.PressAsync("Begin a pilot", ("teams", "North"));
        browser.Sees("Version 2 of Testing is piloted by North.");
        browser.Sees("Median time in a stage");
        browser.Sees("piloted by North since 2 March 2026, by Ada");
        await house.Host.RunDueAsync();
        Assert.Equal((2, 1), ((await house.ReadAsync(north)).ProcessVersion, (await house.ReadAsync(south)).ProcessVersion));
        await browser.PressAsync("For everyone");
        browser.Sees("The pilot of Testing is for everyone now.");
        await house.Host.RunDueAsync();
        Assert.Equal(2, (await house.ReadAsync(south)).ProcessVersion);
        await browser.PressAsync("Back to this one");
        browser.Sees("Testing is back at version 1.");
        await house.Host.RunDueAsync();
        Assert.Equal((1, 1), ((await house.ReadAsync(north)).ProcessVersion, (await house.ReadAsync(south)).ProcessVersion));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_browsers_that_fight_over_the_same_words_see_both_and_neither_disturbs_the_other_elsewhere(Db kind)
    {
        await using var house = await OpenAsync(kind);
        var bob = await house.Host.AdminAsync("Bob");
        using ConsoleBrowser adas = await house.Host.BrowserOfAsync(house.Ada), bobs = await house.Host.BrowserOfAsync(bob);
        await adas.PressAsync("Change");
        await bobs.OpenAsync($"{Home}/draft");
        await adas.FollowAsync("Edit in 1. Discovery");
        await bobs.FollowAsync("Edit in 1. Discovery");
        await bobs.PressAsync("Save", ("name", "Bob's stage"));
        await adas.PressAsync("Save", ("name", "Ada's stage"));
        adas.Sees("Somebody has changed this while the form was open.");
        adas.Sees("Theirs: Bob's stage");
        await adas.PressAsync("Save", ("name", "Ada's stage"));
        adas.Sees("1. Ada's stage");
        await bobs.OpenAsync($"{Home}/draft");
        await bobs.FollowAsync("Edit in 2. Evaluation");
        await adas.FollowAsync("Edit in 3. Closing");
        await bobs.PressAsync("Save", ("name", "Bob's second"));
        await adas.PressAsync("Save", ("name", "Ada's third"));
        adas.Sees("2. Bob's second");
        adas.Sees("3. Ada's third");
    }

    [Theory, OnSqlite]
    public async Task Items_and_stages_are_moved_by_buttons_and_by_hand_and_taken_away(Db kind)
    {
        await using var house = await OpenAsync(kind);
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await browser.PressAsync("Change");
        await browser.PressCalledAsync("Move down: The buyer told us the problem in their words.");
        Assert.Equal(["impact-known", "problem-told", "competitors-known"], await CriteriaAsync(house));
        var spot = System.Text.RegularExpressions.Regex.Match(browser.Html, "value=\"take ([^\"]*:exit:[^\"]*)\"").Groups[1].Value;
        await browser.SendPressAsync($"to:2 {spot}");
        Assert.Equal(["problem-told", "competitors-known", "impact-known"], await CriteriaAsync(house));
        await browser.PressCalledAsync("Take away: Their other options are known. (advisory)");
        Assert.Equal(["problem-told", "impact-known"], await CriteriaAsync(house));
        await browser.PressCalledAsync("Move up 2. Evaluation");
        browser.Sees("“Discovery” comes after “Evaluation” now.");
        await browser.SendPressAsync($"take {spot}");
        await browser.SendPressAsync($"take {spot}");
        browser.Sees("changed or taken away meanwhile");
        await browser.PressAsync("Add the stage", ("name", "Trial"), ("purpose", "Prove that it works for them."), ("after", "three"), ("days", "10"));
        browser.Sees("“Trial” is a new stage, after “Closing”.");
    }

    [Theory, OnSqlite]
    public async Task A_methodology_is_laid_over_the_draft_and_lifted_off_again(Db kind)
    {
        await using var house = await OpenAsync(kind);
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await browser.PressAsync("Change");
        await browser.PressAsync("Lay over it : BANT");
        browser.Sees("is asked now, advisory, to move on");
        await browser.PressAsync("Lift off : BANT");
        browser.DoesNotSee("is asked now");
        await house.Ada.TypesAsync("/coach stages edit");
        await house.Ada.PressesAsync("Edit", inRow: "The whole process");
        await house.Ada.PressesAsync("Lay over it", inRow: "MEDDICC");
        house.Ada.Sees("advisory questions");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_admin_says_which_deals_a_process_is_for_and_one_stays_the_default(Db kind)
    {
        await using var house = await OpenAsync(kind);
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await browser.PressAsync("Begin with it : SMB velocity");
        var draft = await house.Host.ReadAsync(db => db.ProcessVersions.SingleAsync(v => v.State == VersionState.Draft));
        await browser.OpenAsync($"/admin/stages/{draft.ProcessId}/versions");
        await browser.PressAsync("Save", ("default", "yes"));
        browser.Sees("Publish it first.");
        await browser.PressAsync("Save", ("default", "no"), ("segment", "smb"), ("order", "0"), ("name", "Testing"));
        browser.Sees("Another process has this name.");
        await browser.OpenAsync($"{Home}/versions");
        await browser.PressAsync("Save", ("default", "no"));
        browser.Sees("One process is for all other deals. Make another one that instead.");
        await browser.OpenAsync($"/admin/stages/{draft.ProcessId}/preview");
        await browser.PressAsync("Publish to everyone");
        await browser.PressAsync("Save", ("default", "yes"), ("segment", ""), ("order", "3"), ("name", "Quick"));
        browser.Sees("Quick is saved. It decides for deals that come from now on.");
        Assert.Equal(draft.ProcessId, await house.Host.ReadAsync(db => db.Processes.Where(p => p.IsDefault).Select(p => p.Id).SingleAsync()));
        await house.Ada.TypesAsync("/coach stages history testing");
        await house.Ada.PressesAsync("Which deals it is for");
        await house.Ada.FillsAsync(("segment", "enterprise"));
        house.Ada.Sees("Testing is saved.");
        Assert.Equal("enterprise", await house.Host.ReadAsync(db => db.Processes.Where(p => p.Id == TestBook.ProcessId).Select(p => p.Segment).SingleAsync()));
    }

    [Theory, OnSqlite]
    public async Task A_stage_leaves_with_a_place_for_its_deals(Db kind)
    {
        await using var house = await OpenAsync(kind);
        var id = await house.DealAsync(house.Rita, "Acme", d => d.StageId = "two");
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await browser.PressAsync("Change");
        await browser.OpenAsync($"{Home}/draft/remove?stage=two");
        await browser.PressAsync("Take away", ("to", "three"));
        browser.Sees("The stage “Evaluation” is gone.");
        await browser.FollowAsync("Preview and publish");
        await browser.PressAsync("Publish to everyone");
        browser.Sees("Version 2 of Testing is published. 1 open deal follows now, with every answer.");
        await house.Host.RunDueAsync();
        Assert.Equal("three", (await house.ReadAsync(id)).StageId);
    }

    [Theory, OnSqlite]
    public async Task The_draft_is_changed_as_a_text_and_one_that_is_older_than_the_draft_is_refused(Db kind)
    {
        await using var house = await OpenAsync(kind);
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await browser.PressAsync("Change");
        await browser.FollowAsync("As YAML");
        var yaml = StageBookYaml.Write(TestBook.Whole());
        await browser.PressAsync("Save", ("text", yaml.Replace("Discovery", "First look", StringComparison.Ordinal)));
        browser.Sees("the stage was called “Discovery”, now “First look”");
        await browser.FollowAsync("As YAML");
        await browser.PressAsync("Save", ("text", "name: [1"));
        browser.Sees("This is not well-formed YAML");
        await browser.PressAsync("Save", ("text", yaml), ("revision", "1"));
        browser.Sees("Somebody has changed the draft since you opened this.");
    }

    [Theory, OnSqlite]
    public async Task A_new_process_begins_from_a_template_or_a_file_and_is_for_no_deal_until_it_is_published(Db kind)
    {
        await using var house = await OpenAsync(kind);
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        var template = BuiltInBooks.Open(BuiltInBooks.SmbVelocity);
        await browser.PressNamedAsync(": SMB velocity");
        browser.Sees("SMB velocity is a draft. It is for no deal until it is published.");
        browser.Sees(template.Stages[0].Name);
        await browser.OpenAsync("/admin/stages");
        await browser.UploadAsync("Read it", "file", "p.yaml", System.Text.Encoding.UTF8.GetBytes("name: x\nnonsense: 1"));
        browser.Sees("'nonsense' is not known here");
        Assert.Equal(1, await house.Host.ReadAsync(db => db.ProcessVersions.CountAsync(v => v.State == VersionState.Draft)));
    }

    [Theory, OnSqlite]
    public async Task A_manager_reads_how_we_sell_and_changes_nothing(Db kind)
    {
        await using var house = await OpenAsync(kind);
        using var browser = await house.Host.BrowserOfAsync(house.Mona);
        await browser.FollowAsync("How we sell here");
        browser.Sees("The buyer told us the problem in their words. What counts: a note of what they said or did; or problem, filled in.");
        foreach (var path in (string[])["/draft", "/preview", "/versions", "/draft/yaml", "/draft/item", "/draft/remove", "/draft/look"])
        {
            await browser.OpenAsync(Home + path);
            Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
        }
        await browser.OpenAsync("/admin/stages");
        Assert.False(browser.HasButton("Change"));
        foreach (var (handler, field, value) in new[] { ("Edit", "process", $"{TestBook.ProcessId}"), ("Begin", "template", BuiltInBooks.SmbVelocity), ("File", "", "") })
        {
            await browser.PressElsewhereAsync("Sign out", $"/admin/stages?handler={handler}", (field, value));
            Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
            browser.Sees("This page is for admins.");
            await browser.OpenAsync("/admin/stages");
        }
        Assert.Equal(0, await house.Host.ReadAsync(db => db.ProcessVersions.CountAsync(v => v.State == VersionState.Draft)));
        Assert.Equal(3, (await house.Host.AuditedAsync()).Count(w => w == "refused: the console's /admin/stages"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_new_company_sees_what_came_with_BotCoach_and_what_to_do_about_it(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        using var browser = await host.BrowserOfAsync(await host.AdminAsync("Ada"));
        browser.Sees("This came with BotCoach, and holds for your deals until you change it: press Change to make it yours, or begin another process from a template below.");
        browser.Sees("New business version 1, for all other deals");
        browser.Sees("SMB velocity version 1, for segment smb");
        var book = BuiltInBooks.Open(BuiltInBooks.SevenStages);
        browser.Sees($"{book.Stages.Count} stages, {book.Stages.Sum(s => s.Entry.Count + s.Exit.Count)} criteria and {book.Stages.Sum(s => s.Artifacts.Count)} documents.");
        using var mias = await host.BrowserOfAsync(await host.ManagerAsync("Mia"));
        mias.Sees("This came with BotCoach, and holds for your deals until an admin changes it.");
        await mias.FollowAsync("How we sell here");
        mias.Sees("Version 1.");
        await browser.PressAsync("Begin with it : SMB velocity");
        browser.Sees("SMB velocity 2 is a draft.");
        await browser.OpenAsync("/admin/stages");
        browser.DoesNotSee("This came with BotCoach");
        await browser.PressAsync("Change");
        browser.Sees("Nobody sees it until it is published");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_pilot_without_a_team_is_said_at_its_field_and_a_process_without_deals_says_so(Db kind)
    {
        await using var house = await OpenAsync(kind);
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await house.Host.DoAsync(async s => (await s.GetRequiredService<BotCoach.Storage.BotCoachDb>().People.SingleAsync(p => p.Id == house.Rita.PersonId)).SalesTeam = "North");
        await browser.PressAsync("Change");
        await browser.FollowAsync("Preview and publish");
        browser.Sees("No open deal is in this process yet.");
        browser.DoesNotSee("0 open deals");
        browser.DoesNotSee("Next week");
        await browser.PressAsync("Begin a pilot");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        browser.Sees("North Choose at least one team.");
        browser.Sees("Publish to everyone");
        await browser.PressAsync("Begin a pilot", ("teams", "North"));
        browser.Sees("is piloted by North.");

        await browser.OpenAsync("/admin/stages");
        await browser.PressAsync("Begin with it : SMB velocity");
        await browser.FollowAsync("Preview and publish");
        browser.Sees("It is a new process: all of it.");
        Assert.False(browser.HasButton("Begin a pilot"));
    }

    [Theory, OnSqlite]
    public async Task Lines_end_alike_whatever_browser_sends_them_and_are_shown_as_lines(Db kind)
    {
        await using var house = await OpenAsync(kind);
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await browser.PressAsync("Change");
        await browser.FollowAsync("Edit in 1. Discovery");
        await browser.PressAsync("Save", ("purpose", "To see\r\nwhat hurts\rand whom <i>most</i>"));
        var draft = StageBookJson.Read(await house.Host.ReadAsync(db => db.ProcessVersions.Where(v => v.State == VersionState.Draft).Select(v => v.Document).SingleAsync()));
        Assert.Equal("To see\nwhat hurts\nand whom <i>most</i>", draft.Stages[0].Purpose);
        await browser.FollowAsync("As a rep sees it");
        Assert.Contains("To see<br>what hurts<br>and whom &lt;i&gt;most&lt;/i&gt;", browser.Html);
        Assert.Contains("The buyer told us the problem in their words. · ", browser.Words);
    }

    [Theory, OnSqlite]
    public async Task What_is_wrong_is_told_while_somebody_types_and_nothing_is_saved_by_that(Db kind)
    {
        await using var house = await OpenAsync(kind);
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await browser.PressAsync("Change");
        await browser.FollowAsync("Edit in 1. Discovery");
        var token = System.Text.RegularExpressions.Regex.Match(browser.Html, "name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]*)\"").Groups[1].Value;
        var spot = System.Text.RegularExpressions.Regex.Match(browser.Html, "name=\"spot\" value=\"([^\"]*)\"").Groups[1].Value;
        var before = await house.Host.ReadAsync(db => db.ProcessVersions.Where(v => v.State == VersionState.Draft).Select(v => v.Revision).SingleAsync());
        await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"{Home}/draft/item?handler=Check")
        {
            Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("spot", spot), new("name", ""), new("purpose", "x"), new("owner", "AE"), new("kind", "pipeline")]),
        });
        Assert.Contains("\"name\":\"This cannot be empty.\"", browser.Html);
        Assert.Equal(before, await house.Host.ReadAsync(db => db.ProcessVersions.Where(v => v.State == VersionState.Draft).Select(v => v.Revision).SingleAsync()));
    }

    private static Task<DealHouse> OpenAsync(Db kind) => DealHouse.OpenAsync(kind, TestBook.Whole());

    private static async Task<IReadOnlyList<string>> CriteriaAsync(DealHouse house) =>
        [.. StageBookJson.Read(await house.Host.ReadAsync(db => db.ProcessVersions.Where(v => v.State == VersionState.Draft).Select(v => v.Document).SingleAsync())).Stages[0].Exit.Select(c => c.Id)];
}
