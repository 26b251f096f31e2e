using System.Diagnostics;
using BotCoach.Chat;
using BotCoach.Rollout;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Benchmarks;

/// <summary>A draft's preview on all open deals of a company, its publishing, and how fast the deals follow, on PostgreSQL.</summary>
internal static class RolloutBenchmark
{
    private const int Rounds = 5;

    public static async Task<int> RunAsync(int deals)
    {
        await using var postgres = await PrivatePostgres.StartAsync();
        var connection = await postgres.CreateAsync("rollout");
        await SweepCompany.SeedAsync(connection, deals);
        await SweepCompany.RunAsync(connection, "update person_due set at = now() + interval '1 hour' where kind = 'Brief'");
        await using var app = App.Build(["--ConnectionStrings:BotCoach", connection]);
        await App.PrepareAsync(app);
        var (workspace, process) = await DraftAsync(app);
        Console.WriteLine("| what | seconds | wanted |\n|---|---|---|");
        for (var round = 0; round < Rounds; round++) Console.WriteLine($"| preview of {deals:#,0} deals | {await PreviewAsync(app, workspace, process):0.00} | 3 |");
        Console.WriteLine($"| publish | {await TimeAsync(() => InUnitAsync(app, workspace, async s => await s.GetRequiredService<Releases>().PublishAsync((await s.GetRequiredService<Drafts>().FindAsync(process))!, BotCoach.People.Actor.Clock, Now(s)))):0.000} | 1 |");
        Console.WriteLine($"| all {deals:#,0} deals follow | {await TimeAsync(() => app.Services.GetRequiredService<ChoreRunner>().RunAsync(typeof(VersionMoveRun), Now(app.Services), CancellationToken.None)):0.0} | |");
        return 0;
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

    private static async Task<double> PreviewAsync(WebApplication app, Guid workspace, Guid process)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(workspace);
        var draft = (await scope.ServiceProvider.GetRequiredService<Drafts>().FindAsync(process))!;
        Impact? impact = null;
        var taken = await TimeAsync(async () => impact = await scope.ServiceProvider.GetRequiredService<Preview>().OfAsync(draft, Now(scope.ServiceProvider)));
        Console.Error.WriteLine($"{impact!.Deals} deals, {impact.Struck.Count} struck, {impact.Owners.Values.Sum(o => o.Nudges)} nudges of {impact.Owners.Count} owners; peak {System.Diagnostics.Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB");
        return taken;
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
