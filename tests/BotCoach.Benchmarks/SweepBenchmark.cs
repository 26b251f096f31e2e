using System.Diagnostics;
using System.Globalization;
using BotCoach.Chat;
using BotCoach.Nudges;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BotCoach.Benchmarks;

/// <summary>
/// What judging costs among a million open deals: those that are due, against as many among ten thousand; all of them again, against the database's own COPY
/// of what is read and its own UPDATE of what is written; and how long a deal that is due waits. Rounds take turns; medians.
/// </summary>
internal static class SweepBenchmark
{
    private const int Due = 10_000;
    private const int Rounds = 3;
    private const int LiveSeconds = 60;
    private const int DueEachSecond = 90;
    private static readonly string[] Read = ["deal", "deal_due", "answer", "stakeholder", "artifact", "gate_override", "nudge"];

    /// <param name="deals">How many; null: those that a run before has left on the server that BOTCOACH_BENCH_POSTGRES names.</param>
    public static async Task<int> RunAsync(int? deals)
    {
        await using var server = await PrivatePostgres.StartAsync();
        var (many, few) = deals is { } number ? await MadeAsync(server, number) : (server.Of("many"), server.Of("few"));
        foreach (var connection in (string[])[many, few]) await SettleAsync(connection);
        foreach (var table in (string[])[.. Read, "said_text"]) await Console.Error.WriteLineAsync($"{table}: {await SweepCompany.RunAsync(many, $"select count(*) from {table}"):#,0}");
        Console.WriteLine("| what | seconds | against | seconds | ratio | wanted |");
        Console.WriteLine("|---|---|---|---|---|---|");
        await SweepAsync(many, few);
        await RejudgeAsync(many, few);
        await LatencyAsync(many);
        return 0;
    }

    private static async Task<(string Many, string Few)> MadeAsync(PrivatePostgres server, int deals)
    {
        var (many, few, watch) = (await server.CreateAsync("many"), await server.CreateAsync("few"), Stopwatch.StartNew());
        await SweepCompany.SeedAsync(few, Due);
        await SweepCompany.SeedAsync(many, deals);
        await Console.Error.WriteLineAsync($"made in {watch.Elapsed.TotalSeconds:0} s");
        return (many, few);
    }

    /// <summary>Nothing is due, and all is judged under the epoch that holds.</summary>
    private static async Task SettleAsync(string connection)
    {
        await using var app = await AppOf(connection);
        var runner = app.Services.GetRequiredService<ChoreRunner>();
        while (await runner.RunAsync(typeof(NudgeSweep), Now, default) + await runner.RunAsync(typeof(EpochSweep), Now, default) > 0) { }
        await SweepCompany.RunAsync(connection, "drop trigger if exists waits on deal_due; drop function if exists note_waited; drop table if exists waited");
        await SweepCompany.RunAsync(connection, "vacuum analyze");
    }

