using System.Diagnostics;
using System.Globalization;
using BotCoach.Chat;
using BotCoach.Metrics;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;

namespace BotCoach.Benchmarks;

/// <summary>All figures of a company and of one team in it, on PostgreSQL, beside COPY of the columns that they read. The entries lie in the order in which they happened, as years of work leave them.</summary>
internal static class MetricsBenchmark
{
    private const int Rounds = 5;
    private const int TeamDeals = 5_000;
    private const int TeamReps = 50;

    private static readonly string[] Read =
    [
        """
        select id, owner_id, sales_team, segment, lead_source, amount, currency, close_on, close_slips, process_id, process_version, stage_id, next_step, next_step_on, next_step_confirmed,
            champion_strength, status, outcome_reason, closed_at, triage, parked_until, facts, created_at from deal
        """,
        "select deal_id, seq, kind, happened_at, from_stage, to_stage, dwell_seconds from deal_event where from_stage is not null or to_stage is not null",
        "select deal_id, name from stakeholder",
    ];

    /// <param name="deals">How many; null: those that a run before has left on the server that BOTCOACH_BENCH_POSTGRES names.</param>
    public static async Task<int> RunAsync(int? deals)
    {
        await using var postgres = await PrivatePostgres.StartAsync();
        var connection = deals is { } number ? await MadeAsync(postgres, number) : postgres.Of("metrics");
        Console.WriteLine("| what | seconds | wanted |\n|---|---|---|");
        foreach (var what in (string[])["company", "team"])
        {
            string[] self = Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? [typeof(MetricsBenchmark).Assembly.Location] : [];
            using var run = System.Diagnostics.Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. self, "metrics-run", connection, what, $"{Rounds}"]) { RedirectStandardOutput = true })!;
            while (await run.StandardOutput.ReadLineAsync() is { } line) Console.WriteLine(line);
            await run.WaitForExitAsync();
            if (what == "team") continue;
            for (var round = 0; round < Rounds; round++) Console.WriteLine($"| COPY of the same columns | {await TimeAsync(() => CopyAsync(connection)):0.00} | |");
        }
        return 0;
    }

    /// <summary>The process that reckons, several times one after the other.</summary>
    public static async Task<int> FiguresAsync(string connection, string what, int rounds)
    {
        await using var app = App.Build(["--ConnectionStrings:BotCoach", connection]);
        await App.PrepareAsync(app);
        Guid workspace;
        await using (var scope = app.Services.CreateAsyncScope()) workspace = (await scope.ServiceProvider.GetRequiredService<BotCoachDb>().WorkspacesAsync(CancellationToken.None))[0];
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        for (var round = 0; round < rounds; round++)
        {
            await using var scope = app.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(workspace);
            var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
            // today where the company is: of a day that is over there, what happened since would be read too
            var cut = new MetricsCut(Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()).InZone(DateTimeZoneProviders.Tzdb["Europe/Berlin"]).Date);
            if (what == "team") cut = cut with { Owners = await db.People.Where(p => p.Name.StartsWith("Team rep")).Select(p => p.Id).ToListAsync() };
            MetricsTable? table = null;
            var cpu = self.TotalProcessorTime;
            var taken = await TimeAsync(async () => table = await scope.ServiceProvider.GetRequiredService<MetricsReading>().OfAsync(cut));
            self.Refresh();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| figures of the {what}: {table!.All.Created:#,0} deals, {table.All.Won:#,0} won; peak {self.PeakWorkingSet64 >> 20} MB, {(self.TotalProcessorTime - cpu).TotalSeconds:0.00} s of processor time | {taken:0.000} | {(what == "team" ? "0.1" : "2.5 × COPY")} |"));
        }
        return 0;
    }

    private static async Task<string> MadeAsync(PrivatePostgres postgres, int deals)
    {
        var connection = await postgres.CreateAsync("metrics");
        await using var app = App.Build(["--ConnectionStrings:BotCoach", connection]);
        await App.PrepareAsync(app);
        var now = CoachClock.ToMilliseconds(TimeProvider.System.GetUtcNow());
        var workspace = Guid.CreateVersion7(now);
        (HistoryMaker Team, HistoryMaker Others)? makers = null;
        await InUnitAsync(app, workspace, async services => makers = await FoundAsync(services, workspace, now));
        for (var made = 0; made < deals; made += TeamDeals)
        {
            var maker = made == 0 ? makers!.Value.Team : makers!.Value.Others;
            var some = Enumerable.Range(0, TeamDeals).Select(_ => maker.Next()).ToList();
            await InUnitAsync(app, workspace, async services =>
            {
                var db = services.GetRequiredService<BotCoachDb>();
                // who belongs to whom is right by how it is made
                await db.Database.ExecuteSqlRawAsync("set local session_replication_role = replica");
                await db.AddManyAsync([.. some.Select(s => s.Deal)], default);
                await db.AddManyAsync([.. some.SelectMany(s => s.Events)], default);
                await db.AddManyAsync([.. some.SelectMany(s => s.Stakeholders)], default);
            });
        }
        await SweepCompany.RunAsync(connection, "cluster deal_event using ix_deal_event_workspace_id_recorded_at");
        await SweepCompany.RunAsync(connection, "vacuum analyze");
        var (count, entries) = (await SweepCompany.RunAsync(connection, "select count(*) from deal"), await SweepCompany.RunAsync(connection, "select count(*) from deal_event"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:#,0} deals, {entries:#,0} entries"));
        return connection;
    }

    private static async Task<(HistoryMaker Team, HistoryMaker Others)> FoundAsync(IServiceProvider services, Guid workspace, DateTimeOffset now)
    {
        var db = services.GetRequiredService<BotCoachDb>();
        db.Workspaces.Add(new Workspace { Id = workspace, Name = "Bench", Zone = "Europe/Berlin", CreatedAt = now });
        List<Person> Some(string called, int many) => [.. Enumerable.Range(0, many).Select(i => new Person { WorkspaceId = workspace, Id = OrderedId.Next(now), Name = $"{called} {i}", CreatedAt = now })];
        var (team, rest) = (Some("Team rep", TeamReps), Some("Rep", 2_000));
        db.People.AddRange([.. team, .. rest]);
        var shelf = services.GetRequiredService<StageShelf>();
        await shelf.EnsureBuiltInAsync(now);
        await db.SaveChangesAsync();
        var version = await shelf.ChooseAsync("mid-market", null, null);
        var book = await shelf.OpenAsync(version.ProcessId, version.Number);
        return (new HistoryMaker(new Random(20_261_130), version, book, [.. team.Select(p => p.Id)], now) { Called = "T" }, new HistoryMaker(new Random(20_261_131), version, book, [.. rest.Select(p => p.Id)], now) { Called = "R" });
    }

    private static async Task CopyAsync(string connection)
    {
        await using var session = new NpgsqlConnection(connection);
        await session.OpenAsync();
        foreach (var table in Read)
        {
            await using var rows = await session.BeginRawBinaryCopyAsync($"copy ({table}) to stdout (format binary)");
            await rows.CopyToAsync(Stream.Null);
        }
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task InUnitAsync(WebApplication app, Guid workspace, Func<IServiceProvider, Task> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(workspace);
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await work(scope.ServiceProvider);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }
}
