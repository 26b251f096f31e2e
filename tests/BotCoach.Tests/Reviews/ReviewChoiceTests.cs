using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.Reviews;
using BotCoach.Storage;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace BotCoach.Tests.Reviews;

/// <summary>What a review chooses by itself, where no digest has: as a digest would, and nothing that rests.</summary>
public sealed class ReviewChoiceTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Money_of_one_currency_is_not_held_against_another(Db kind)
    {
        await using var house = await OpenAsync(kind);
        await house.DealAsync(house.Rita, "Rest", d => (d.Amount, d.Currency) = (90_000_000, "JPY"));
        var yen = await house.DealAsync(house.Rita, "Yen", d => (d.Amount, d.Currency) = (1_000_000, "JPY"));
        var euro = await house.DealAsync(house.Rita, "Euro", d => (d.Amount, d.Currency) = (20_000, "EUR"));
        foreach (var id in (Guid[])[yen, euro])
            await house.Host.DoAsync(async s => await s.GetRequiredService<DealLedger>().ChangeAsync(
                await s.GetRequiredService<BotCoachDb>().Deals.SingleAsync(d => d.Id == id), TestBook.Click(house.Rita.PersonId), house.Host.Clock.Now, DealEventKind.FieldsChanged, d => d.Amount *= 2));
        await house.Mona.TypesAsync("review");
        Assert.Equal(["Euro", "Yen"], await AgendaAsync(house));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_parked_and_what_its_owner_has_called_of_no_use_is_left_alone(Db kind)
    {
        await using var house = await OpenAsync(kind);
        foreach (var name in (string[])["Parked", "Muted", "Slow"]) await house.DealAsync(house.Rita, name, d => d.StageEnteredAt = TestBook.Now.AddDays(-90));
        await house.Host.RunDueAsync();
        await house.Host.DoAsync(async s =>
        {
            var db = s.GetRequiredService<BotCoachDb>();
            var (parked, muted) = (await db.Deals.SingleAsync(d => d.Name == "Parked"), await db.Deals.SingleAsync(d => d.Name == "Muted"));
            (parked.Triage, parked.ParkedUntil) = (Triage.Parked, new LocalDate(2026, 6, 1));
            foreach (var nudge in await db.Nudges.Where(n => n.DealId == muted.Id).ToListAsync()) nudge.Verdict = NudgeVerdict.NotUseful;
        });
        await house.Mona.TypesAsync("review");
        Assert.Equal(["Slow"], await AgendaAsync(house));
    }

    private static async Task<DealHouse> OpenAsync(Db kind)
    {
        var house = await DealHouse.OpenAsync(kind);
        await house.AtWorkAsync();
        return house;
    }

    /// <summary>The deals of the only review, in their order.</summary>
    private static async Task<IReadOnlyList<string>> AgendaAsync(DealHouse house) => await house.Host.ReadAsync(db => (
        from r in db.ReviewDeals.AsNoTracking() join d in db.Deals on r.DealId equals d.Id orderby r.Place select d.Name).ToListAsync());
}
