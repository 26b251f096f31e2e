using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;

namespace BotCoach.Tests.Handoffs;

public sealed class HandOverTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_deal_is_handed_to_a_colleague_who_reads_the_note_and_accepts(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        await house.AtWorkAsync();
        var id = await house.DealAsync(house.Rita, "Acme");
        await house.Rita.TypesAsync("handoff acme");
        await house.Rita.FillsAsync(("to", $"{house.Sam.PersonId}"), ("note", "Dana waits for the offer"));
        house.Rita.Sees("waits for Sam to accept it. It is yours until then.");
        await house.Host.RunDueAsync();
        Assert.Equal(house.Rita.PersonId, (await house.ReadAsync(id)).OwnerId);
        Assert.Contains("Rita hands Acme to you", house.Sam.Chat.Select(m => m.Words.Split('\n')[0]));
        Assert.Contains(house.Sam.Chat, m => m.Words.Contains("Dana waits for the offer", StringComparison.Ordinal));
        await house.Sam.PressesAsync("Accept");
        Assert.Equal("Sam has Acme now.", house.Rita.LastMessage!.Words);
        Assert.Equal(house.Sam.PersonId, (await house.ReadAsync(id)).OwnerId);
        Assert.Equal(DealEventKind.HandedOver, (await house.EventsAsync(id))[^1].Kind);
    }

    [Fact]
    public async Task A_manager_hands_a_deal_over_and_keeps_its_card()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme");
        await house.Mona.TypesAsync("handoff acme");
        await house.Mona.FillsAsync(("to", $"{house.Sam.PersonId}"));
        house.Mona.Sees("Sam has it now.");
        Assert.Equal(house.Sam.PersonId, (await house.ReadAsync(id)).OwnerId);
    }

    [Fact]
    public async Task Nobody_hands_over_what_is_not_theirs_nor_to_somebody_who_is_not_here()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme");
        await house.Otto.PressesAsync(await CardAsync(house), new Button("Hand off", "deal.handover", $"{id}"));
        house.Otto.Sees(DealAccess.Closed);
        await house.Rita.TypesAsync("handoff acme");
        await house.Rita.FillsAsync(("to", $"{Guid.NewGuid()}"));
        house.Rita.Sees("Choose who takes it over.");
        Assert.Equal(house.Rita.PersonId, (await house.ReadAsync(id)).OwnerId);
    }

    private static async Task<Shown> CardAsync(DealHouse house)
    {
        await house.Rita.TypesAsync("acme");
        return house.Rita.LastMessage!;
    }
}
