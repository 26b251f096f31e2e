using System.Diagnostics;
using System.Globalization;
using BotCoach.Chat;
using BotCoach.Rollout;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BotCoach.Benchmarks;

/// <summary>A draft's preview on all open deals of a company, its publishing, and how fast the deals follow, on PostgreSQL.</summary>
internal static class RolloutBenchmark
{
    private const int Rounds = 5;

    /// <summary>What a preview reads: all rows of these are open deals', and their owners are asked for.</summary>
    private static readonly string[] Read =
    [
        """
        select workspace_id, id, name, account, owner_id, sales_team, segment, lead_source, amount, close_on, close_slips, close_slipped_at, process_id, process_version, stage_id, stage_entered_at,
            stage_entered_assumed, stage_median_days, went_back_from, imported_without_evidence, next_step, next_step_on, next_step_side, next_step_confirmed, heard_at, touched_at, touches_made,
            touches_since, champion_strength, status, triage, parked_until, facts, custom from deal
        """,
        "select deal_id, criterion_id, state, kind, text, call_id, given_at, waived_until, decided_at from answer",
        "select id, deal_id, name, department, role, engaged_at from stakeholder",
        "select deal_id, spec_id, link, added_at from artifact",
        "select * from gate_override",
        "select deal_id, rule, occurrence, person_id, id, stage_id, severity, since, threshold_days, holds, snoozed_until, first_shown_at, \"end\", verdict from nudge",
        "select key, deal_id from said_text",
    ];

    /// <param name="deals">How many; null: those that a run before has left on the server that BOTCOACH_BENCH_POSTGRES names, which get no new version.</param>
    public static async Task<int> RunAsync(int? deals)
    {
        await using var postgres = await PrivatePostgres.StartAsync();
        var connection = deals is { } number ? await MadeAsync(postgres, number) : postgres.Of("rollout");
        await using var app = App.Build(["--ConnectionStrings:BotCoach", connection]);
        await App.PrepareAsync(app);
        var (workspace, process) = await DraftAsync(app);
        await SweepCompany.RunAsync(connection, "vacuum analyze");
        Console.WriteLine("| what | seconds | wanted |\n|---|---|---|");
        await PreviewAsync(connection);
        if (deals is null) return 0;
        Console.WriteLine($"| publish | {await TimeAsync(() => InUnitAsync(app, workspace, async s => await s.GetRequiredService<Releases>().PublishAsync((await s.GetRequiredService<Drafts>().FindAsync(process))!, BotCoach.People.Actor.Clock, Now(s)))):0.000} | 1 |");
        Console.WriteLine($"| all {deals:#,0} deals follow | {await TimeAsync(() => app.Services.GetRequiredService<ChoreRunner>().RunAsync(typeof(VersionMoveRun), Now(app.Services), CancellationToken.None)):0.0} | |");
        return 0;
    }

    /// <summary>The process that makes previews, one after the other: of each it prints how long it took, and its own processor time.</summary>
    public static async Task<int> PreviewsAsync(string connection, int rounds)
    {
        await using var app = App.Build(["--ConnectionStrings:BotCoach", connection]);
        await App.PrepareAsync(app);
        var (workspace, process) = await DraftAsync(app);
        for (var round = 0; round < rounds; round++) Console.WriteLine(await PreviewAsync(app, workspace, process));
        return 0;
    }

    private static async Task<string> MadeAsync(PrivatePostgres postgres, int deals)
    {
        var connection = await postgres.CreateAsync("rollout");
        await SweepCompany.SeedAsync(connection, deals);
        await SweepCompany.RunAsync(connection, "update person_due set at = now() + interval '1 hour' where kind = 'Brief'");
        return connection;
    }

    private static async Task PreviewAsync(string connection)
    {
        string[] self = Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? [typeof(RolloutBenchmark).Assembly.Location] : [];
        using var previews = System.Diagnostics.Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. self, "rollout-run", connection, $"{Rounds}"]) { RedirectStandardOutput = true })!;
        while (await previews.StandardOutput.ReadLineAsync() is { } made) Console.WriteLine($"| preview: {made} | 3 |");
        await previews.WaitForExitAsync();
        for (var round = 0; round < Rounds; round++) Console.WriteLine($"| COPY of the same columns | {await TimeAsync(() => CopyAsync(connection)):0.00} | |");
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

    private static async Task<(Guid Workspace, Guid Process)> DraftAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var workspace = (await scope.ServiceProvider.GetRequiredService<BotCoachDb>().WorkspacesAsync(CancellationToken.None))[0];
        var process = Guid.Empty;
        await InUnitAsync(app, workspace, async s =>
        {
            var (shelf, drafts) = (s.GetRequiredService<StageShelf>(), s.GetRequiredService<Drafts>());
            process = (await shelf.ChooseAsync("mid-market", null, null)).ProcessId;
            var draft = await drafts.OpenAsync(process, Guid.Empty, Now(s));
            var book = drafts.Read(draft);
            drafts.Save(draft, book with { Stages = [.. book.Stages.Select(st => st with { Fields = [.. st.Fields, new RequiredField("legal", "present", "ours")], Guideline = st.Guideline with { Days = Math.Max(1, st.Guideline.Days / 2) } })] }, Guid.Empty, Now(s));
            return 0;
        });
        return (workspace, process);
    }

    private static async Task<string> PreviewAsync(WebApplication app, Guid workspace, Guid process)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(workspace);
        var draft = (await scope.ServiceProvider.GetRequiredService<Drafts>().FindAsync(process))!;
        Impact? impact = null;
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        var (cpu, paused, bytes) = (self.TotalProcessorTime, GC.GetTotalPauseDuration(), GC.GetTotalAllocatedBytes());
        var taken = await TimeAsync(async () => impact = await scope.ServiceProvider.GetRequiredService<Preview>().OfAsync(draft, Now(scope.ServiceProvider)));
        self.Refresh();
        return string.Create(CultureInfo.InvariantCulture, $"{impact!.Deals:#,0} deals, {impact.Struck.Count:#,0} struck, {impact.Owners.Values.Sum(o => o.Nudges):#,0} nudges of {impact.Owners.Count:#,0} owners; peak {self.PeakWorkingSet64 >> 20} MB, {(self.TotalProcessorTime - cpu).TotalSeconds:0.0} s of processor time, {(GC.GetTotalPauseDuration() - paused).TotalSeconds:0.0} s of it collecting {(GC.GetTotalAllocatedBytes() - bytes) >> 20} MB | {taken:0.00}");
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalSeconds;
    }

    private static DateTimeOffset Now(IServiceProvider services) => CoachClock.ToMilliseconds(services.GetRequiredService<TimeProvider>().GetUtcNow());

    private static async Task<T> InUnitAsync<T>(WebApplication app, Guid workspace, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(workspace);
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        await using var transaction = await db.BeginAsync(CancellationToken.None);
        var result = await work(scope.ServiceProvider);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return result;
    }
}
