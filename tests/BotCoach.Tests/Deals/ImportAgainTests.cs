using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace BotCoach.Tests.Deals;

/// <summary>The weekly export, imported week after week while people work here.</summary>
public class ImportAgainTests
{
    private const string Acme = "1,Acme rollout,Acme,Ann Bell,Discovery,100,2026-06-30,Call the CFO";
    private static readonly Actor Rep = new(null, Role.Rep, "fake", By.Click);

    [Theory, OnSqlite, OnPostgres]
    public async Task What_the_file_says_again_does_not_undo_what_was_done_here_since(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        await host.ImportAsync(Importing.Deals(Acme));
        await ChangeAsync(host, d => d.Amount = 120);
        var equal = Acme.Replace(",100,", ",120,");
        Assert.Equal((0, 0, 1, 0), (await host.ImportAsync(Importing.Deals(equal))).Counts());
        await ChangeAsync(host, d => (d.StageId, d.Amount) = ("solution-alignment", 150));
        Assert.Equal((0, 0, 1, 0), (await host.ImportAsync(Importing.Deals(equal))).Counts());
        Assert.Equal(150, (await DealAsync(host)).Amount);
        // their name of the stage is kept too, so that this week changes something
        var moved = equal.Replace("Discovery", "Solution alignment");
        Assert.Equal((0, 1, 0, 0), (await host.ImportAsync(Importing.Deals(moved))).Counts());
        await ChangeAsync(host, d => d.StageId = "business-case");
        Assert.Equal((0, 0, 1, 0), (await host.ImportAsync(Importing.Deals(moved))).Counts());
        Assert.Equal(("business-case", 150m), ((await DealAsync(host)).StageId, (await DealAsync(host)).Amount));
        // and what it says anew is taken
        Assert.Equal((0, 1, 0, 0), (await host.ImportAsync(Importing.Deals(moved.Replace(",120,", ",170,")))).Counts());
        Assert.Equal(("business-case", 170m), ((await DealAsync(host)).StageId, (await DealAsync(host)).Amount));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_day_of_beginning_that_the_file_puts_right_is_put_right_here_and_its_history_keeps_both(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        string[] header = ["id,name,account,owner,stage,created date"];
        Task<ImportReport> ImportAsync(string began) => host.ImportAsync(Csv.File("deals.csv", [.. header, $"1,Acme,Acme,Ann Bell,Discovery,{began}"]));
        await ImportAsync("2026-01-15");
        Assert.Equal((0, 1, 0, 0), (await ImportAsync("2025-11-20")).Counts());
        Assert.Equal(new DateOnly(2025, 11, 20), DateOnly.FromDateTime((await DealAsync(host)).CreatedAt.UtcDateTime));
        var put = await host.ReadAsync(db => db.DealEvents.AsNoTracking().SingleAsync(e => e.Kind == DealEventKind.FieldsChanged));
        Assert.Contains("2026-01-15", put.Before);
        Assert.Contains("2025-11-20", put.After);
        Assert.Equal((0, 0, 1, 0), (await ImportAsync("2025-11-20")).Counts());
        Assert.Equal((0, 0, 1, 0), (await ImportAsync("")).Counts());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_refused_move_is_refused_again_and_not_forgotten(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        await host.ImportAsync(Importing.Deals(Acme));
        for (var week = 0; week < 2; week++) Assert.Equal((0, 0, 0, 1), (await host.ImportAsync(Importing.Deals(Acme.Replace("Discovery", "Proposal")))).Counts());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_row_that_names_a_stage_of_another_process_is_refused_every_time(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        string[] header = ["id,name,account,owner,stage,segment"];
        await host.ImportAsync(Csv.File("deals.csv", [.. header, "1,Acme,Acme,Ann Bell,Discovery,Enterprise"]));
        for (var week = 0; week < 2; week++)
        {
            var report = await host.ImportAsync(Csv.File("deals.csv", [.. header, "1,Acme,Acme,Ann Bell,Decision pending,SMB"]));
            Assert.Equal((0, 0, 0, 1), report.Counts());
            Assert.Contains("another process", report.Refusals[0].Why);
        }
        Assert.Equal("Enterprise", (await DealAsync(host)).Segment);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Importing_on_the_same_day_twice_changes_nothing_of_dates_of_that_day(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var today = Csv.File("deals.csv", "id,name,owner,stage,last activity,last heard", "1,Acme,Ann Bell,Discovery,2026-03-02,2026-03-02");
        await host.ImportAsync(today);
        host.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal((0, 0, 1, 0), (await host.ImportAsync(today)).Counts());
        Assert.Single(await host.ReadAsync(db => db.DealEvents.ToListAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_day_of_closing_or_of_entering_the_stage_that_was_put_right_is_taken(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        string[] header = ["id,name,owner,stage,date entered stage,closed date"];
        await host.ImportAsync(Csv.File("deals.csv", [.. header, "1,Acme,Ann Bell,Discovery,2026-01-05,", "2,Beta,Ann Bell,Lost,,2026-01-05"]));
        var report = await host.ImportAsync(Csv.File("deals.csv", [.. header, "1,Acme,Ann Bell,Discovery,2026-02-05,", "2,Beta,Ann Bell,Lost,,2026-02-06"]));
        Assert.Equal((0, 2, 0, 0), report.Counts());
        var deals = await host.ReadAsync(db => db.Deals.AsNoTracking().OrderBy(d => d.ExternalId).ToListAsync());
        Assert.Equal(("2026-02-05", "2026-02-06"), ($"{deals[0].StageEnteredAt:yyyy-MM-dd}", $"{deals[1].ClosedAt:yyyy-MM-dd}"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_typed_deal_that_got_its_id_from_a_file_is_found_by_it_under_another_name(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        await TypeDealAsync(host);
        await host.ImportAsync(Csv.File("deals.csv", "id,name,account,owner,stage", "77,ACME rollout,acme,Ann Bell,Targeting"));
        await host.ImportAsync(Csv.File("deals.csv", "id,name,account,owner,stage", "77,Acme phase two,Acme,Ann Bell,Targeting"));
        var deal = await DealAsync(host);
        Assert.Equal(("77", "Acme phase two"), (deal.ExternalId, deal.Name));
        Assert.Contains("77", deal.Search);
        Assert.Contains(await host.ReadAsync(db => db.DealEvents.Select(e => e.After).ToListAsync()), after => after?.Contains("\"external-id\":\"77\"") == true);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_deal_that_was_typed_between_the_check_and_the_import_is_not_made_twice(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var admin = await host.AdminAsync("Ada");
        await admin.SharesAsync(("deals.csv", Csv.Bytes("id,name,account,owner,stage", "1,Acme rollout,Acme,Ada,Targeting")));
        await host.RunDueAsync();
        await TypeDealAsync(host);
        await admin.PressesAsync("Import 1 deal");
        await host.RunDueAsync();
        admin.Sees("Created: 0");
        Assert.Equal("1", (await DealAsync(host)).ExternalId);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_imported_deal_is_a_twin_of_the_same_deal_typed_here(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var ann = await host.RepAsync("Ann Bell");
        await host.ImportAsync(Importing.Deals(Acme));
        await ann.TypesAsync("deal new");
        await ann.FillsAsync(("name", "acme Rollout"), ("account", "ACME"));
        ann.Sees("There is an open deal with this name at this account already");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_same_words_count_on_how_many_deals_they_stand_also_when_an_import_writes_them(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        string[] header = ["id,name,owner,stage,problem,price"];
        var rows = Enumerable.Range(1, 5).Select(i => $"{i},Deal {i},Ann Bell,Discovery,Trouble {i},100");
        await host.ImportAsync(Csv.File("deals.csv", [.. header, .. rows]));
        await host.ImportAsync(Csv.File("deals.csv", [.. header, .. rows.Select(r => r[..r.IndexOf("Trouble")] + "They lose orders,100")]));
        var said = await host.ReadAsync(db => db.SaidTexts.AsNoTracking().ToListAsync());
        Assert.Equal(5, said.Count(s => s.Key == SaidText.KeyOf("They lose orders") && s.Field == "fact:problem"));
        // a price repeats by nature
        Assert.Equal(5, said.Count);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Many_rows_that_move_cost_hardly_more_queries_than_one(Db kind)
    {
        var (one, ten) = (await QueriesAsync(kind, 1), await QueriesAsync(kind, 10));
        Assert.True(ten < one + 25, $"One row took {one} queries, ten took {ten}.");
    }

    private static async Task<int> QueriesAsync(Db kind, int count)
    {
        var log = new CountedQueries();
        await using var host = await CoachHost.StartAsync(kind, s => s.AddSingleton<Microsoft.Extensions.Logging.ILoggerProvider>(log));
        var rows = Enumerable.Range(1, count).Select(i => $"{i},Deal {i},Acme,Ann Bell,Solution alignment,100,2026-06-30,").ToArray();
        await host.ImportAsync(Importing.Deals(rows));
        log.Count = 0;
        await host.ImportAsync(Importing.Deals([.. rows.Select(r => r.Replace("Solution alignment", "Discovery"))]));
        Assert.Equal(count, await host.ReadAsync(db => db.Deals.CountAsync(d => d.StageId == "discovery")));
        return log.Count;
    }

    private static Task ChangeAsync(CoachHost host, Action<Deal> change) => host.DoAsync(async services =>
    {
        var deal = await services.GetRequiredService<BotCoachDb>().Deals.SingleAsync();
        await services.GetRequiredService<DealLedger>().ChangeAsync(deal, Rep, host.Clock.Now, DealEventKind.FieldsChanged, change);
    });

    private static async Task TypeDealAsync(CoachHost host)
    {
        var rep = await host.RepAsync("Ann Bell");
        await host.DoAsync(s => s.GetRequiredService<BotCoach.Stages.StageShelf>().EnsureBuiltInAsync(host.Clock.Now));
        await rep.TypesAsync("deal new");
        await rep.FillsAsync(("name", "Acme rollout"), ("account", "Acme"));
    }

    private static Task<Deal> DealAsync(CoachHost host) => host.ReadAsync(db => db.Deals.AsNoTracking().SingleAsync());

    private sealed class CountedQueries : Microsoft.Extensions.Logging.ILoggerProvider, Microsoft.Extensions.Logging.ILogger
    {
        public int Count { get; set; }

        public Microsoft.Extensions.Logging.ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(Microsoft.Extensions.Logging.LogLevel logLevel) => true;

        public void Log<TState>(Microsoft.Extensions.Logging.LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Name == "Microsoft.EntityFrameworkCore.Database.Command.CommandExecuted") Count++;
        }

        public void Dispose()
        {
        }
    }
}
