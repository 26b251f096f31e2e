using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace BotCoach.Tests.Deals;

/// <summary>A deal as of a past instant is what it was then, whatever happened to it since, by whatever kind of change.</summary>
public sealed class DealAsOfTests
{
    private static readonly string[] Fields =
    [
        "name", "account", "owner", "sales-team", "segment", "lead-source", "amount", "currency", "close-on", "process", "stage", "stage-entered", "next-step", "next-step-on",
        "next-step-owner", "next-step-side", "next-step-confirmed", "heard-at", "touched-at", "champion", "status", "outcome-reason", "closed-at", "triage", "parked-until", "fact:problem", "custom:Region",
    ];

    [Theory, OnSqlite(1), OnSqlite(2), OnPostgres(3)]
    public async Task Every_moment_of_a_long_history_is_rebuilt_from_todays_deal(Db kind, int seed)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        var id = await house.DealAsync(house.Rita, "Acme", d => d.Amount = 1_000);
        var random = new Random(seed);
        List<(DateTimeOffset At, DealSnapshot Was)> moments = [];
        for (var i = 0; i < 60; i++)
        {
            var at = TestBook.Now.AddDays(-2).AddMinutes(37 * i);
            await ChangeAsync(house, id, at, random);
            moments.Add((at, DealSnapshot.Of(await house.ReadAsync(id))));
        }
        var (deal, entries) = (await house.ReadAsync(id), await EntriesAsync(house, id));
        foreach (var (at, was) in moments)
        {
            var then = DealAsOf.Of(deal, entries.Where(e => e.Event.HappenedAt > at))!;
            foreach (var field in Fields) Assert.Equal((seed, at, field, was[field]), (seed, at, field, then[field]));
        }
        Assert.Equal(1_000, DealAsOf.Of(deal, entries.Where(e => e.Event.HappenedAt > TestBook.Now.AddDays(-3)))!.Amount);
        Assert.Null(DealAsOf.Of(deal, entries));
    }

    [Theory, OnSqlite]
    public async Task What_was_told_late_counts_from_when_it_happened(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        var id = await house.DealAsync(house.Rita, "Acme", d => d.Amount = 5);
        var (monday, wednesday, friday) = (TestBook.Now, TestBook.Now.AddDays(2), TestBook.Now.AddDays(4));
        await LedgerAsync(house, id, (ledger, deal) => ledger.ChangeAsync(deal, TestBook.Click(), wednesday, DealEventKind.FieldsChanged, d => d.Amount = 7));
        await LedgerAsync(house, id, (ledger, deal) => ledger.ChangeAsync(deal, TestBook.Click(), friday, DealEventKind.Lost, d => (d.Status, d.OutcomeReason, d.ClosedAt) = (DealStatus.Lost, "Price", monday), monday));
        var (now, entries) = (await house.ReadAsync(id), await EntriesAsync(house, id));
        var tuesday = DealAsOf.Of(now, entries.Where(e => e.Event.HappenedAt > monday.AddDays(1)))!;
        Assert.Equal((DealStatus.Lost, "Price", 5), (tuesday.Status, tuesday.OutcomeReason, tuesday.Amount));
        var sunday = DealAsOf.Of(now, entries.Where(e => e.Event.HappenedAt > monday.AddDays(-1)))!;
        Assert.Equal((DealStatus.Open, null, 5), (sunday.Status, sunday.OutcomeReason, sunday.Amount));
    }

    private static Task ChangeAsync(DealHouse house, Guid id, DateTimeOffset at, Random random) => LedgerAsync(house, id, async (ledger, deal) =>
    {
        var (kind, change) = random.Next(10) switch
        {
            0 => (DealEventKind.Advanced, (Action<Deal>)(d => d.StageId = d.StageId == "one" ? "two" : "three")),
            1 => (DealEventKind.MovedBack, d => d.StageId = "one"),
            2 => (DealEventKind.NextStepSet, d => (d.NextStep, d.NextStepOn, d.NextStepSide, d.NextStepConfirmed) = ($"Call {random.Next(9)}", TestBook.Today.PlusDays(random.Next(30)), Side.Buyer, random.Next(2) == 0)),
            3 => (DealEventKind.NextStepSet, d => (d.NextStep, d.NextStepOn, d.NextStepSide, d.NextStepConfirmed) = (null, null, null, false)),
            4 => (DealEventKind.FieldsChanged, d => d.CloseOn = TestBook.Today.PlusDays(random.Next(60))),
            5 => (DealEventKind.FieldsChanged, d => (d.Amount, d.Facts["problem"], d.Custom["Region"]) = (random.Next(90_000) / 7m, $"Slow {random.Next(5)}", $"R{random.Next(3)}")),
            6 => (DealEventKind.HandedOver, d => d.OwnerId = random.Next(2) == 0 ? house.Sam.PersonId : house.Rita.PersonId),
            7 => (DealEventKind.Heard, d => d.HeardAt = at),
            8 when deal.IsOpen => (DealEventKind.Lost, d => (d.Status, d.OutcomeReason, d.ClosedAt) = (DealStatus.Lost, "Price or terms", at)),
            _ => (DealEventKind.Reopened, d => (d.Status, d.OutcomeReason, d.ClosedAt) = (DealStatus.Open, null, null)),
        };
        await ledger.ChangeAsync(deal, TestBook.Click(house.Rita.PersonId), at, kind, change);
    });

    private static Task LedgerAsync(DealHouse house, Guid id, Func<DealLedger, Deal, Task> change) => house.Host.DoAsync(async s =>
        await change(s.GetRequiredService<DealLedger>(), await s.GetRequiredService<BotCoachDb>().Deals.SingleAsync(d => d.Id == id)));

    private static async Task<List<DealEntry>> EntriesAsync(DealHouse house, Guid id)
    {
        var texts = (await house.Host.ReadAsync(db => db.DealEventTexts.AsNoTracking().Where(t => t.DealId == id).ToListAsync())).ToLookup(t => t.Seq);
        return (await house.EventsAsync(id)).ConvertAll(e => new DealEntry(e, [.. texts[e.Seq]]));
    }
}
