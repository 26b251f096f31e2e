using BotCoach.Deals;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace BotCoach.Tests.Storage;

public sealed class BulkInsertTests
{
    private static readonly string[] TheirOwn = ["id", "external_id"];

    [Theory, OnSqlite, OnPostgres]
    public async Task A_row_added_with_many_is_to_the_byte_what_it_is_when_saved_alone(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        var template = await host.ReadDealAsync(await host.DealAsync(rita, "Acme"));
        foreach (var isFull in (bool[])[true, false])
        {
            var (alone, among) = (Copy(template, isFull), Copy(template, isFull));
            await host.DoAsync(services =>
            {
                services.GetRequiredService<BotCoachDb>().Deals.Add(alone);
                return Task.CompletedTask;
            });
            await host.DoAsync(services => services.GetRequiredService<BotCoachDb>().AddManyAsync([among], default));
            Assert.Equal(await RowAsync(host, alone.Id), await RowAsync(host, among.Id));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_row_that_is_there_already_is_a_clash_and_none_of_the_many_is_added(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        var there = await host.ReadDealAsync(await host.DealAsync(rita, "Acme"));
        var fault = await Assert.ThrowsAnyAsync<Exception>(() =>
            host.DoAsync(services => services.GetRequiredService<BotCoachDb>().AddManyAsync([Copy(there, true), there], default)));
        Assert.True(DbFaults.IsClash(fault), $"{fault}");
        Assert.Equal(1, await host.ReadAsync(db => db.Deals.CountAsync()));
    }

    private static Deal Copy(Deal of, bool isFull)
    {
        var deal = new Deal
        {
            WorkspaceId = of.WorkspaceId, Id = Guid.NewGuid(), Source = "csv", ExternalId = $"{Guid.NewGuid()}", Name = "Ärger, “quoted”\n\ttwo lines", OwnerId = of.OwnerId,
            Currency = "EUR", ProcessId = of.ProcessId, ProcessVersion = of.ProcessVersion, StageId = of.StageId, StageEnteredAt = of.StageEnteredAt, CreatedAt = of.CreatedAt,
        };
        if (!isFull) return deal;
        (deal.Account, deal.Amount, deal.CloseOn, deal.StageMedianDays, deal.ImportedWithoutEvidence) = ("Acme", 12_400.50m, new LocalDate(2027, 2, 28), 12.25, true);
        (deal.NextStep, deal.NextStepOn, deal.NextStepOwnerId, deal.NextStepSide, deal.NextStepConfirmed) = ("Call", new LocalDate(2027, 1, 1), of.OwnerId, Side.Buyer, true);
        (deal.HeardAt, deal.TouchedAt, deal.ChampionStrength, deal.Status, deal.Triage) = (of.CreatedAt.AddDays(-1), of.CreatedAt, 4, DealStatus.Won, Triage.Parked);
        (deal.Facts, deal.Custom, deal.Revision) = (new() { ["problem"] = "Six weeks, \"lost\"" }, new() { ["Region"] = "West" }, 1L << 40);
        return deal;
    }

    private static async Task<string> RowAsync(CoachHost host, Guid id)
    {
        await using var db = host.Database.Open(host.WorkspaceId);
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"select * from deal where lower(cast(id as text)) = '{id}'";
        await using var rows = await command.ExecuteReaderAsync();
        Assert.True(await rows.ReadAsync());
        return string.Join("\n", Enumerable.Range(0, rows.FieldCount).Where(i => !TheirOwn.Contains(rows.GetName(i)) && rows.GetName(i) != "search")
            .Select(i => $"{rows.GetName(i)}: {rows.GetDataTypeName(i)} {rows.GetFieldType(i)} {rows.GetValue(i)}"));
    }
}
