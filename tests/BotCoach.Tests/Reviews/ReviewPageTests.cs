using System.Net;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Admin;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Reviews;

/// <summary>Reviews on the page: the manager's own and those of the managers below, an admin's all; nobody else's.</summary>
public sealed class ReviewPageTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_review_is_read_settled_and_taken_as_Markdown(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        var id = await HeldAsync(house);
        using var browser = await house.Host.BrowserOfAsync(house.Mona);
        await browser.OpenAsync("/reviews");
        browser.Sees("Mona");
        await browser.OpenAsync($"/reviews/{id}");
        browser.Sees("Acme");
        browser.Sees("The manager picked it.");
        browser.DoesNotSee("still to come");
        browser.Sees("What friction repeats?");
        browser.Sees("<i>late</i> budgets");
        browser.Sees("Send the business case to Dana · Rita, by Thu 5 Mar · still open");
        await browser.PressAsync("Kept");
        browser.Sees("Noted: kept.");
        browser.Sees("kept today");
        await browser.OpenAsync($"/reviews/{id}?handler=File");
        Assert.Equal(("text/markdown", "review-2026-03-02.md"), (browser.Answer.Content.Headers.ContentType!.MediaType, browser.Answer.Content.Headers.ContentDisposition!.FileNameStar ?? browser.Answer.Content.Headers.ContentDisposition.FileName));
        Assert.Contains(@"- What friction repeats? \<i\>late\</i\> budgets", browser.Html, StringComparison.Ordinal);
        Assert.Contains("- [x] Rita: Send the business case to Dana, by 2026-03-05", browser.Html, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Whoever_leads_the_manager_reads_it_too_and_a_manager_beside_does_not(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        var id = await HeldAsync(house);
        var (vera, beside) = (await house.Host.ManagerAsync("Vera"), await house.Host.ManagerAsync("Bert"));
        await house.Host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().People.SingleAsync(p => p.Id == house.Mona.PersonId)).ManagerId = vera.PersonId);
        foreach (var (who, sees) in new[] { (vera, true), (house.Ada, true), (beside, false) })
        {
            using var browser = await house.Host.BrowserOfAsync(who);
            await browser.OpenAsync("/reviews");
            Assert.Equal(sees, browser.Html.Contains($"/reviews/{id}", StringComparison.Ordinal));
            await browser.OpenAsync($"/reviews/{id}");
            Assert.Equal(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound, browser.Status);
            await browser.OpenAsync($"/reviews/{id}?handler=File");
            Assert.Equal(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound, browser.Status);
        }
    }

    [Fact]
    public async Task A_deal_is_put_on_the_agenda_and_taken_off()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await house.DealAsync(house.Rita, "Acme");
        await house.DealAsync(house.Otto, "Ottos");
        using var browser = await house.Host.BrowserOfAsync(house.Mona);
        await browser.OpenAsync("/reviews");
        await browser.PressAsync("Put it on the agenda", ("deal", "ottos"));
        browser.Sees("No deal of yours is called so.");
        await browser.PressAsync("Put it on the agenda", ("deal", "acme"));
        browser.Sees("Acme is on the agenda.");
        browser.Sees("You put it on the agenda.");
        await browser.PressAsync("Take it off");
        browser.Sees("It is off the agenda.");
        Assert.Equal(0, await house.Host.ReadAsync(db => db.AgendaPicks.CountAsync()));
    }

    /// <summary>Mona's review of Acme, with a note that looks like markup, and one promise.</summary>
    private static async Task<Guid> HeldAsync(DealHouse house)
    {
        await house.AtWorkAsync();
        await house.DealAsync(house.Rita, "Acme");
        await house.Mona.TypesAsync("review add acme");
        await house.Mona.TypesAsync("review");
        await house.Mona.PressesAsync("Begin");
        await house.Mona.PressesAsync("Five questions");
        await house.Mona.FillsAsync(("friction", "<i>late</i> budgets"));
        await house.Mona.PressesAsync("What was decided");
        await house.Mona.FillsAsync(("what-1", "Send the business case to Dana"), ("by-1", "Thursday"));
        await house.Mona.PressesAsync("End the review");
        return await house.Host.ReadAsync(db => db.Reviews.Select(r => r.Id).SingleAsync());
    }
}
