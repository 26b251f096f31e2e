using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static BotCoach.Tests.Deals.TestBook;

namespace BotCoach.Tests.Deals;

/// <summary>What is typed about a deal, and what is told when it cannot be taken or was done before.</summary>
public sealed class DealTypedTests
{
    [Fact]
    public async Task A_deal_whose_name_has_a_to_in_it_is_meant_whole()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await house.DealAsync(house.Rita, "Upgrade to Pro", d => Filled(d), Person("champion"));
        await house.Rita.TypesAsync("advance upgrade to pro");
        house.Rita.Sees("It is in Evaluation now");
        await house.Rita.TypesAsync("advance upgrade to pro to closing");
        house.Rita.Sees("missing for Closing");
        await house.Rita.TypesAsync("advance upgrade to mars");
        house.Rita.Sees("has no stage like “mars”");
    }

    [Fact]
    public async Task A_touch_that_an_import_brought_is_told_by_its_day()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await house.DealAsync(house.Rita, "Acme", d => d.TouchedAt = Now.AddHours(-1));
        await house.Rita.TypesAsync("touched acme");
        house.Rita.Sees("An import noted a touch already, today.");
    }

    [Fact]
    public async Task What_was_dropped_and_opened_again_is_told_to_the_next_one()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme");
        await house.Rita.TypesAsync("reopen acme");
        house.Rita.Sees("You opened it already");
        await house.Rita.TypesAsync("drop acme");
        await house.Rita.FillsAsync(("reason", "0"));
        house.Rita.Sees("Recorded as not a fit. It can be reopened.");
        await house.Mona.TypesAsync("drop acme");
        house.Mona.Sees("Rita closed it already, today at 08:00.");
        await house.Mona.TypesAsync("reopen acme");
        house.Mona.Sees("Open again.");
        await house.Rita.TypesAsync("reopen acme");
        house.Rita.Sees("Mona opened it already");
        Assert.True((await house.ReadAsync(id)).IsOpen);
    }

    [Fact]
    public async Task All_that_wait_are_parked_in_one_go()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        for (var i = 0; i < 7; i++) await house.DealAsync(house.Rita, $"Deal {i}", d => d.Triage = Triage.Waiting);
        await house.Host.DoAsync(s => s.GetRequiredService<DealTriage>().OfferAsync(house.Rita.PersonId, house.Host.Clock.Now));
        await house.Host.JumpToAsync(house.Host.Clock.Now.AddHours(1)); // the start of her day
        await house.Rita.PressesAsync("Park all until…");
        await house.Rita.FillsAsync(("until", "2036-01-01"));
        house.Rita.Sees("Write a day within three years");
        await house.Rita.FillsAsync(("until", "2026-04-01"));
        house.Rita.Sees("7 deals parked until Wed 1 Apr.");
        house.Rita.Sees("All sorted");
        Assert.Equal(7, await house.Host.ReadAsync(db => db.Deals.CountAsync(d => d.Triage == Triage.Parked && d.ParkedUntil == Today.PlusDays(30))));
    }

    [Fact]
    public async Task A_new_deal_with_wrong_values_says_at_each_field_what_would_be_right()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await house.Rita.TypesAsync("deal new");
        await house.Rita.FillsAsync(("name", "tbd"), ("amount", "12,50"), ("close-on", "2026-02-01"));
        house.Rita.Sees("name: That reads like a placeholder");
        house.Rita.Sees("account: Name the company that would buy.");
        house.Rita.Sees("amount: Write a number with a point for cents");
        house.Rita.Sees("close-on: That day has passed");
        await house.Rita.FillsAsync(("name", "First order"), ("account", "NA Capital"), ("amount", "12.50"), ("close-on", "2026-04-01"));
        Assert.Equal("NA Capital", (await house.Host.ReadAsync(db => db.Deals.SingleAsync())).Account);
    }

    [Fact]
    public async Task Unknown_words_get_exactly_three_and_one_of_them_opens()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        foreach (var name in (string[])["Borealis", "Boreal Ltd", "Boreas", "Cobalt"]) await house.DealAsync(house.Rita, name);
        await house.Rita.TypesAsync("borealsi");
        Assert.Equal(3, house.Rita.LastMessage!.Message.Blocks.OfType<Rows>().Single().Items.Count);
        await house.Rita.PressesAsync("Open", "Boreas");
        house.Rita.Sees("Boreas");
        house.Rita.Sees("Time in stage");
    }
}
