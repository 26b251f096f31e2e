using System.Net;
using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Recaps;
using BotCoach.Reviews;
using BotCoach.Storage;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace BotCoach.Tests.Admin;

/// <summary>Who uses what: of teams in the order of names, and of one person for that person and the manager alone.</summary>
public sealed class AdoptionPageTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task It_counts_what_is_filled_done_and_accepted_of_a_team_and_keeps_apart_who_is_too_few(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var deal = await SeedAsync(house);
        using var adas = await house.Host.BrowserOfAsync(house.Ada);
        // once nothing judges the deal any more
        await UseAsync(house, deal);
        await adas.OpenAsync("/adoption");
        adas.Sees("4 people, 7 deals");
        adas.Sees("Of too few people to be told apart: East.");
        // however it is written
        await adas.OpenAsync("/adoption?team=NORTH");
        adas.Sees("3 people, 6 deals");
        adas.Sees("Changed a deal by hand, 7 days 2 of 3, too few for a rate");
        adas.Sees("Deals with a criterion answered, 28 days 17 % (1 of 6)");
        adas.Sees("Recaps accepted, 28 days 1 of 2, too few for a rate");
        adas.Sees("Reviews held, 28 days 1");
        adas.Sees("an amount 50 % (3 of 6)");
        adas.Sees("somebody of the buyer’s 17 % (1 of 6)");
        adas.Sees("done 33 % (2 of 6)");
        adas.Sees("no answer in 2 days 33 % (2 of 6)");
        adas.Sees("1 more was settled by something else first, and 1 is too fresh to be missed an answer.");
        await adas.OpenAsync("/adoption?team=east");
        adas.Sees("Fewer than 3 people have open deals in this team");
        adas.DoesNotSee("What is used");
        await adas.OpenAsync("/adoption?team=Wset");
        adas.Sees("No deal is of the sales team “Wset”. There are East and North.");
        adas.Sees("4 people, 7 deals");
        await adas.OpenAsync("/adoption?csv=teams");
        Assert.Equal(["North,3,2,2,6,1,3,", ""], adas.Html.Split('\n').Skip(1).Select(l => l.Length > 18 ? l[..18] : l.Trim()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task One_persons_are_for_that_person_and_the_manager_alone(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        await SeedAsync(house);
        foreach (var (who, may) in new[] { (house.Mona, true), (house.Rita, true), (house.Sam, false), (house.Otto, false), (house.Ada, false) })
        {
            using var browser = await house.Host.BrowserOfAsync(who);
            await browser.OpenAsync($"/adoption?owner={house.Rita.PersonId}");
            Assert.Equal((who.Caller.Name, may ? HttpStatusCode.OK : HttpStatusCode.NotFound), (who.Caller.Name, browser.Status));
            if (may) browser.Sees("1 person, 3 deals");
        }
        using var sams = await house.Host.BrowserOfAsync(house.Sam);
        await sams.OpenAsync("/adoption");
        sams.Sees("1 person, 2 deals");
        using var monas = await house.Host.BrowserOfAsync(house.Mona);
        await monas.OpenAsync("/adoption");
        monas.Sees("3 people, 6 deals");
    }

    [Theory, OnSqlite]
    public async Task A_company_without_a_deal_is_told_so_and_divides_by_nothing(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        using var adas = await house.Host.BrowserOfAsync(house.Ada);
        await adas.OpenAsync("/adoption");
        adas.Sees("0 people, 0 deals");
        adas.Sees("an amount none yet");
    }

    /// <summary>North: three of Rita's, two of Sam's, one of Otto's that an import brought. East: one of Mona's.</summary>
    private static async Task<Guid> SeedAsync(DealHouse house)
    {
        var first = await house.DealAsync(house.Rita, "A", d => (d.SalesTeam, d.Amount) = ("North", 100), TestBook.Person("user"));
        await house.DealAsync(house.Rita, "B", d => (d.SalesTeam, d.Amount, d.NextStep, d.NextStepOn) = ("North", 100, "Call", new LocalDate(2026, 3, 9)));
        await house.DealAsync(house.Rita, "C", d => (d.SalesTeam, d.Amount) = ("north", 100));
        await house.DealAsync(house.Sam, "D", d => d.SalesTeam = "North");
        await house.DealAsync(house.Sam, "E", d => d.SalesTeam = "North");
        await house.DealAsync(house.Mona, "F", d => d.SalesTeam = "East");
        // parked deals are no part of it
        await house.DealAsync(house.Rita, "P", d => (d.SalesTeam, d.Triage) = ("North", Triage.Parked));
        await house.Host.DoAsync(s =>
        {
            var deal = TestBook.Deal("G", house.Otto.PersonId, house.Host.WorkspaceId);
            deal.SalesTeam = "North";
            s.GetRequiredService<DealLedger>().Add(deal, new Actor(null, Role.Admin, "host", By.Import), TestBook.Now.AddDays(-3), DealEventKind.Imported);
            return Task.CompletedTask;
        });
        return first;
    }

    private static Task UseAsync(DealHouse house, Guid deal) => house.Host.DoAsync(services =>
    {
        var (db, workspace, now) = (services.GetRequiredService<BotCoachDb>(), house.Host.WorkspaceId, house.Host.Clock.Now);
        db.Answers.Add(new Answer { WorkspaceId = workspace, DealId = deal, CriterionId = TestBook.Problem.Id, GivenBy = house.Rita.PersonId, GivenAt = now.AddDays(-2), Text = "Reports take two days" });
        NudgeVerdict?[] verdicts = [NudgeVerdict.Done, NudgeVerdict.Done, NudgeVerdict.NotUseful, null, null, null, NudgeVerdict.Overtaken, null, NudgeVerdict.Done];
        foreach (var (i, verdict) in verdicts.Index())
            db.Nudges.Add(new Nudge
            {
                WorkspaceId = workspace, DealId = deal, Rule = "no-next-step", Occurrence = $"{i}", PersonId = house.Rita.PersonId, Id = Guid.CreateVersion7(), Severity = 3, Since = now.AddDays(-9), Verdict = verdict, End = i == 8 ? NudgeEnd.HeldOut : NudgeEnd.Delivered,
                FirstShownAt = i == 7 ? now.AddHours(-1) : now.AddDays(-9), SnoozedUntil = i == 3 ? now.AddDays(1) : null,
            });
        for (var i = 0; i < 2; i++)
        {
            var call = new Call { WorkspaceId = workspace, Id = Guid.CreateVersion7(), PersonId = house.Rita.PersonId, DealId = deal, Title = "Call", HeldOn = new LocalDate(2026, 2, 20), State = CallState.Done, DraftedAt = now.AddDays(-5), MadeAt = now.AddDays(-5) };
            db.Calls.Add(call);
            db.CallLines.Add(new CallLine { WorkspaceId = workspace, CallId = call.Id, No = 1, Kind = LineKind.Decision, Text = "They decide in May", Cues = "1", Quote = "in May", State = i == 0 ? LineState.Accepted : LineState.Rejected });
        }
        var review = new Review { WorkspaceId = workspace, Id = Guid.CreateVersion7(), ManagerId = house.Mona.PersonId, StartedAt = now.AddDays(-4), EndedAt = now.AddDays(-4) };
        db.Reviews.Add(review);
        db.ReviewDeals.Add(new ReviewDeal { WorkspaceId = workspace, ReviewId = review.Id, DealId = deal, Place = 1, Why = "over-time", Question = "What now?", TalkedAt = now.AddDays(-4) });
        return Task.CompletedTask;
    });
}
