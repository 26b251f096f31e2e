using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Deals;

public sealed class DealFinderTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Words_match_in_any_order_and_case_in_name_account_and_id(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        await house.DealAsync(house.Rita, "GTX Plus · Cancity", d => (d.Account, d.ExternalId) = ("Cancity", "1C1I7A6R"));
        await house.DealAsync(house.Rita, "100% Söhne_GmbH", d => d.Account = "Söhne");
        foreach (var typed in (string[])["cancity gtx", "GTX plus", "1c1i", "plus CAN", "gtx plus · cancity"]) Assert.Equal("GTX Plus · Cancity", await OnlyAsync(house, typed));
        foreach (var typed in (string[])["SÖHNE", "100%", "e_g"]) Assert.Equal("100% Söhne_GmbH", await OnlyAsync(house, typed));
        Assert.Null(await OnlyAsync(house, "gtx nothing"));
        Assert.Null(await OnlyAsync(house, "%"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Own_comes_before_others_open_before_closed_exact_before_part(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        await house.DealAsync(house.Rita, "Zen");
        await house.DealAsync(house.Mona, "Zen closed", d => (d.Status, d.OutcomeReason) = (DealStatus.Lost, "Price"));
        await house.DealAsync(house.Mona, "A Zen part");
        await house.DealAsync(house.Mona, "Other", d => d.Account = "zen");
        var names = await house.Host.ReadAsync(async db =>
        {
            var finder = new DealFinder(Access(db));
            return (await finder.FindAsync(await db.People.SingleAsync(p => p.Name == "Mona"), "zen")).Deals.Select(d => d.Name).ToList();
        });
        Assert.Equal(["Other", "A Zen part", "Zen closed", "Zen"], names);
    }

    [Fact]
    public async Task Several_matches_are_a_choice_of_five_and_a_press_opens_one_in_its_place()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        for (var i = 1; i <= 12; i++) await house.DealAsync(house.Rita, $"Acme {i:00}");
        await house.Rita.TypesAsync("advance acme");
        house.Rita.Sees("Which “acme”?");
        house.Rita.Sees("…and 7 more");
        Assert.Equal(5, house.Rita.LastMessage!.Message.AllButtons.Count());
        await house.Rita.PressesAsync("Advance", "Acme 03");
        house.Rita.Sees("Not yet");
        Assert.Single(house.Rita.Chat);
        await house.Rita.TypesAsync("acme 07");
        house.Rita.Sees("Acme 07");
        house.Rita.Sees("Time in stage");
    }

    [Fact]
    public async Task No_name_at_all_asks_which()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await house.Rita.TypesAsync("next");
        house.Rita.Sees("There is no open deal of yours yet");
        await house.DealAsync(house.Rita, "Acme");
        await house.DealAsync(house.Rita, "Borealis");
        await house.Rita.TypesAsync("next");
        house.Rita.Sees("Which deal?");
        house.Rita.Sees("Borealis");
    }

    private static Task<string?> OnlyAsync(DealHouse house, string typed) => house.Host.ReadAsync(async db =>
    {
        var rita = await db.People.SingleAsync(p => p.Name == "Rita");
        return (await new DealFinder(Access(db)).FindAsync(rita, typed)).Only?.Name;
    });

    private static DealAccess Access(BotCoachDb db) => new(db, new DealFiles(db, new StageShelf(db, new BookCache()), new DealOrigins(db)), new Outbox(db), new Audit(db));
}
