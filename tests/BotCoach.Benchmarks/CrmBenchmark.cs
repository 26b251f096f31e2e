using System.Diagnostics;
using System.Globalization;
using BotCoach.Chat;
using BotCoach.Crm;
using BotCoach.Crm.Wire;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Harness.FakeCrm;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Process = System.Diagnostics.Process;

namespace BotCoach.Benchmarks;

/// <summary>
/// The first sync of a CRM with many deals: a fake HubSpot in a process of its own, at the rate that a real one allows, and the sync in another, a tick a second as the metronome has it. What the
/// sync costs is its own processor time.
/// </summary>
internal static class CrmBenchmark
{
    // what HubSpot allows a private app in ten seconds, in one
    private const int PerSecond = 19;

    public static async Task<int> RunAsync(int deals, string which)
    {
        var work = Directory.CreateTempSubdirectory("botcoach-bench-").FullName;
        await using var server = which == "postgres" ? await PrivatePostgres.StartAsync() : null;
        try
        {
            using var fake = Start("crm-fake", $"{deals}");
            var url = (await fake.StandardOutput.ReadLineAsync())!;
            using var run = Start("crm-run", server is null ? $"Data Source={work}/crm.db" : await server.CreateAsync("crm"), url);
            Console.Write(await run.StandardOutput.ReadToEndAsync());
            await run.WaitForExitAsync();
            fake.StandardInput.Close();
            await fake.WaitForExitAsync();
            return run.ExitCode;
        }
        finally
        {
            Directory.Delete(work, true);
        }
    }

    public static async Task<int> FakeAsync(int deals)
    {
        await using var crm = await CrmServer.StartAsync(new HubSpotDialect(), TimeProvider.System);
        crm.PerSecond = PerSecond;
        for (var i = 0; i < deals; i++)
        {
            var deal = crm.World.Add($"Deal {i} for something", i % 5 == 0 ? "18" : i % 7 == 0 ? "19" : "11", i % 2 == 0 ? "71" : "72", 1000 + i, i % 3 == 0 ? $"Company {i % 500}" : null);
            deal.Modified = crm.World.Now.AddMinutes(-5.0 * (deals - i) - 15);
        }
        Console.WriteLine(crm.Url);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public static async Task<int> SyncAsync(string connection, string url)
    {
        await using var app = App.Build(["--ConnectionStrings:BotCoach", connection], b => b.Logging.SetMinimumLevel(LogLevel.Error));
        await App.PrepareAsync(app);
        var company = await CompanyAsync(app.Services, url);
        Console.WriteLine("| what | deals | seconds | requests | processor time for 1,000 deals | working set after a tenth | at the end |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        await MeasureAsync(app.Services, company, "dry run", CrmState.Checked);
        await InAsync(app.Services, company, db => db.CrmLinks.ExecuteUpdateAsync(set => set.SetProperty(l => l.State, CrmState.Syncing).SetProperty(l => l.Created, 0).SetProperty(l => l.NextAt, TimeProvider.System.GetUtcNow())));
        await MeasureAsync(app.Services, company, "first sync", CrmState.Live);
        var before = await LinkAsync(app.Services, company);
        await InAsync(app.Services, company, db => db.MakeCrmDueAsync(before.Id, TimeProvider.System.GetUtcNow(), alsoGone: false));
        await TickAsync(app.Services);
        var requests = (await LinkAsync(app.Services, company)).Requests - before.Requests;
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"A poll with nothing new: {requests} requests. Peak working set: {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB."));
        return 0;
    }

    private static async Task MeasureAsync(IServiceProvider services, Guid company, string what, CrmState until)
    {
        using var self = Process.GetCurrentProcess();
        var (watch, processor, requests, early) = (Stopwatch.StartNew(), self.TotalProcessorTime, (await LinkAsync(services, company)).Requests, 0L);
        var link = await LinkAsync(services, company);
        for (; link.State != until; link = await LinkAsync(services, company))
        {
            var next = Task.Delay(TimeSpan.FromSeconds(1));
            await TickAsync(services);
            await next;
            if (early == 0 && watch.Elapsed.TotalSeconds > 15) early = Size(self);
        }
        self.Refresh();
        var deals = link.Created + link.Changed + link.Same + link.Refused;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {what} | {deals:#,0} | {watch.Elapsed.TotalSeconds:0} | {link.Requests - requests:#,0} | {(self.TotalProcessorTime - processor).TotalSeconds / deals * 1000:0.000} s | {early >> 20} MB | {Size(self) >> 20} MB |"));
    }

    private static Task<int> TickAsync(IServiceProvider services) => services.GetRequiredService<ChoreRunner>().RunAsync(typeof(CrmRun), TimeProvider.System.GetUtcNow(), default);

    private static long Size(Process self)
    {
        self.Refresh();
        return self.WorkingSet64;
    }

    private static async Task<Guid> CompanyAsync(IServiceProvider services, string url)
    {
        var now = TimeProvider.System.GetUtcNow();
        var workspace = new Workspace { Id = Guid.CreateVersion7(now), Name = "Bench", CreatedAt = now };
        await InAsync(services, workspace.Id, async db =>
        {
            db.Workspaces.Add(workspace);
            db.People.Add(new Person { WorkspaceId = workspace.Id, Id = Guid.CreateVersion7(now), Name = "Ada", Role = Role.Admin, CreatedAt = now });
            await db.SaveChangesAsync();
        });
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(workspace.Id);
        if (await scope.ServiceProvider.GetRequiredService<CrmConnecting>().ConnectAsync("hubspot", new SourceAccess { Host = url, Token = CrmServer.FirstToken }, Actor.CommandLine, now) is { } wrong) throw new InvalidOperationException(wrong);
        await scope.ServiceProvider.GetRequiredService<BotCoachDb>().SaveChangesAsync();
        return workspace.Id;
    }

    private static async Task<CrmLink> LinkAsync(IServiceProvider services, Guid company)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(company);
        return await scope.ServiceProvider.GetRequiredService<BotCoachDb>().CrmLinks.AsNoTracking().SingleAsync();
    }

    private static async Task InAsync(IServiceProvider services, Guid company, Func<BotCoachDb, Task> work)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(company);
        await work(scope.ServiceProvider.GetRequiredService<BotCoachDb>());
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. ProcessArguments(), .. arguments]) { RedirectStandardOutput = true, RedirectStandardInput = true })!;

    private static string[] ProcessArguments() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(CrmBenchmark).Assembly.Location] : [];
}
