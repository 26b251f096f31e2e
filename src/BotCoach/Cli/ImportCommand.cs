using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using Spectre.Console;

namespace BotCoach.Cli;

/// <summary><c>import</c>: deals from CSV files into this host's database, with a dry run, a progress bar, and the totals at the end.</summary>
internal static class ImportCommand
{
    private const int Refused = 2;

    public static async Task<int> RunAsync(CommandLine line)
    {
        if (line.AsksForHelp) return Say($"{ImportOptions.Help}\n  {string.Join(", ", ImportFields.Names.Keys)}");
        var (options, wrong) = ImportOptions.Of(line.Words);
        if (wrong is not null) return Refuse(wrong);
        await using var app = App.Build(line.Settings);
        await App.PrepareAsync(app);
        using var stop = new CancellationTokenSource();
        // what was committed stays, and the same command goes on from there
        Console.CancelKeyPress += (_, pressed) => { pressed.Cancel = true; stop.Cancel(); };
        return await RunAsync(app.Services, options, Console.Out, Console.Error, stop.Token);
    }

    /// <summary>The same with services and writers given, as tests use it.</summary>
    internal static async Task<int> RunAsync(IServiceProvider services, ImportOptions options, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        try
        {
            var workspace = await WorkspaceAsync(services, options, cancel);
            var report = await ImportAsync(services, workspace, options, errors, cancel);
            await output.WriteLineAsync(options.Json ? ImportPrint.Json(report) : ImportPrint.Text(report));
            return 0;
        }
        catch (ImportRefusedException refused)
        {
            if (options.Json) await output.WriteLineAsync(ImportPrint.Json(refused));
            await errors.WriteLineAsync(ImportPrint.Text(refused));
            return Refused;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await errors.WriteLineAsync("Stopped. What was imported so far stays; the same command goes on from there.");
            return 130;
        }
    }

    private static async Task<ImportReport> ImportAsync(IServiceProvider services, Guid workspace, ImportOptions options, TextWriter errors, CancellationToken cancel)
    {
        var sources = options.Files.Select(ImportSource.OfPath).ToList();
        await using var rejects = options.Rejects is { } path ? File.Create(path) : null;
        var import = services.GetRequiredService<DealImport>();
        if (options.Json || !AnsiConsole.Profile.Capabilities.Interactive || Console.IsOutputRedirected)
            return await import.RunAsync(workspace, sources, options.Choices, new ImportWish(options.DryRun, rejects), cancel);
        return await AnsiConsole.Progress().AutoClear(true).StartAsync(progress =>
        {
            var tasks = new Dictionary<string, ProgressTask>();
            void Show(ImportProgress p)
            {
                if (!tasks.TryGetValue(p.Doing, out var task)) tasks[p.Doing] = task = progress.AddTask(p.Doing, maxValue: Math.Max(1, p.Total));
                task.Value = p.Done;
            }
            return import.RunAsync(workspace, sources, options.Choices, new ImportWish(options.DryRun, rejects, Show), cancel);
        });
    }

    /// <summary>The company that is no sample: the one named, the only one, or a new one. A dry run makes none.</summary>
    private static async Task<Guid> WorkspaceAsync(IServiceProvider services, ImportOptions options, CancellationToken cancel)
    {
        var companies = new List<Workspace>();
        foreach (var id in await IdsAsync(services, cancel)) companies.Add(await ReadAsync(services, id, cancel));
        var own = companies.Where(w => !w.Sample).ToList();
        if (options.Workspace is { } name)
        {
            var named = own.Where(w => w.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
            if (named.Count == 1) return named[0].Id;
            throw ImportRefusedException.Of("--workspace", own.Count == 0 ? "there is no company yet; leave --workspace away and one is made" : $"there {(named.Count == 0 ? "is no" : "are several")} “{name}”. There are {string.Join(", ", own.Select(w => w.Name))}");
        }
        if (own.Count > 1) throw ImportRefusedException.Of("import", $"there are several companies: say --workspace and one of {string.Join(", ", own.Select(w => w.Name))}");
        return own.Count == 1 ? own[0].Id : options.DryRun ? Guid.NewGuid() : await MakeAsync(services, cancel);
    }

    private static async Task<IReadOnlyList<Guid>> IdsAsync(IServiceProvider services, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<BotCoachDb>().WorkspacesAsync(cancel);
    }

    private static async Task<Workspace> ReadAsync(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(id);
        return await scope.ServiceProvider.GetRequiredService<BotCoachDb>().Workspaces.AsNoTracking().SingleAsync(cancel);
    }

    private static async Task<Guid> MakeAsync(IServiceProvider services, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        var workspace = new Workspace { Id = Guid.CreateVersion7(now), Name = DealImport.NewWorkspaceName, CreatedAt = now };
        scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(workspace.Id);
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        db.Workspaces.Add(workspace);
        // somebody has to be able to see everything, and no file says who; the page lists this person too
        db.People.Add(new Person { WorkspaceId = workspace.Id, Id = Guid.CreateVersion7(now), Name = "Admin", Role = Role.Admin, CreatedAt = now });
        await scope.ServiceProvider.GetRequiredService<StageShelf>().EnsureBuiltInAsync(now);
        await db.SaveChangesAsync(cancel);
        return workspace.Id;
    }

    private static int Say(string text)
    {
        Console.WriteLine(text);
        return 0;
    }

    private static int Refuse(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return Refused;
    }
}
