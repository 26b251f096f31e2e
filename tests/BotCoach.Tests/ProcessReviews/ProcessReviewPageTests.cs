using System.Net;
using System.Text.Json;
using BotCoach.Cli;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.ProcessReviews;
using BotCoach.Rollout;
using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Admin;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.ProcessReviews;

/// <summary>The whole of a monthly review on its page and on the command line, and who gets it on the console.</summary>
public sealed class ProcessReviewPageTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task The_page_has_the_whole_of_the_month_and_stays_as_it_was_sent(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        using (var early = await house.Host.BrowserOfAsync(house.Ada))
        {
            await early.OpenAsync("/process-reviews");
            early.Sees("Nobody yet, so it is not sent.");
            await early.PressAsync("Add", ("name", "rita"));
            early.Sees("Rita gets it from now on.");
        }
        await MonthAsync(house);
        await house.Host.JumpToAsync(At("2026-04-01T12:00:00Z"));
        var card = house.Rita.Reviews()[^1].Words;
        Assert.Contains("Of 12 deals that were in Evaluation, 6 were lost, most often: too dear (6 of 6)", card);
        Assert.Contains("6 of 12 deals in Evaluation were lost, 6 of them: Too dear. What would have told us earlier?", card);
        var id = await house.Host.ReadAsync(db => db.ProcessReviews.Where(r => r.Month == new NodaTime.LocalDate(2026, 3, 1)).Select(r => r.Id).SingleAsync());
        using var adas = await house.Host.BrowserOfAsync(house.Ada);
        await adas.OpenAsync($"/process-reviews/{id}");
        var before = adas.Html[adas.Html.IndexOf("<main", StringComparison.Ordinal)..];
        adas.Sees("Evaluation 0 on, 0 back, 6 out");
        adas.Sees("Version 1 and version 2");
        adas.Sees("New deals 12 0 +12");
        adas.DoesNotSee("Deal 1");
        adas.DoesNotSee("Rita,");
        await house.Host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().Processes.SingleAsync(p => p.Id == TestBook.ProcessId)).Name = "Renamed since");
        await CompanyPageTests.EndAsync(house, await house.DealAsync(house.Sam, "Later"), DealStatus.Lost, "Too dear");
        await adas.OpenAsync($"/process-reviews/{id}");
        Assert.Equal(before, adas.Html[adas.Html.IndexOf("<main", StringComparison.Ordinal)..]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task It_is_for_who_is_named_readers_and_admins(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        await house.Ada.TypesAsync("process-review add rita");
        await MonthAsync(house);
        await house.Host.JumpToAsync(At("2026-04-01T12:00:00Z"));
        var id = await house.Host.ReadAsync(db => db.ProcessReviews.Where(r => r.Month == new NodaTime.LocalDate(2026, 3, 1)).Select(r => r.Id).SingleAsync());
        foreach (var (who, status) in new[] { (house.Rita, HttpStatusCode.OK), (await house.Host.ReaderAsync("Nora"), HttpStatusCode.OK), (house.Ada, HttpStatusCode.OK), (house.Sam, HttpStatusCode.Forbidden), (house.Mona, HttpStatusCode.Forbidden) })
        {
            using var browser = await house.Host.BrowserOfAsync(who);
            foreach (var path in new[] { $"/process-reviews/{id}", "/process-reviews" })
            {
                await browser.OpenAsync(path);
                Assert.Equal((who.Caller.Name, path, status), (who.Caller.Name, path, browser.Status));
            }
            Assert.Equal(who == house.Ada, browser.HasButton("Add"));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_admin_takes_somebody_off_on_the_console_and_a_name_that_nobody_has_is_told(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await browser.OpenAsync("/process-reviews");
        await browser.PressAsync("Add", ("name", "who"));
        browser.Sees("Nobody here has this name or e-mail address.");
        await browser.PressAsync("Add", ("name", "Rita"));
        Assert.Equal(1, await house.Host.ReadAsync(db => db.PersonDues.CountAsync(d => d.Kind == PersonDueKind.ProcessReview)));
        await browser.PressNamedAsync("Take off Rita");
        browser.Sees("Done: it is sent to one person less.");
        Assert.Equal(0, await house.Host.ReadAsync(db => db.PersonDues.CountAsync(d => d.Kind == PersonDueKind.ProcessReview)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_command_line_tells_a_month_and_says_what_it_cannot_read(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        await MonthAsync(house);
        Assert.Equal((2, "2026-03 is not over yet; the last month that is over is 2026-02."), await RunAsync(house.Host, "--month", "2026-03"));
        house.Host.Clock.JumpTo(At("2026-04-02T10:00:00Z"));
        var json = JsonDocument.Parse((await RunAsync(house.Host, "--month", "2026-03", "--json")).Said).RootElement;
        Assert.Equal("2026-03-01", json.GetProperty("month").GetString());
        Assert.Equal(6, json.GetProperty("processes")[0].GetProperty("stages").EnumerateArray().Sum(s => s.GetProperty("lost").GetInt32()));
        var (code, said) = await RunAsync(house.Host);
        Assert.Equal(0, code);
        Assert.Contains("How we sold in March 2026", said);
        Assert.Contains("Worth asking in the meeting", said);
        Assert.Equal((0, "Nothing happened in 2025-07."), await RunAsync(house.Host, "--month", "2025-07"));
        Assert.Equal("--month needs a month written as 2026-10, not 'May'; see process-review --help.", ProcessReviewOptions.Of(["--month", "May"]).Wrong);
        Assert.Equal("process-review takes no 'now'; see process-review --help.", ProcessReviewOptions.Of(["now"]).Wrong);
    }

    /// <summary>Twelve deals that begin in March, of which six are lost, and a second version.</summary>
    private static async Task MonthAsync(DealHouse house)
    {
        for (var i = 0; i < 12; i++)
        {
            var deal = await house.DealAsync(i % 2 == 0 ? house.Rita : house.Sam, $"Deal {i}", d => (d.StageId, d.CreatedAt, d.StageEnteredAt) = ("two", TestBook.Now.AddHours(-1), TestBook.Now.AddHours(-1)));
            if (i < 6) await CompanyPageTests.EndAsync(house, deal, DealStatus.Lost, "Too dear");
        }
        await house.Host.DoAsync(async s =>
        {
            var (drafts, now) = (s.GetRequiredService<Drafts>(), house.Host.Clock.Now);
            var draft = await drafts.OpenAsync(TestBook.ProcessId, house.Ada.PersonId, now);
            drafts.Save(draft, drafts.Read(draft) with { Description = "Second" }, house.Ada.PersonId, now);
            Assert.Empty(await s.GetRequiredService<Releases>().PublishAsync(draft, TestBook.Click(house.Ada.PersonId), now));
        });
    }

    private static async Task<(int Code, string Said)> RunAsync(CoachHost host, params string[] words)
    {
        var (said, wrong) = (new StringWriter(), new StringWriter());
        var code = await ProcessReviewCommand.RunAsync(host.App.Services, ProcessReviewOptions.Of(words).Options!, said, wrong, default);
        return (code, (code == 0 ? said : wrong).ToString().Trim());
    }
}
