using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Deals;

/// <summary>Each press comes with an id of its own, so a hand that double-clicks is known by where, what and when it pressed.</summary>
public sealed class DoubleClickTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Two_presses_within_seconds_make_one_card_and_a_later_one_makes_a_fresh_card_at_the_bottom(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        await house.DealAsync(house.Rita, "Acme");
        await house.Rita.TypesAsync("/coach");
        await house.Rita.PressesAsync("Open", "Acme");
        house.Host.Clock.Advance(TimeSpan.FromSeconds(9));
        await house.Rita.PressesAsync("Open", "Acme");
        Assert.Equal(2, house.Rita.Chat.Count);
        house.Host.Clock.Advance(TimeSpan.FromSeconds(2));
        await house.Rita.PressesAsync("Open", "Acme");
        Assert.Equal(3, house.Rita.Chat.Count);
        house.Rita.Sees("Acme");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Presses_at_the_same_instant_make_one_card(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        await house.DealAsync(house.Rita, "Acme");
        await house.Rita.TypesAsync("/coach");
        var (day, open) = (house.Rita.LastMessage!, house.Rita.LastMessage!.Message.AllButtons.First(b => b.Label == "Open"));
        var inbox = house.Host.App.Services.GetRequiredService<IInbox>();
        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(() => inbox.ReceiveAsync(
            new ButtonPressed($"at once {n}", house.Rita.Caller, open.Action, open.Value) { MessageReference = day.Reference }, default))));
        await house.Host.RunDueAsync();
        Assert.All(replies, reply => Assert.Equal(Reply.None, reply));
        Assert.Equal(2, house.Rita.Chat.Count);
    }

    [Fact]
    public async Task Each_deal_of_a_list_and_each_button_has_its_own_card()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        foreach (var name in (string[])["Acme", "Beta"]) await house.DealAsync(house.Rita, name);
        await house.DealAsync(house.Rita, "Gamma", d => d.Triage = Triage.Waiting);
        await house.Rita.TypesAsync("/coach");
        for (var press = 0; press < 2; press++)
        {
            await house.Rita.PressesAsync("Open", "Acme");
            await house.Rita.PressesAsync("Open", "Beta");
            await house.Rita.PressesAsync("Sort 1 imported deal");
            await house.Rita.PressesAsync("What I can type");
        }
        Assert.Equal(5, house.Rita.Chat.Count);
    }
}