    private static async Task SweepAsync(string many, string few)
    {
        await using var manyApp = await AppOf(many);
        await using var fewApp = await AppOf(few);
        List<double> ofMany = [], ofFew = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var (among, alone) = (await DueAsync(many, manyApp), await DueAsync(few, fewApp));
            if (round > 0) (ofMany, ofFew) = ([.. ofMany, among], [.. ofFew, alone]);
        }
        Say($"{Due:#,0} due among all", ofMany, $"the same among {Due:#,0}", ofFew, 2);
    }

    /// <summary>Makes so many due, of which each has lost a nudge that comes back, and judges them.</summary>
    private static async Task<double> DueAsync(string connection, WebApplication app)
    {
        var runner = app.Services.GetRequiredService<ChoreRunner>();
        while (await runner.RunAsync(typeof(NudgeSweep), Now, default) > 0) { }
        await SweepCompany.RunAsync(connection, $"""
            create temp table chosen as select deal_id from deal_due order by md5(deal_id::text || clock_timestamp()::text) limit {Due};
            delete from nudge where id in (select distinct on (n.deal_id) n.id from nudge n join chosen c on c.deal_id = n.deal_id);
            update deal_due set at = now() where deal_id in (select deal_id from chosen);
            """);
        await SweepCompany.RunAsync(connection, "checkpoint");
        var watch = Stopwatch.StartNew();
        await runner.RunAsync(typeof(NudgeSweep), Now, default);
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task RejudgeAsync(string many, string few)
    {
        List<double> copies = [], updates = [], some = [], all = [];
        var peaks = new List<string>();
        for (var round = 0; round < Rounds; round++)
        {
            copies.Add(await CopyAsync(many));
            some.Add(await RejudgedAsync(many, $"update person set zone = case when zone is null then 'America/New_York' end where id in (select id from person order by id limit {SweepCompany.Owners / 100})", peaks));
            await SweepCompany.RunAsync(many, "vacuum analyze deal_due");
            updates.Add(await UpdateAsync(many));
            await SweepCompany.RunAsync(many, "vacuum analyze deal_due");
            all.Add(await RejudgedAsync(many, "update workspace set zone = case zone when 'Europe/Berlin' then 'America/New_York' else 'Europe/Berlin' end", peaks));
            await SweepCompany.RunAsync(many, "vacuum analyze deal_due, nudge");
        }
        Say("all judged again, 1 % of the owners in another zone", some, "COPY of the same columns", copies, 3);
        Say("all judged again, the company in another zone", all, "UPDATE of the narrow table", updates, 1.5);
        Console.WriteLine();
        foreach (var peak in peaks) Console.WriteLine(peak);
        await RejudgedAsync(few, "update workspace set zone = 'America/New_York'", peaks);
        Console.WriteLine($"among {Due:#,0}: {peaks[^1]}");
    }

    private static async Task<double> RejudgedAsync(string connection, string change, List<string> peaks)
    {
        await SweepCompany.RunAsync(connection, "update workspace set epoch = epoch + 1");
        await SweepCompany.RunAsync(connection, "drop table if exists due_before; create table due_before as select deal_id, at from deal_due");
        await SweepCompany.RunAsync(connection, change);
        await SweepCompany.RunAsync(connection, "checkpoint");
        using var judge = Start("sweep-run", connection, "epoch");
        var said = (await judge.StandardOutput.ReadToEndAsync()).Trim().Split(' ');
        await judge.WaitForExitAsync();
        var moved = await SweepCompany.RunAsync(connection, "select count(*) from deal_due d join due_before b on b.deal_id = d.deal_id where d.at is distinct from b.at");
        peaks.Add($"{said[1]} s, {moved:#,0} of {await SweepCompany.RunAsync(connection, "select count(*) from deal_due"):#,0} next looks moved; peak {said[2]} MB, {said[3]} s of processor time, {said[4]} s of it collecting {said[5]} MB");
        return double.Parse(said[1], CultureInfo.InvariantCulture);
    }

    private static async Task<double> CopyAsync(string connection)
    {
        await using var session = new NpgsqlConnection(connection);
        await session.OpenAsync();
        var watch = Stopwatch.StartNew();
        foreach (var table in Read)
        {
            await using var rows = await session.BeginRawBinaryCopyAsync($"copy {(table == "nudge" ? "(select * from nudge where holds)" : table)} to stdout (format binary)");
            await rows.CopyToAsync(Stream.Null);
        }
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> UpdateAsync(string connection)
    {
        await SweepCompany.RunAsync(connection, "checkpoint");
        var watch = Stopwatch.StartNew();
        await SweepCompany.RunAsync(connection, "update deal_due set at = at + interval '1 hour', epoch = epoch + 1");
        var seconds = watch.Elapsed.TotalSeconds;
        await SweepCompany.RunAsync(connection, "update deal_due set at = at - interval '1 hour', epoch = epoch - 1");
        return seconds;
    }

    private static async Task LatencyAsync(string connection)
    {
        await SettleAsync(connection);
        await SweepCompany.RunAsync(connection, $"""
            create table waited (ms double precision);
            create function note_waited() returns trigger as $$ begin
                insert into waited values (extract(epoch from clock_timestamp() - old.at) * 1000); return new; end $$ language plpgsql;
            update deal_due d set at = now() + interval '15 seconds' + c.n * interval '{1000.0 / DueEachSecond:0.###} milliseconds'
                from (select deal_id, row_number() over () as n from (select deal_id from deal_due order by md5(deal_id::text) limit {LiveSeconds * DueEachSecond}) x) c where c.deal_id = d.deal_id;
            create trigger waits after update on deal_due for each row when (old.at is distinct from new.at) execute function note_waited();
            """);
        using var live = Start("sweep-live", connection, $"{LiveSeconds + 25}");
        await live.WaitForExitAsync();
        Console.WriteLine();
        foreach (var share in (double[])[0.5, 0.99, 1])
            Console.WriteLine($"due until written, at {DueEachSecond} a second, {share:P0}: {await SweepCompany.RunAsync(connection, $"select percentile_cont({share.ToString(CultureInfo.InvariantCulture)}) within group (order by ms) from waited"):#,0} ms, of {await SweepCompany.RunAsync(connection, "select count(*) from waited"):#,0}; wanted 1,500 ms at 99 %");
    }

    private static DateTimeOffset Now => CoachClock.ToMilliseconds(TimeProvider.System.GetUtcNow());

    private static async Task<WebApplication> AppOf(string connection)
    {
        var app = App.Build(["--ConnectionStrings:BotCoach", connection]);
        await App.PrepareAsync(app);
        return app;
    }

    private static void Say(string what, List<double> ours, string against, List<double> theirs, double wanted)
    {
        var (mine, limit) = (Middle(ours), Middle(theirs));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {mine:0.0} {Span(ours)} | {against} | {limit:0.0} {Span(theirs)} | {mine / limit:0.00} | {wanted} |"));
    }

    private static double Middle(List<double> of) => of.Order().ElementAt(of.Count / 2);

    private static string Span(List<double> of) => string.Create(CultureInfo.InvariantCulture, $"[{of.Min():0.0}..{of.Max():0.0}]");

    private static Process Start(params string[] arguments)
    {
        string[] self = Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? [typeof(SweepBenchmark).Assembly.Location] : [];
        return Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. self, .. arguments]) { RedirectStandardOutput = true })!;
    }
}
