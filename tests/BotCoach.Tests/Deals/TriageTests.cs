using BotCoach.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static BotCoach.Tests.Deals.TestBook;

namespace BotCoach.Tests.Deals;

public sealed class TriageTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task An_owner_sorts_sixty_deals_in_a_handful_of_presses(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        await ImportAsync(house, 60, i => d => (d.Amount, d.StageEnteredAt) = (i, i < 40 ? Now.AddYears(-9) : Now.AddDays(-3)));
        await OfferAsync(house);
        await OfferAsync(house);
        var rita = house.Rita;
        Assert.Single(rita.Chat);
        Assert.Contains("60 open deals came in for you", rita.LastMessage!.Words);
        Assert.Contains("Deal 59", rita.LastMessage.Words);

        await rita.PressesAsync("Work it", "Deal 59");
        rita.Sees("You work on Deal 59");
        rita.Sees("59 open deals");
        await rita.PressesAsync("More");
        rita.Sees("6 to 10, the largest first");
        await rita.PressesAsync("Work on these 5");
        rita.Sees("You work on 5 deals now");
        await rita.PressesAsync("Park until…", "Deal 48");
        await rita.FillsAsync(("until", "2026-03-02"));
        rita.Sees("Pick a day after today");
        await rita.FillsAsync(("until", "2026-04-01"));
        rita.Sees("Deal 48 is parked until Wed 1 Apr");
        await rita.PressesAsync("Close 40 without a date since 2025…");
        rita.Sees("Close 40 old deals?");
        await rita.PressesAsync("Close the 40");
        rita.Sees("40 old deals closed as lost");
        await rita.PressesAsync("Work on all 13");
        rita.Sees("All sorted");
        Assert.Single(rita.Chat);

        var sorted = await house.Host.ReadAsync(db => db.Deals.GroupBy(d => new { d.Status, d.Triage }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync());
        Assert.Equal(19, sorted.Single(g => g.Key.Triage == Triage.Working).Count);
        Assert.Equal(1, sorted.Single(g => g.Key.Triage == Triage.Parked).Count);
        Assert.Equal(40, sorted.Single(g => g.Key.Status == DealStatus.Lost).Count);
    }

    [Fact]
    public async Task Working_makes_a_deal_due_now_and_parking_makes_it_due_on_its_day_in_the_owners_zone()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var nori = await house.Host.RepAsync("Nori", house.Mona, "Asia/Tokyo");
        await ImportAsync(house, 2, _ => _ => { }, nori);
        await house.Host.DoAsync(s => s.GetRequiredService<DealTriage>().OfferAsync(nori.PersonId, house.Host.Clock.Now));
        await house.Host.RunDueAsync();
        house.Host.Clock.Advance(TimeSpan.FromMinutes(5));
        await nori.PressesAsync("Work it", "Deal 00");
        await nori.PressesAsync("Park until…", "Deal 01");
        await nori.FillsAsync(("until", "2026-04-01"));
        Assert.Equal(house.Host.Clock.Now, await DueAsync(house, "Deal 00"));
        Assert.Equal(new LocalDate(2026, 4, 1).AtStartOfDayInZone(DateTimeZoneProviders.Tzdb["Asia/Tokyo"]).ToDateTimeOffset().ToUniversalTime(), await DueAsync(house, "Deal 01"));
    }

    [Fact]
    public async Task Acting_on_a_deal_is_its_triage()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await ImportAsync(house, 1, _ => _ => { });
        await house.Rita.TypesAsync("heard deal");
        Assert.Equal(Triage.Working, await house.Host.ReadAsync(db => db.Deals.Select(d => d.Triage).SingleAsync()));
    }

    [Fact]
    public async Task Closing_one_asks_for_its_reason_and_a_second_press_changes_nothing()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await ImportAsync(house, 3, i => d => d.Amount = i);
        await OfferAsync(house);
        var shown = house.Rita.LastMessage!;
        var press = shown.Message.AllButtons.First(b => b.Label == "Close…");
        var work = shown.Message.AllButtons.First(b => b.Label == "Work it");
        await house.Rita.PressesAsync(shown, press);
        await house.Rita.FillsAsync(("reason", "other"));
        house.Rita.Sees("Say in a sentence what it was");
        await house.Rita.FillsAsync(("reason", "1"));
        house.Rita.Sees("Deal 02 is recorded as lost");
        await house.Rita.PressesAsync(shown, press);
        house.Rita.Sees("Deal 02 is closed already");
        await house.Rita.PressesAsync(shown, work);
        Assert.Equal(DealStatus.Lost, await house.Host.ReadAsync(db => db.Deals.Where(d => d.Name == "Deal 02").Select(d => d.Status).SingleAsync()));
    }

    private static async Task ImportAsync(DealHouse house, int count, Func<int, Action<Deal>> adjust, Driver? owner = null)
    {
        for (var i = 0; i < count; i++)
            await house.DealAsync(owner ?? house.Rita, $"Deal {i:00}", d =>
            {
                (d.Triage, d.ImportedWithoutEvidence) = (Triage.Waiting, true);
                adjust(i)(d);
            });
    }

    private static async Task OfferAsync(DealHouse house)
    {
        // Rita's working day begins at nine
        if (house.Host.Clock.Now.Hour < 9) house.Host.Clock.Advance(TimeSpan.FromHours(1));
        await house.Host.DoAsync(s => s.GetRequiredService<DealTriage>().OfferAsync(house.Rita.PersonId, house.Host.Clock.Now));
        await house.Host.RunDueAsync();
    }

    private static Task<DateTimeOffset?> DueAsync(DealHouse house, string name) => house.Host.ReadAsync(db =>
        (from due in db.DealDues join deal in db.Deals on due.DealId equals deal.Id where deal.Name == name select due.At).SingleAsync());
}
