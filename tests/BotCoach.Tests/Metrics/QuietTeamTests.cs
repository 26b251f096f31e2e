using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Metrics;

/// <summary>A team that has stopped logging: when admins hear of it, how often, and when they do not.</summary>
public sealed class QuietTeamTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Admins_hear_once_of_a_team_that_logs_nothing_for_ten_working_days_and_again_when_it_stops_anew(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var first = Guid.Empty;
        // one team, however it is written; the last thing logged was on Friday, 27 February
        for (var i = 0; i < 5; i++) first = await house.DealAsync(house.Rita, $"Deal {i}", d => d.SalesTeam = i % 2 == 0 ? "North" : "north");
        for (var i = 0; i < 4; i++) await house.DealAsync(house.Sam, $"Few {i}", d => d.SalesTeam = "South");
        await ImportedAsync(house, 6);
        await house.Host.JumpToAsync(On(3, 9));
        Assert.Equal(0, Told(house.Ada));
        await house.Host.JumpToAsync(On(3, 16));
        house.Ada.Sees("has logged nothing for 10 working days");
        house.Ada.Sees("5 deals of the team are open.");
        await house.Host.JumpToAsync(On(3, 23));
        Assert.Equal((1, 0), (Told(house.Ada), Told(house.Mona)));

        await house.Host.DoAsync(async s => await s.GetRequiredService<DealLedger>().ChangeAsync(
            await s.GetRequiredService<BotCoachDb>().Deals.SingleAsync(d => d.Id == first), TestBook.Click(house.Rita.PersonId), house.Host.Clock.Now, DealEventKind.Touched, d => d.TouchedAt = house.Host.Clock.Now));
        await house.Host.JumpToAsync(On(3, 30));
        Assert.Equal(1, Told(house.Ada));
        await house.Host.JumpToAsync(On(4, 13));
        Assert.Equal(2, Told(house.Ada));
    }

    private static Task ImportedAsync(DealHouse house, int deals) => house.Host.DoAsync(s =>
    {
        for (var i = 0; i < deals; i++)
        {
            var deal = TestBook.Deal($"Imported {i}", house.Otto.PersonId, house.Host.WorkspaceId);
            deal.SalesTeam = "West";
            s.GetRequiredService<DealLedger>().Add(deal, new Actor(null, Role.Admin, "host", By.Import), TestBook.Now.AddDays(-3), DealEventKind.Imported);
        }
        return Task.CompletedTask;
    });

    private static int Told(Driver who) => who.Chat.Count(m => m.Message.Fallback.Contains("has logged nothing", StringComparison.Ordinal));

    /// <summary>Ten o'clock, when everybody is at work.</summary>
    private static DateTimeOffset On(int month, int day) => new(2026, month, day, 10, 0, 0, TimeSpan.Zero);
}
