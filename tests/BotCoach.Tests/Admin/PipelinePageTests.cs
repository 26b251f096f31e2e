using System.Net;
using BotCoach.Deals;
using BotCoach.Metrics;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace BotCoach.Tests.Admin;

/// <summary>The pages of figures: what they show, of whose deals, as of which day.</summary>
public sealed class PipelinePageTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_manager_sees_the_teams_figures_a_rep_own_ones_and_an_admin_all(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        await HistoryAsync(house, house.Rita, 30);
        await HistoryAsync(house, house.Sam, 20);
        await HistoryAsync(house, house.Otto, 10);
        foreach (var (who, deals) in new[] { (house.Mona, 50), (house.Rita, 30), (house.Otto, 10), (house.Ada, 60) })
        {
            using var browser = await house.Host.BrowserOfAsync(who);
            await browser.OpenAsync("/pipeline");
            var open = await OpenAsync(house, who == house.Mona ? [house.Rita, house.Sam] : who == house.Ada ? [house.Rita, house.Sam, house.Otto] : [who]);
            Assert.Equal((who.Caller.Name, HttpStatusCode.OK), (who.Caller.Name, browser.Status));
            browser.Sees($"Open {(open == 1 ? "1 deal" : $"{open} deals")}");
            // each began in the first stage once, and came back to it some more times
            await browser.OpenAsync("/pipeline?csv=stages");
            Assert.InRange(int.Parse(browser.Html.Split('\n')[1].Split(',')[^10]), deals, deals * 4);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task One_persons_figures_are_for_that_person_and_the_manager_alone(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        await HistoryAsync(house, house.Rita, 12);
        foreach (var (who, may) in new[] { (house.Mona, true), (house.Rita, true), (house.Sam, false), (house.Otto, false), (house.Ada, false) })
        {
            using var browser = await house.Host.BrowserOfAsync(who);
            await browser.OpenAsync($"/pipeline?owner={house.Rita.PersonId}");
            Assert.Equal((who.Caller.Name, may ? HttpStatusCode.OK : HttpStatusCode.NotFound), (who.Caller.Name, browser.Status));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_day_that_is_over_is_shown_as_it_was_and_one_that_is_none_is_told_of(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        await house.DealAsync(house.Rita, "Acme", d => (d.CreatedAt, d.Amount) = (TestBook.Now.AddDays(-40), 12_000));
        await house.DealAsync(house.Rita, "Globex", d => (d.CreatedAt, d.Amount) = (TestBook.Now.AddDays(-2), 5_000));
        using var browser = await house.Host.BrowserOfAsync(house.Mona);
        await browser.OpenAsync("/pipeline");
        browser.Sees("Open 2 deals, 17,000 USD");
        await browser.OpenAsync($"/pipeline?asof={TestBook.Now.AddDays(-10):yyyy-MM-dd}");
        browser.Sees("Open 1 deal, 12,000 USD");
        foreach (var (query, sentence) in new[]
        {
            ("asof=soon", "The last day is written as 2026-12-03, not “soon”."), ("asof=2199-01-01", "The last day has not been yet: choose today or an earlier one."),
            ("from=2026-02-20&asof=2026-02-01", "The first day is after the last one."), ("version=2", "A version is one of a process: choose the process too."),
        })
        {
            await browser.OpenAsync($"/pipeline?{query}");
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            browser.Sees(sentence);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_happened_since_is_taken_back_stage_amount_close_and_step(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var id = await house.DealAsync(house.Rita, "Acme", d => (d.CreatedAt, d.Amount, d.CloseOn) = (TestBook.Now.AddDays(-3), 12_000, new LocalDate(2026, 3, 9)));
        await ChangeAsync(DealEventKind.Advanced, d => d.StageId = "evaluation");
        await ChangeAsync(DealEventKind.FieldsChanged, d => (d.Amount, d.CloseOn, d.NextStep, d.NextStepOn) = (30_000, new LocalDate(2026, 4, 9), "Call Dana", new LocalDate(2026, 3, 9)));
        await ChangeAsync(DealEventKind.Won, d => (d.Status, d.ClosedAt) = (DealStatus.Won, TestBook.Now));
        using var browser = await house.Host.BrowserOfAsync(house.Mona);
        await browser.OpenAsync("/pipeline");
        browser.Sees("Won 1 deal, 30,000 USD");
        await browser.OpenAsync($"/pipeline?asof={TestBook.Now.AddDays(-2):yyyy-MM-dd}");
        browser.Sees("Open 1 deal, 12,000 USD");
        browser.Sees("Without a next step 1 of 1, too few for a rate");
        browser.Sees("Close date slipped 0 of 1, too few for a rate");
        browser.Sees("Discovery 1 deal, 12,000 USD");

        Task ChangeAsync(DealEventKind how, Action<Deal> change) => house.Host.DoAsync(async s =>
            await s.GetRequiredService<DealLedger>().ChangeAsync(await s.GetRequiredService<BotCoachDb>().Deals.SingleAsync(d => d.Id == id), TestBook.Click(house.Rita.PersonId), TestBook.Now, how, change));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_table_goes_out_as_csv_with_its_formulas_defused(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var id = await house.DealAsync(house.Rita, "Acme");
        await house.Host.DoAsync(async s => await s.GetRequiredService<DealLedger>().ChangeAsync(await s.GetRequiredService<BotCoachDb>().Deals.SingleAsync(d => d.Id == id), TestBook.Click(house.Rita.PersonId), TestBook.Now.AddHours(-1), DealEventKind.Lost,
            d => (d.Status, d.ClosedAt, d.OutcomeReason) = (DealStatus.Lost, TestBook.Now.AddHours(-1), "=HYPERLINK(\"x\")")));
        using var browser = await house.Host.BrowserOfAsync(house.Mona);
        await browser.OpenAsync("/pipeline?csv=losses");
        Assert.Contains("stage,reason,deals", browser.Html);
        Assert.Contains("HYPERLINK", browser.Html);
        Assert.DoesNotContain(",=HYPERLINK", browser.Html.Replace("\"=", ",="));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Each_monday_is_written_down_once_and_the_forecast_is_held_against_what_came(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var id = await house.DealAsync(house.Rita, "Acme", d => (d.Amount, d.CloseOn, d.NextStep, d.NextStepOn) = (10_000, new LocalDate(2026, 3, 20), "Call Dana", new LocalDate(2026, 3, 6)));
        await house.DealAsync(house.Sam, "Globex", d => (d.Amount, d.CloseOn) = (4_000, new LocalDate(2026, 3, 25)));
        await house.Host.RunDueAsync();
        await house.Host.RunDueAsync();
        var (weeks, kept) = await house.Host.ReadAsync(async db => (await db.WeekFigures.AsNoTracking().ToListAsync(), await db.ForecastSnapshots.AsNoTracking().ToListAsync()));
        Assert.Equal((2, 2, 1, 0), (weeks.Count, weeks.Sum(w => w.Open), weeks.Sum(w => w.WithoutStep), weeks.Sum(w => w.Known)));
        Assert.Equal([("2026-Q1", "USD", 14_000m)], kept.GroupBy(s => (s.Quarter, s.Currency)).Select(g => (g.Key.Quarter, g.Key.Currency, g.Sum(s => s.Pipeline))));
        var expected = kept.Sum(s => s.Weighted);

        await house.Host.DoAsync(async s => await s.GetRequiredService<DealLedger>().ChangeAsync(await s.GetRequiredService<BotCoachDb>().Deals.SingleAsync(d => d.Id == id), TestBook.Click(house.Rita.PersonId), house.Host.Clock.Now, DealEventKind.Won,
            d => (d.Status, d.ClosedAt) = (DealStatus.Won, house.Host.Clock.Now)));
        using (var now = await house.Host.BrowserOfAsync(house.Mona))
        {
            await now.OpenAsync("/forecast");
            now.Sees("2026-Q1 10,000 USD 1 deal, 4,000 USD");
        }
        await house.Host.JumpToAsync(TestBook.Now.AddDays(40));
        using var browser = await house.Host.BrowserOfAsync(house.Mona);
        await browser.OpenAsync("/forecast?csv=came");
        Assert.Contains($"2026-Q1,USD,{expected:0.##},", browser.Html);
        Assert.Contains(",10000", browser.Html);
        using var ottos = await house.Host.BrowserOfAsync(house.Otto);
        await ottos.OpenAsync("/forecast");
        Assert.Equal(HttpStatusCode.Forbidden, ottos.Status);
    }

    private static Task<int> OpenAsync(DealHouse house, IReadOnlyList<Driver> owners)
    {
        var ids = owners.Select(o => o.PersonId).ToList();
        return house.Host.ReadAsync(db => db.Deals.CountAsync(d => ids.Contains(d.OwnerId) && d.Status == DealStatus.Open));
    }

    private static Task HistoryAsync(DealHouse house, Driver owner, int deals) => house.Host.DoAsync(async services =>
    {
        var (db, shelf) = (services.GetRequiredService<BotCoachDb>(), services.GetRequiredService<StageShelf>());
        var version = await shelf.ChooseAsync(null, null, null);
        var maker = new HistoryMaker(new Random(deals), version, await shelf.OpenAsync(version.ProcessId, version.Number), [owner.PersonId], house.Host.Clock.Now) { Called = owner.Caller.Name! };
        foreach (var made in Enumerable.Range(0, deals).Select(_ => maker.Next()))
        {
            db.Deals.Add(made.Deal);
            db.DealEvents.AddRange(made.Events);
        }
    });
}
