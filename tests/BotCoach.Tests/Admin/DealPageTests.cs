using System.Net;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Recaps;
using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace BotCoach.Tests.Admin;

/// <summary>A deal's page: what it shows of the deal, to whom, and how the deal stood on a past day.</summary>
public sealed class DealPageTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task It_shows_where_the_deal_stands_what_proves_it_what_it_needs_and_its_story(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var id = await StoryAsync(house);
        using var browser = await house.Host.BrowserOfAsync(house.Mona);
        await browser.OpenAsync($"/deals/{id}");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        foreach (var words in new[]
        {
            "Evaluation (2 of 3)", "Rita, North", "$12,000", "moved to a later day once", "Mon 9 Mar → Mon 23 Mar, said yesterday, 09:00", "Send the plan, Fri 6 Mar, our move", "Whose turn ours", "day 3 of 14",
            "the guideline is 14 days",
            "not yet The price is one that we can stand behind.", "proven The buyer told us the problem in their words. “Reports take the team two days each month”, Rita, Fri 27 Feb",
            "set aside Both sides follow one plan. set aside until Sat 14 Mar: They use their own plan", "Dana Lee user", "Lee Park champion",
            "From its calls", "First call, Sat 28 Feb", "Reports take two days each month", "…and 1 more",
            "Moved on from Discovery to Evaluation, after 1 day", "Next step: “Send the plan”, Fri 6 Mar, our move", "Close date: Mon 9 Mar → Mon 23 Mar", "Made, in Discovery Owner: Rita Sales team: North",
            "Set aside until Sat 14 Mar: Both sides follow one plan. “They use their own plan”", "Discovery 1 day; guideline 14", "Evaluation 2 days so far; guideline 14",
        }) browser.Sees(words);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task It_says_what_the_rules_say_now_and_who_was_told_of_it(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var id = await house.DealAsync(house.Rita, "Acme", d => (d.NextStep, d.NextStepOn, d.NextStepSide) = ("Call Dana", new LocalDate(2026, 2, 27), Side.Us));
        await house.Host.RunDueAsync();
        using var monas = await house.Host.BrowserOfAsync(house.Mona);
        await monas.OpenAsync($"/deals/{id}");
        monas.Sees("Next step overdue. Rita has not been told yet.");
        await house.AtWorkAsync();
        await monas.OpenAsync($"/deals/{id}");
        monas.Sees("Next step overdue. Rita was told today, 09:00.");
        using var ritas = await house.Host.BrowserOfAsync(house.Rita);
        await ritas.OpenAsync($"/deals/{id}");
        ritas.Sees("Next step overdue. Rita was told today, 09:00.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task It_is_open_to_its_owner_to_the_owners_manager_and_to_admins_and_to_nobody_else(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var (ritas, ottos) = (await house.DealAsync(house.Rita, "Acme"), await house.DealAsync(house.Otto, "Globex"));
        foreach (var (who, mine, theirs) in new[] { (house.Rita, true, false), (house.Sam, false, false), (house.Mona, true, false), (house.Ada, true, true), (house.Otto, false, true) })
        {
            using var browser = await house.Host.BrowserOfAsync(who);
            foreach (var (deal, may) in new[] { (ritas, mine), (ottos, theirs), (Guid.NewGuid(), false) })
            {
                await browser.OpenAsync($"/deals/{deal}");
                Assert.Equal((who.Caller.Name, deal, may ? HttpStatusCode.OK : HttpStatusCode.NotFound), (who.Caller.Name, deal, browser.Status));
                if (!may) browser.Sees("There is no such deal, or it is not one of yours.");
            }
        }
        using var nobody = new ConsoleBrowser(house.Host.Url);
        await nobody.OpenAsync($"/deals/{ritas}");
        Assert.Equal("/admin/sign-in?why=over", nobody.At);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_rep_comes_by_the_deals_address_through_the_link_to_the_deal_and_finds_own_deals_listed(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var (own, others) = (await house.DealAsync(house.Rita, "Acme"), await house.DealAsync(house.Sam, "Globex"));
        using var browser = new ConsoleBrowser(house.Host.Url);
        await browser.OpenAsync($"/deals/{own}?asof=2026-02-28");
        await browser.OpenAsync(await house.Rita.AsksForLinkAsync());
        await browser.PressAsync("Open the console in this browser");
        Assert.Equal($"/deals/{own}?asof=2026-02-28", browser.At);
        await browser.FollowAsync("Your deals");
        browser.Sees("Acme");
        browser.DoesNotSee("Globex");
        await browser.FollowAsync("Acme");
        Assert.Equal($"/deals/{own}", browser.At);
        foreach (var path in new[] { "/admin/deals", "/admin/people", "/admin/stages", $"/deals/{others}" })
        {
            await browser.OpenAsync(path);
            Assert.True(browser.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{path}: {browser.Status}");
            browser.DoesNotSee("Globex");
        }
    }

    [Fact]
    public async Task The_card_in_chat_leads_to_the_page_where_a_browser_can_reach_it()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite, TestBook.Whole(), "--Admin:PublicUrl", "https://coach.example.com");
        var id = await house.DealAsync(house.Rita, "Acme");
        await house.Rita.TypesAsync("Acme");
        Assert.Contains($"https://coach.example.com/deals/{id}", house.Rita.LastMessage!.Message.ToJson());
        await using var closed = await DealHouse.OpenAsync(Db.Sqlite, TestBook.Whole(), "--urls", "http://*:0");
        await closed.DealAsync(closed.Rita, "Acme");
        await closed.Rita.TypesAsync("Acme");
        closed.Rita.DoesNotSee("Its page");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task As_of_a_past_day_it_is_what_it_was_at_that_days_end_in_the_visitors_zone(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var id = await StoryAsync(house);
        using var browser = await house.Host.BrowserOfAsync(house.Mona);
        await browser.OpenAsync($"/deals/{id}?asof=2026-02-27");
        browser.Sees("So it stood at the end of Fri 27 Feb: Stage Discovery Status open Owner Rita Amount $12,000 Close date Mon 9 Mar Next step none");
        await browser.OpenAsync($"/deals/{id}?asof=2026-03-01");
        browser.Sees("So it stood at the end of yesterday: Stage Evaluation Status open Owner Rita Amount $12,000 Close date Mon 23 Mar Next step Send the plan, Fri 6 Mar");

        // the move was at eight in the morning of 28 February, when Honolulu still had the 27th
        await house.Host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().People.SingleAsync(p => p.Id == house.Mona.PersonId)).Zone = "Pacific/Honolulu");
        await browser.OpenAsync($"/deals/{id}?asof=2026-02-27");
        browser.Sees("Stage Evaluation");
        Assert.Contains("Stage Evaluation Status open", browser.Words);
    }

    [Theory, OnSqlite]
    [InlineData(Db.Sqlite, "2026-02-30", "is no day that can be looked up. Write it as in 2026-03-01.")]
    [InlineData(Db.Sqlite, "last <b>week</b>", "“last <b>week</b>” is no day that can be looked up.")]
    [InlineData(Db.Sqlite, "-0044-03-15", "is no day that can be looked up.")]
    [InlineData(Db.Sqlite, "2026-03-02", "That day is not over yet.")]
    [InlineData(Db.Sqlite, "2199-01-01", "That day is not over yet.")]
    [InlineData(Db.Sqlite, "2026-02-01", "At the end of Sun 1 Feb this deal had not begun.")]
    public async Task A_day_that_cannot_be_looked_up_is_answered_in_a_sentence(Db kind, string asof = "tomorrow", string sentence = "is no day that can be looked up.")
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var id = await house.DealAsync(house.Rita, "Acme");
        using var browser = await house.Host.BrowserOfAsync(house.Mona);
        await browser.OpenAsync($"/deals/{id}?asof={Uri.EscapeDataString(asof)}");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        browser.Sees(sentence);
        browser.Sees("Discovery (1 of 3)");
        Assert.DoesNotContain("<b>week", browser.Html);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_long_history_is_told_page_by_page_and_every_kind_of_entry_has_its_words(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var id = await house.DealAsync(house.Rita, "Acme");
        var kinds = Enum.GetValues<DealEventKind>().Except([DealEventKind.Created, DealEventKind.Imported]).ToList();
        for (var i = 0; i < 120; i++)
            await ChangeAsync(house, id, TestBook.Now.AddMinutes(i - 200), kinds[i % kinds.Count], d => d.Amount = i + 1);
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await browser.OpenAsync($"/deals/{id}");
        browser.Sees("Amount: $119 → $120");
        browser.DoesNotSee("Amount: $69 → $70");
        await browser.FollowAsync("Older");
        browser.Sees("Amount: $69 → $70");
        await browser.FollowAsync("Older");
        browser.Sees("Made, in Discovery");
        Assert.DoesNotContain(">Older<", browser.Html);
        await browser.FollowAsync("Back to the newest");
        browser.Sees("Amount: $119 → $120");
    }

    [Theory, OnSqlite]
    public async Task Nothing_that_people_wrote_breaks_out_of_the_page(Db kind)
    {
        const string Bad = "<img src=x onerror=alert(1)>";
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var id = await house.DealAsync(house.Rita, Bad, d => (d.Account, d.SalesTeam) = (Bad, Bad), TestBook.Person("champion", Bad, Bad));
        await house.Host.DoAsync(s =>
        {
            s.GetRequiredService<BotCoachDb>().Artifacts.Add(new Artifact { WorkspaceId = house.Host.WorkspaceId, Id = Guid.CreateVersion7(), DealId = id, SpecId = "action-plan", Link = "javascript:alert(1)", AddedAt = TestBook.Now });
            return Task.CompletedTask;
        });
        await ChangeAsync(house, id, TestBook.Now, DealEventKind.MovedBack, d => (d.NextStep, d.OutcomeReason, d.Facts["problem"]) = (Bad, Bad, Bad), DealDifference.Said("reason", Bad));
        using var browser = await house.Host.BrowserOfAsync(house.Mona);
        await browser.OpenAsync($"/deals/{id}");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        browser.Sees(Bad);
        Assert.DoesNotContain("<img", browser.Html);
        Assert.DoesNotContain("href=\"javascript", browser.Html);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_stage_that_the_process_has_no_longer_and_a_deal_that_is_closed_have_a_page_too(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var gone = await house.DealAsync(house.Rita, "Acme", d => d.StageId = "of-old");
        var lost = await house.DealAsync(house.Rita, "Globex");
        await ChangeAsync(house, lost, TestBook.Now, DealEventKind.Lost, d => (d.Status, d.OutcomeReason, d.ClosedAt) = (DealStatus.Lost, "No decision", TestBook.Now));
        using var browser = await house.Host.BrowserOfAsync(house.Mona);
        await browser.OpenAsync($"/deals/{gone}");
        browser.Sees("Stage of-old");
        await browser.OpenAsync($"/deals/{lost}");
        browser.Sees("Outcome lost, No decision, today");
        browser.Sees("It is closed, so no rule speaks of it.");
        browser.Sees("Lost, after 3 days: “No decision”");
    }

    /// <summary>A week of a deal: begun with a problem told, moved on, its date slipped, a next step, a plan set aside, a call.</summary>
    internal static async Task<Guid> StoryAsync(DealHouse house)
    {
        var id = await house.DealAsync(house.Rita, "Acme", d => (TestBook.Filled(d).CloseOn, d.SalesTeam) = (new LocalDate(2026, 3, 9), "North"), TestBook.Person("user"), TestBook.Person("champion", "Lee Park"));
        await ChangeAsync(house, id, new(2026, 2, 28, 8, 0, 0, TimeSpan.Zero), DealEventKind.Advanced, d => d.StageId = "two");
        await ChangeAsync(house, id, new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero), DealEventKind.FieldsChanged, d => d.CloseOn = new LocalDate(2026, 3, 23));
        await ChangeAsync(house, id, new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero), DealEventKind.NextStepSet, d => (d.NextStep, d.NextStepOn, d.NextStepSide) = ("Send the plan", new LocalDate(2026, 3, 6), Side.Us));
        await house.Host.DoAsync(async s =>
        {
            var db = s.GetRequiredService<BotCoachDb>();
            var file = await s.GetRequiredService<DealFiles>().OpenAsync(await db.Deals.SingleAsync(d => d.Id == id));
            await s.GetRequiredService<DealAnswers>().WaiveAsync(file, TestBook.Plan, "They use their own plan", new(2026, 3, 15, 0, 0, 0, TimeSpan.Zero), TestBook.Click(house.Mona.PersonId), new(2026, 3, 1, 11, 0, 0, TimeSpan.Zero));
            var call = new Call { WorkspaceId = house.Host.WorkspaceId, Id = Guid.CreateVersion7(), PersonId = house.Rita.PersonId, DealId = id, Title = "First call", HeldOn = new LocalDate(2026, 2, 28), MadeAt = TestBook.Now.AddDays(-2), State = CallState.Done };
            db.Calls.Add(call);
            for (var i = 0; i < 8; i++)
                db.CallLines.Add(new CallLine { WorkspaceId = call.WorkspaceId, CallId = call.Id, No = i, Kind = LineKind.Problem, Text = i == 0 ? "Reports take two days each month" : $"Line {i}", Cues = "1", Quote = "…", State = i == 7 ? LineState.Open : LineState.Accepted });
        });
        await house.Host.RunDueAsync();
        return id;
    }

    private static Task ChangeAsync(DealHouse house, Guid id, DateTimeOffset at, DealEventKind kind, Action<Deal> change, params DealDifference[] said) => house.Host.DoAsync(async s =>
        await s.GetRequiredService<DealLedger>().ChangeAsync(await s.GetRequiredService<BotCoachDb>().Deals.SingleAsync(d => d.Id == id), TestBook.Click(house.Rita.PersonId), at, kind, change, null, said));
}
