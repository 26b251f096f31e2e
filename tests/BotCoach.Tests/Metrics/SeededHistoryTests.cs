using System.Globalization;
using System.Text.Json;
using BotCoach.Metrics;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit.Abstractions;

namespace BotCoach.Tests.Metrics;

/// <summary>A hundred thousand deals with eight entries each: the figures are what PostgreSQL alone makes of the same rows, to the cent.</summary>
public sealed class SeededHistoryTests(ITestOutputHelper output)
{
    private const int Deals = 100_000;
    private const int Chunk = 20_000;

    [Theory, OnPostgres]
    public async Task A_second_reckoning_in_sql_comes_to_the_same(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        await SeedAsync(host, new Random(seed));
        var (all, deals, amounts, stages) = (await FiguresAsync(host), JsonDocument.Parse((await AskAsync(host, SecondReckoning.Deals)).Single()).RootElement, await AskAsync(host, SecondReckoning.Amounts), await AskAsync(host, SecondReckoning.Stages));

        Assert.Equal(Deals, all.Created);
        Assert.Equal([N("created"), N("open"), N("won"), N("lost"), N("disqualified")], [all.Created, all.Open, all.Won, all.Lost, all.Disqualified]);
        Assert.Equal([N("to_win"), N("to_loss"), N("to_close"), N("champion")], [all.DaysToWin.Median(), all.DaysToLoss.Median(), all.DaysToClose.Median(), all.Champion.Median()]);
        Assert.Equal([(N("without"), N("open")), (N("confirmed"), N("open")), (N("slipped"), N("dated")), (N("threaded"), N("open"))],
            new[] { all.WithoutNextStep, all.Confirmed, all.Slipped, all.MultiThreaded }.Select(r => ((double?)r.Of, (double?)r.All)));
        Assert.Equal(amounts, all.WonAmounts.Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.Currency} {a.Deals} {a.Sum:0.####} {a.Median:0.####}")));
        Assert.Equal(stages, all.Stages.Where(s => s.On + s.Back + s.Out > 0).OrderBy(s => s.StageId, StringComparer.Ordinal)
            .Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.StageId} {s.On} {s.Back} {s.Out} {s.StayHours.Median()} {s.WonFromHere.Of}/{s.WonFromHere.All}")));
        Assert.Equal(all.Stages.Sum(s => s.Back), all.Backward.Of);

        double? N(string name) => deals.GetProperty(name).GetDouble();
    }

    private static async Task<PipelineMetrics> FiguresAsync(CoachHost host)
    {
        MetricsTable? table = null;
        var today = Instant.FromDateTimeOffset(host.Clock.Now).InZone(DateTimeZoneProviders.Tzdb["Europe/Berlin"]).Date;
        await host.DoAsync(async services => table = await services.GetRequiredService<MetricsReading>().OfAsync(new MetricsCut(today)));
        return table!.All;
    }

    private static Task<List<string>> AskAsync(CoachHost host, string sql) => host.ReadAsync(db => db.Database.SqlQueryRaw<string>(sql, db.WorkspaceId).ToListAsync());

    private static async Task SeedAsync(CoachHost host, Random random)
    {
        var now = host.Clock.Now;
        HistoryMaker? maker = null;
        await host.DoAsync(async services =>
        {
            var db = services.GetRequiredService<BotCoachDb>();
            (await db.Workspaces.SingleAsync()).Zone = "Europe/Berlin";
            var people = Enumerable.Range(0, 50).Select(i => new Person { WorkspaceId = db.WorkspaceId, Id = OrderedId.Next(now), Name = $"Rep {i}", CreatedAt = now }).ToList();
            db.People.AddRange(people);
            var shelf = services.GetRequiredService<StageShelf>();
            await shelf.EnsureBuiltInAsync(now);
            await db.SaveChangesAsync();
            var version = await shelf.ChooseAsync("mid-market", null, null);
            maker = new HistoryMaker(random, version, await shelf.OpenAsync(version.ProcessId, version.Number), [.. people.Select(p => p.Id)], now);
        });
        for (var made = 0; made < Deals; made += Chunk)
            await host.DoAsync(async services =>
            {
                var (db, some) = (services.GetRequiredService<BotCoachDb>(), Enumerable.Range(0, Chunk).Select(_ => maker!.Next()).ToList());
                // who belongs to whom is right by how it is made
                await db.Database.ExecuteSqlRawAsync("set local session_replication_role = replica");
                await db.AddManyAsync([.. some.Select(s => s.Deal)], default);
                await db.AddManyAsync([.. some.SelectMany(s => s.Events)], default);
                await db.AddManyAsync([.. some.SelectMany(s => s.Stakeholders)], default);
            });
    }
}
