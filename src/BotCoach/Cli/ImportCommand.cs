using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
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
            var report = await ImportAsync(services, await WorkspaceAsync(services, options, cancel), options, cancel);
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

    private static async Task<ImportReport> ImportAsync(IServiceProvider services, (Guid Id, bool IsNew) workspace, ImportOptions options, CancellationToken cancel)
    {
        var sources = options.Files.Select(ImportSource.OfPath).ToList();
        if (options.Rejects is not { } path) return await ImportAsync(services, workspace, sources, options, null, cancel);
        // beside it first: the file may be one that is being read
        var beside = path + ".part";
        try
        {
            ImportReport report;
            await using (var rejects = File.Create(beside)) report = await ImportAsync(services, workspace, sources, options, rejects, cancel);
            File.Move(beside, path, overwrite: true);
            return report;
        }
        finally
        {
            File.Delete(beside);
        }
    }

    private static async Task<ImportReport> ImportAsync(
        IServiceProvider services, (Guid Id, bool IsNew) workspace, List<ImportSource> sources, ImportOptions options, Stream? rejects, CancellationToken cancel)
    {
        var import = services.GetRequiredService<DealImport>();
        Func<Task>? found = workspace.IsNew ? () => FoundAsync(services, workspace.Id, cancel) : null;
        if (options.Json || !AnsiConsole.Profile.Capabilities.Interactive || Console.IsOutputRedirected)
            return await import.RunAsync(workspace.Id, sources, options.Choices, new ImportWish(options.DryRun, rejects, null, found), cancel);
        return await AnsiConsole.Progress().AutoClear(true).StartAsync(progress =>
        {
            var tasks = new Dictionary<string, ProgressTask>();
            void Show(ImportProgress p)
            {
                if (!tasks.TryGetValue(p.Doing, out var task)) tasks[p.Doing] = task = progress.AddTask(p.Doing, maxValue: Math.Max(1, p.Total));
                task.Value = p.Done;
            }
            return import.RunAsync(workspace.Id, sources, options.Choices, new ImportWish(options.DryRun, rejects, Show, found), cancel);
        });
    }

    /// <summary>The company that is no sample: the one named, the only one, or one to be founded once the files are understood.</summary>
    private static async Task<(Guid Id, bool IsNew)> WorkspaceAsync(IServiceProvider services, ImportOptions options, CancellationToken cancel)
    {
        var own = await Companies.OwnAsync(services, cancel);
        if (options.Workspace is { } name)
        {
            var named = own.Where(w => w.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
            if (named.Count == 1) return (named[0].Id, false);
            throw ImportRefusedException.Of("--workspace", own.Count == 0 ? "there is no company yet; leave --workspace away and one is made" : $"there {(named.Count == 0 ? "is no" : "are several")} “{name}”. There are {string.Join(", ", own.Select(w => w.Name))}");
        }
        if (own.Count > 1) throw ImportRefusedException.Of("import", $"there are several companies: say --workspace and one of {string.Join(", ", own.Select(w => w.Name))}");
        return own.Count == 1 ? (own[0].Id, false) : (Guid.CreateVersion7(services.GetRequiredService<TimeProvider>().GetUtcNow()), true);
    }

    private static async Task FoundAsync(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        var workspace = new Workspace { Id = id, Name = DealImport.NewWorkspaceName, CreatedAt = now };
        scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(workspace.Id);
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        db.Workspaces.Add(workspace);
        // somebody has to be able to see everything, and no file says who; the page lists this person too
        db.People.Add(new Person { WorkspaceId = workspace.Id, Id = Guid.CreateVersion7(now), Name = "Admin", Role = Role.Admin, CreatedAt = now });
        await scope.ServiceProvider.GetRequiredService<StageShelf>().EnsureBuiltInAsync(now);
        await db.SaveChangesAsync(cancel);
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
