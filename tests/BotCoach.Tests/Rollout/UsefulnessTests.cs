using BotCoach.Deals;
using BotCoach.Rollout;
using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Rollout;

/// <summary>Which criteria and fields earn their place, by the gate's answers and by what was written.</summary>
public sealed class UsefulnessTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task What_never_stops_a_deal_is_waived_or_answered_with_nothing_is_named_with_its_figures(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        for (var i = 0; i < 24; i++)
        {
            var (number, id) = (i, await house.DealAsync(house.Rita, $"Deal {i:00}", d => Half(d, i)));
            await house.Host.DoAsync(async s =>
            {
                var (db, moves) = (s.GetRequiredService<BotCoachDb>(), s.GetRequiredService<DealMoves>());
                db.Stakeholders.Add(new Stakeholder { WorkspaceId = house.Host.WorkspaceId, Id = Guid.CreateVersion7(), DealId = id, Name = "Dana Lee", Role = "champion" });
                db.Answers.Add(new Answer
                {
                    WorkspaceId = house.Host.WorkspaceId, DealId = id, CriterionId = TestBook.Advisory.Id, State = number < 8 ? AnswerState.Waived : AnswerState.Claimed, Kind = EvidenceKind.Note,
                    Text = number < 16 ? "asdf" : "They compare us with Acme", GivenAt = TestBook.Now, Version = 1,
                });
                await db.SaveChangesAsync();
                await moves.AdvanceAsync(await db.Deals.SingleAsync(d => d.Id == id), TestBook.Click(house.Rita.PersonId), TestBook.Now);
            });
        }
        await house.Ada.TypesAsync("/coach stages use");
        house.Ada.Sees("The buyer told us the problem in their words.");
        house.Ada.Sees("No deal ever failed it in 24 times. Drop it, or make it advisory.");
        house.Ada.Sees("It was set aside on 8 of 24 deals.");
        house.Ada.Sees("What it costs them is known in figures (Discovery): missing 12 of 24 times");
        await house.Rita.TypesAsync("/coach stages use");
        house.Rita.Sees("Only an admin");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_gate_that_is_pressed_again_and_again_is_counted_once_a_day(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        await house.DealAsync(house.Rita, "Acme");
        for (var i = 0; i < 3; i++) await house.Rita.TypesAsync("/coach advance Acme");
        Assert.Equal("problem-told,impact-known,champion-named,amount/positive", await house.Host.ReadAsync(db => db.GateRefusals.Select(r => r.Missing).SingleAsync()));
        await house.Host.JumpAsync(TimeSpan.FromDays(1));
        await house.Rita.TypesAsync("/coach advance Acme");
        Assert.Equal(2, await house.Host.ReadAsync(db => db.GateRefusals.CountAsync()));
        await house.Ada.TypesAsync("/coach stages use");
        house.Ada.Sees("too few to say");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_an_older_version_did_not_ask_for_is_not_said_to_stop_nobody(Db kind)
    {
        var before = TestBook.Whole();
        await using var house = await DealHouse.OpenAsync(kind, before with { Stages = [before.Stages[0] with { Exit = [TestBook.Problem] }, .. before.Stages.Skip(1)] });
        await RefuseAsync(house, version: 1, from: 0);
        await house.Ada.TypesAsync("/coach stages edit");
        await house.Ada.PressesAsync("Edit", inRow: "1. Discovery");
        await house.Ada.PressesAsync("Open", inRow: "Exit criteria");
        await house.Ada.PressesAsync("Add a criterion");
        await house.Ada.FillsAsync(("text", "Their budget is known."), ("required", "yes"), ("ways", "field:budget"));
        await house.Ada.PressesAsync("Publish to everyone");
        await house.Ada.TypesAsync("/coach stages use");
        house.Ada.DoesNotSee("Their budget is known");
        await RefuseAsync(house, version: 2, from: 24);
        await house.Ada.TypesAsync("/coach stages use");
        house.Ada.Sees("Their budget is known. (Discovery: No deal ever failed it in 24 times.");
    }

    /// <summary>The gate told this of 24 deals: their problem is not known.</summary>
    private static async Task RefuseAsync(DealHouse house, int version, int from)
    {
        for (var i = from; i < from + 24; i++)
        {
            var id = await house.DealAsync(house.Rita, $"Deal {i:00}", d => d.ProcessVersion = version);
            await house.Host.DoAsync(s =>
            {
                s.GetRequiredService<BotCoachDb>().GateRefusals.Add(new GateRefusal
                {
                    WorkspaceId = house.Host.WorkspaceId, DealId = id, Target = "two", Day = TestBook.Today, ProcessId = TestBook.ProcessId, Version = version, StageId = "one",
                    Missing = $"{TestBook.Problem.Id},amount/positive",
                });
                return Task.CompletedTask;
            });
        }
    }

    [Fact]
    public void Too_few_times_say_nothing()
    {
        ItemUse Use(int asked, int failed) => new("one", "One", "c", "It is so.", true, false, asked, failed, 0, 0, 0, 0, 0);
        Assert.Empty(UsefulnessRules.Of([Use(19, 0)]));
        Assert.Single(UsefulnessRules.Of([Use(20, 0)]));
        Assert.Empty(UsefulnessRules.Of([Use(200, 1)]));
    }

    private static void Half(Deal deal, int number)
    {
        TestBook.Filled(deal);
        if (number % 2 == 0) deal.Facts.Remove("impact");
    }
}
