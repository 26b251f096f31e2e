using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using static BotCoach.Tests.Deals.TestBook;

namespace BotCoach.Tests.Deals;

/// <summary>What no honest screen sends is refused with the sentence that anybody gets, and written down.</summary>
public sealed class RefusedTests
{
    private static readonly string[] OfAnOwner = ["triage.page", "triage.these", "triage.all", "triage.parkall", "triage.sure", "triage.old"];
    private static readonly string[] Decisions = ["walk.approve", "walk.dispute", "walk.waive", "walk.lift"];

    [Theory, OnSqlite, OnPostgres]
    public async Task Whoever_sorts_a_colleagues_deals_or_nobodys_is_written_down(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        var id = await house.DealAsync(house.Rita, "Acme", d => d.Triage = Triage.Waiting);
        var nobody = Guid.NewGuid();
        foreach (var owner in (Guid[])[house.Rita.PersonId, nobody])
        {
            foreach (var verb in OfAnOwner) Assert.Equal(DealAccess.Closed, await PressAsync(house, house.Sam, verb, $"{owner}:0"));
            Assert.Equal(DealAccess.Closed, await SubmitAsync(house, house.Sam, "triage.allparked", $"{owner}:0", ("until", "2026-04-01")));
        }
        Assert.Equal(Triage.Waiting, (await house.ReadAsync(id)).Triage);
        await AssertWrittenAsync(house, house.Sam, [.. Enumerable.Repeat($"refused: somebody's deals {house.Rita.PersonId}", 7), .. Enumerable.Repeat($"refused: somebody's deals {nobody}", 7)]);
    }

    [Fact]
    public async Task Whoever_decides_without_being_the_one_who_may_is_written_down()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme");
        foreach (var verb in Decisions) Assert.Contains("Only the deal's manager", await PressAsync(house, house.Rita, verb, $"{id}:{Approved.Id}"));
        foreach (var form in (string[])["walk.disputed", "walk.waived"])
            Assert.Contains("Only the deal's manager", await SubmitAsync(house, house.Rita, form, $"{id}:{Approved.Id}", ("reason", "It need not hold this time"), ("until", "2026-03-04")));
        await AssertWrittenAsync(house, house.Rita, [.. Enumerable.Repeat($"refused: a decision {id}", 6)]);
    }

    [Fact]
    public async Task Whoever_passes_a_gate_without_the_right_is_written_down()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme");
        Assert.Contains("may move a deal past its gate", await PressAsync(house, house.Rita, "deal.override", $"{id}:one,two"));
        Assert.Contains("may move a deal past its gate", await SubmitAsync(house, house.Rita, "deal.overruled", $"{id}:one,two", ("reason", "They sign tomorrow")));
        Assert.Equal("one", (await house.ReadAsync(id)).StageId);
        await AssertWrittenAsync(house, house.Rita, [.. Enumerable.Repeat($"refused: an override {id}", 2)]);
    }

    [Fact]
    public async Task Whoever_makes_a_deal_for_a_colleague_is_written_down()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var reply = await house.Host.ReceiveAsync(Form(house.Sam, "deal.made", "", ("name", "Acme"), ("account", "Acme Ltd"), ("owner", $"{house.Rita.PersonId}")));
        Assert.Equal("Choose one of the list.", Assert.IsType<FormErrors>(reply).Errors["owner"]);
        Assert.Equal(0, await house.Host.ReadAsync(db => db.Deals.CountAsync()));
        await AssertWrittenAsync(house, house.Sam, [$"refused: somebody's deals {house.Rita.PersonId}"]);
    }

    [Fact]
    public async Task Whoever_names_a_deal_that_is_not_there_is_written_down()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var nothing = Guid.NewGuid();
        Assert.Equal(DealAccess.Closed, await PressAsync(house, house.Sam, "deal.heard", $"{nothing}"));
        await AssertWrittenAsync(house, house.Sam, [$"refused: a deal {nothing}"]);
    }

    [Fact]
    public async Task What_a_manager_may_is_not_written_down()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme", d => d.Triage = Triage.Waiting);
        await PressAsync(house, house.Mona, "triage.all", $"{house.Rita.PersonId}:0");
        await PressAsync(house, house.Mona, "walk.approve", $"{id}:{Approved.Id}");
        await PressAsync(house, house.Mona, "deal.override", $"{id}:one,two");
        await SubmitAsync(house, house.Mona, "deal.overruled", $"{id}:one,two", ("reason", "They sign tomorrow"));
        await SubmitAsync(house, house.Mona, "deal.made", "", ("name", "Beta"), ("account", "Beta Ltd"), ("owner", $"{house.Rita.PersonId}"));
        Assert.Equal((Triage.Working, "two"), await house.Host.ReadAsync(db => db.Deals.Where(d => d.Id == id).Select(d => ValueTuple.Create(d.Triage, d.StageId)).SingleAsync()));
        Assert.Equal(0, await house.Host.ReadAsync(db => db.AuditEntries.CountAsync()));
    }

    private static async Task<string> PressAsync(DealHouse house, Driver who, string action, string value) =>
        Words(await house.Host.ReceiveAsync(new ButtonPressed(NewId(), who.Caller, action, value)));

    private static async Task<string> SubmitAsync(DealHouse house, Driver who, string action, string state, params (string Field, string Value)[] values) =>
        Words(await house.Host.ReceiveAsync(Form(who, action, state, values)));

    private static FormSubmitted Form(Driver who, string action, string state, params (string Field, string Value)[] values) =>
        new(NewId(), who.Caller, action, state, 1, values.ToDictionary(v => v.Field, v => v.Value));

    private static async Task AssertWrittenAsync(DealHouse house, Driver who, IEnumerable<string> lines)
    {
        var written = await house.Host.ReadAsync(db => db.AuditEntries.ToListAsync());
        Assert.Equal(lines.Order(), written.Select(a => $"{a.What} {a.About}").Order());
        Assert.All(written, a => Assert.Equal((who.PersonId, "fake"), (a.PersonId, a.Channel)));
    }

    private static string Words(Reply reply) => reply is Say say ? say.Message.Words : "";

    private static string NewId() => Guid.NewGuid().ToString("n");
}
