using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static BotCoach.Tests.Deals.TestBook;

namespace BotCoach.Tests.Deals;

/// <summary>New information that breaks what an earlier stage proved sends the deal back there, and is counted.</summary>
public sealed class ReversionTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task What_holds_no_more_sends_the_deal_back_to_where_it_was_proven(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        var id = await house.DealAsync(house.Rita, "Acme", d => Filled(d).StageId = "three");
        await house.Rita.TypesAsync("back acme");
        var broken = Assert.IsType<ChoiceField>(house.Rita.Form!.Fields.Single(f => f.Id == "broken"));
        Assert.Equal([Problem.Id, Impact.Id], broken.Options.Select(o => o.Value));
        await house.Rita.FillsAsync(("reason", "Their new CFO says the reports take an hour"), ("broken", Impact.Id));
        Assert.Equal("one", (await house.ReadAsync(id)).StageId);
        Assert.Equal([DealEventKind.Disputed, DealEventKind.MovedBack], (await house.EventsAsync(id)).TakeLast(2).Select(e => e.Kind));
        await house.Rita.TypesAsync("advance acme");
        house.Rita.Sees("What it costs them is known in figures.");
        Assert.Equal("one", (await house.ReadAsync(id)).StageId);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_said_so_may_say_that_it_holds_again(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        var id = await house.DealAsync(house.Rita, "Acme", d => Filled(d).StageId = "two", Person("champion"));
        await house.Rita.TypesAsync("back acme");
        await house.Rita.FillsAsync(("reason", "Their new CFO says the reports take an hour"), ("broken", Impact.Id));
        await house.Rita.TypesAsync("walk acme");
        await house.Rita.PressesAsync("It holds again");
        Assert.Equal(AnswerState.Empty, (await house.Host.ReadAsync(db => db.Answers.SingleAsync())).State);
        await house.Rita.TypesAsync("advance acme");
        Assert.Equal("two", (await house.ReadAsync(id)).StageId);
    }

    [Fact]
    public async Task Nobody_settles_what_a_manager_disputes()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme", d => Filled(d));
        await DoAsync(house.Mona, "walk.dispute", $"{id}:{Impact.Id}");
        await house.Mona.FillsAsync(("reason", "No figures were named"));
        await DoAsync(house.Rita, "walk.lift", $"{id}:{Impact.Id}");
        Assert.Equal(AnswerState.Disputed, (await house.Host.ReadAsync(db => db.Answers.SingleAsync())).State);
    }

    [Fact]
    public async Task What_was_settled_meanwhile_breaks_nothing()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme", d => Filled(d).StageId = "two");
        await house.Rita.TypesAsync("back acme");
        await house.Host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().Deals.SingleAsync(d => d.Id == id)).Facts = []);
        await house.Rita.FillsAsync(("reason", "Their new CFO says the reports take an hour"), ("broken", Impact.Id));
        Assert.Equal("This does not stand as proven any more. Choose the stage, or something else that holds no more.",
            Assert.IsType<FormErrors>(house.Rita.LastReply).Errors["broken"]);
        Assert.Equal("two", (await house.ReadAsync(id)).StageId);
    }

    private static async Task DoAsync(Driver who, string action, string value)
    {
        await who.TypesAsync("acme");
        await who.PressesAsync(who.LastMessage!, new Button("", action, value));
    }
}
