using System.Net;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Admin;

/// <summary>Deals brought in by the console, as by chat, and the audit that tells of it.</summary>
public sealed class ConsoleDealsTests
{
    private static readonly byte[] Three = Csv.Bytes(
        "id,name,account,owner,stage,amount", "1,Acme rollout,Acme,Ann Bell,Discovery,12000", "2,Beta,Beta,Bo Cole,Won,500", "3,Gamma,Gamma,Bo Cole,Discovery,much");

    [Theory, OnSqlite, OnPostgres]
    public async Task A_file_is_checked_then_imported_and_the_refused_rows_come_back(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var ada = await host.AdminAsync("Ada");
        using var browser = await host.BrowserOfAsync(ada);
        await browser.OpenAsync("/admin/deals");
        await browser.UploadAsync("Check the files", "files", "deals.csv", Three);
        browser.Sees("Import of deals.csv: reading");
        Assert.Contains("again.js", browser.Html);
        await host.RunDueAsync();
        await browser.OpenAsync(browser.At);
        browser.Sees("checked, nothing written yet");
        browser.Sees("column amount, “much”");
        Assert.Equal(0, await host.ReadAsync(db => db.Deals.CountAsync()));
        var page = browser.At;
        await browser.OpenAsync(page + "?handler=Rejects");
        Assert.Contains("3,Gamma,Gamma,Bo Cole,Discovery,much,amount", browser.Html);

        await browser.OpenAsync(page);
        await browser.PressAsync("Import 2 deals");
        await host.RunDueAsync();
        await browser.OpenAsync(page);
        browser.Sees("Import of deals.csv: imported");
        Assert.Equal(2, await host.ReadAsync(db => db.Deals.CountAsync()));
        Assert.Single(ada.Chat, m => m.Words.Contains("Import of deals.csv"));
        await browser.OpenAsync("/admin/deals");
        browser.Sees("imported");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_a_file_leaves_open_is_said_in_the_same_form_as_in_chat(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        using var browser = await host.BrowserOfAsync(await host.AdminAsync("Ada"));
        await browser.OpenAsync("/admin/deals");
        await browser.UploadAsync("Check the files", "files", "deals.csv", Csv.Bytes("id,name,owner,stage", "1,Acme,Ann Bell,Phase 3"));
        await host.RunDueAsync();
        await browser.OpenAsync(browser.At);
        browser.Sees("which of our stages is this");
        await browser.PressAsync("Stage names");
        await browser.PressAsync("Check again", ("s0", "discovery"));
        await host.RunDueAsync();
        await browser.OpenAsync(browser.At);
        await browser.PressAsync("Columns");
        await browser.PressAsync("Check again", ("c0", "amount"), ("c1", "amount"));
        browser.Sees("Two columns have the same meaning.");
        await browser.OpenAsync(browser.At.Split('?')[0]);
        await browser.PressAsync("Import 1 deal");
        await host.RunDueAsync();
        Assert.Equal("discovery", await host.ReadAsync(db => db.Deals.Select(d => d.StageId).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Somebody_elses_import_is_an_admins_alone(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var (ada, mia) = (await host.AdminAsync("Ada"), await host.ManagerAsync("Mia"));
        await ada.SharesAsync(("deals.csv", Three));
        await host.RunDueAsync();
        var id = await host.ReadAsync(db => db.ImportRuns.Select(r => r.Id).SingleAsync());
        using var browser = await host.BrowserOfAsync(mia);
        foreach (var page in new[] { $"/admin/deals/import/{id}", $"/admin/deals/import/{id}?handler=Rejects" })
        {
            await browser.OpenAsync(page);
            Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        }
        await browser.OpenAsync("/admin/deals");
        browser.DoesNotSee("deals.csv");
        using var adas = await host.BrowserOfAsync(ada);
        await adas.OpenAsync($"/admin/deals/import/{id}");
        await adas.PressAsync("Cancel");
        adas.Sees("cancelled");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_audit_is_read_page_by_page_by_person_kind_deal_and_day_and_taken_as_a_safe_file(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var ada = await host.AdminAsync("=Ada");
        await host.RepAsync("Ann Bell");
        var rows = Enumerable.Range(1, 130).Select(i => $"{i},Deal {i:000},Acme {i},Ann Bell,Discovery,{i}00").Prepend("id,name,account,owner,stage,amount").ToArray();
        await host.ImportAsync(Csv.File("deals.csv", rows));
        await host.JumpAsync(TimeSpan.FromDays(2));
        using var browser = await host.BrowserOfAsync(ada);
        await browser.OpenAsync("/admin/audit");
        var (seen, pages) = (0, 0);
        for (; ; pages++)
        {
            seen += System.Text.RegularExpressions.Regex.Matches(browser.Html, "data-name=\"When\"").Count;
            if (System.Text.RegularExpressions.Regex.Match(browser.Html, "href=\"(/admin/audit[^\"]*place=[^\"]*)\"") is not { Success: true } older) break;
            await browser.OpenAsync(WebUtility.HtmlDecode(older.Groups[1].Value));
        }
        var all = await host.ReadAsync(async db => await db.DealEvents.CountAsync() + await db.AuditEntries.CountAsync());
        Assert.True(all > 130, $"only {all} lines");
        Assert.Equal(all, seen);
        Assert.Equal((all - 1) / 50, pages);

        await browser.OpenAsync("/admin/audit?who=ada&what=entry:console");
        browser.Sees("console: signed in");
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(browser.Html, "data-name=\"When\""));
        await browser.OpenAsync("/admin/audit?what=deal:Imported&deal=deal+007");
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(browser.Html, "data-name=\"When\""));
        await browser.OpenAsync($"/admin/audit?what=deal:Imported&from={host.Clock.Now:yyyy-MM-dd}");
        browser.Sees("Nothing was found.");
        await browser.OpenAsync("/admin/audit?what=deal:Nonsense&place=never&from=then");
        browser.Sees("Nothing was found.");

        await browser.OpenAsync("/admin/audit");
        await browser.PressAsync("All of it as a CSV file");
        Assert.Equal("text/csv", browser.Answer.Content.Headers.ContentType!.MediaType);
        var lines = browser.Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(all + 2, lines.Length); // the header, and that it was taken
        Assert.Contains("audit: taken as a file", browser.Html);
        Assert.DoesNotContain(",=Ada", browser.Html);
        Assert.Contains("'=Ada", browser.Html);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_audit_tells_of_releases_by_their_kind_and_begins_anew_for_a_place_that_cannot_be(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var ada = await host.AdminAsync("Ada");
        using var browser = await host.BrowserOfAsync(ada);
        await host.DoAsync(services =>
        {
            services.GetRequiredService<BotCoach.People.Audit>().Did(new(ada.PersonId, BotCoach.People.Role.Admin, "fake", BotCoach.People.By.Click), "process: version 2 published", host.WorkspaceId, host.Clock.Now);
            return Task.CompletedTask;
        });
        await browser.OpenAsync("/admin/audit?what=entry:process");
        Assert.Contains("<option value=\"entry:process\" selected=\"selected\">", browser.Html);
        browser.Sees("process: version 2 published");
        foreach (var skip in new[] { "10001", "2147483647", "99999999999", "-1" })
        {
            await browser.OpenAsync($"/admin/audit?place={host.Clock.Now.ToUnixTimeMilliseconds()}-{skip}");
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            Assert.Equal(2, System.Text.RegularExpressions.Regex.Matches(browser.Html, "data-name=\"When\"").Count);
        }
    }
}
