using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using static BotCoach.Tests.Deals.TestBook;

namespace BotCoach.Tests.Deals;

/// <summary>What waits for a manager stands on one card: with its age and two buttons, and no longer than it waits.</summary>
public sealed class WaitingTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_yes_and_a_gate_wait_until_they_are_answered(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        await house.AtWorkAsync();
        await house.DealAsync(house.Rita, "Acme", d => d.StageId = "two");
        await house.Rita.TypesAsync("walk acme");
        await house.Rita.PressesAsync("Ask for the manager's yes");
        await house.DealAsync(house.Sam, "Bolt");
        await house.Sam.TypesAsync("advance bolt");
        await house.Sam.PressesAsync("Ask Mona to let it pass");
        house.Host.Clock.Advance(TimeSpan.FromHours(3));
        await house.Mona.TypesAsync("waiting");
        house.Mona.Sees("Rita asks for your yes on Acme");
        house.Mona.Sees("Sam asks you to let Bolt pass to Evaluation (3 hours)");
        await house.Mona.PressesAsync("Yes", "Rita asks for your yes");
        Assert.DoesNotContain("Rita asks for your yes", Card(house).Words, StringComparison.Ordinal);
        Assert.Contains("Sam asks you", Card(house).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_override_waits_until_it_is_noted_and_only_with_the_manager_of_its_owner()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await house.AtWorkAsync();
        await house.DealAsync(house.Rita, "Acme");
        await house.Ada.TypesAsync("advance Acme");
        await house.Ada.PressesAsync("Move it anyway…");
        await house.Ada.FillsAsync(("reason", "They signed at the fair"));
        await house.Otto.TypesAsync("waiting");
        house.Otto.Sees("Nothing waits for you.");
        await house.Mona.TypesAsync("waiting");
        house.Mona.Sees("Ada moved Acme past its gate");
        await house.Mona.PressesAsync("Noted");
        house.Mona.Sees("Nothing waits for you.");
        Assert.NotNull((await house.Host.ReadAsync(db => db.WaitingItems.SingleAsync())).NotedAt);
    }

    [Fact]
    public async Task What_was_asked_of_a_deal_that_is_closed_waits_no_more()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await house.AtWorkAsync();
        await house.DealAsync(house.Rita, "Acme", d => d.StageId = "two");
        await house.Rita.TypesAsync("walk acme");
        await house.Rita.PressesAsync("Ask for the manager's yes");
        await house.Rita.TypesAsync("lost acme");
        await house.Rita.FillsAsync(("reason", "0"), ("words", "they took the cheaper one"));
        await house.Mona.TypesAsync("waiting");
        house.Mona.Sees("Nothing waits for you.");
    }

    private static Shown Card(DealHouse house) => house.Mona.Chat.Last(m => m.Words.Contains("Waiting for you", StringComparison.Ordinal));
}
