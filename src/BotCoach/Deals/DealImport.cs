using System.Runtime.CompilerServices;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Deals;

/// <summary>What is asked of an import besides its files.</summary>
/// <param name="Rejects">Where the refused rows are written.</param>
/// <param name="Found">Called once the files are understood and before anything is written: founds the company, if there is none yet.</param>
public sealed record ImportWish(bool DryRun = false, Stream? Rejects = null, Action<ImportProgress>? Progress = null, Func<Task>? Found = null);

/// <summary>
/// An import from its files to the last chunk, for a caller outside the chat: every row is read and judged first, then written in chunks that are
/// committed one by one. The same import begun again after an interruption goes on where it stopped.
/// </summary>
public sealed class DealImport
{
    // so few that what is made of them is gone again before it grows old
    private const int Batch = 1_000;

    private readonly ImportUnits _units;
    private readonly ImportFinish _finish;

    public DealImport(IServiceScopeFactory scopes, TimeProvider clock)
    {
        _units = new ImportUnits(scopes, clock);
        _finish = new ImportFinish(_units);
    }

    /// <summary>Throws <see cref="ImportRefusedException"/> when the whole is refused; then nothing was written.</summary>
    public async Task<ImportReport> RunAsync(
        Guid workspaceId, IReadOnlyList<ImportSource> sources, ImportChoices choices, ImportWish wish, CancellationToken cancel)
    {
        if (sources.FirstOrDefault(s => s.Length > ImportSource.MostBytes) is { } large) throw ImportRefusedException.Of(large.Name, ImportSource.TooLarge(large.Length));
        var files = sources.Select(s => s.Keep()).ToList();
        sources = files.ConvertAll(f => f.Source);
        var fingerprint = ImportPlanning.FingerprintOf(sources, choices);
        if (!wish.DryRun && await _finish.EarlierAsync(workspaceId, fingerprint, wish, cancel) is { } earlier) return await ReportAsync(workspaceId, earlier, sources, wish, true, cancel);
        using var session = await LookAsync(workspaceId, sources, choices, cancel);
        if (wish.DryRun) return await DryRunAsync(workspaceId, sources, session, wish, cancel);
        if (wish.Found is { } found) await found();
        var importId = await BeginAsync(workspaceId, files, session.Plan, cancel);
        await OrCancelAsync(workspaceId, importId, CheckAsync(workspaceId, importId, session, wish, cancel), cancel);
        await _finish.ApplyAsync(workspaceId, importId, wish, cancel);
        return await ReportAsync(workspaceId, importId, sources, wish, false, cancel);
    }

    private async Task<ImportSession> LookAsync(Guid workspaceId, IReadOnlyList<ImportSource> sources, ImportChoices choices, CancellationToken cancel)
    {
        await using var scope = _units.Enter(workspaceId);
        await scope.ServiceProvider.GetRequiredService<StageShelf>().EnsureBuiltInAsync(_units.Clock);
        var planning = scope.ServiceProvider.GetRequiredService<ImportPlanning>();
        var (reading, plan) = await planning.LookAsync(sources, choices, cancel);
        if (plan.Questions.Count > 0) throw new ImportRefusedException(plan.Questions[0], plan.Questions) { Recognised = plan.Recognised };
        return await planning.OpenAsync(reading, plan);
    }

    private async Task<ImportReport> DryRunAsync(
        Guid workspaceId, IReadOnlyList<ImportSource> sources, ImportSession session, ImportWish wish, CancellationToken cancel)
    {
        var refusals = new List<ImportFault>();
        using var rejects = wish.Rejects is { } to ? new ImportRejects(to, session.Reading.Main.Header) : null;
        var name = "";
        await foreach (var rows in ReadAheadAsync(session, cancel))
        {
            await using var scope = _units.Enter(workspaceId);
            await scope.ServiceProvider.GetRequiredService<StageShelf>().EnsureBuiltInAsync(_units.Clock);
            var (judged, workspace) = await JudgeAsync(scope.ServiceProvider, session, rows, cancel);
            name = workspace;
            Collect(judged, refusals, rejects);
            Tell(wish, session.Plan);
        }
        await using var last = _units.Enter(workspaceId);
        await last.ServiceProvider.GetRequiredService<ImportCheck>().EndAsync(session, true, cancel);
        return new ImportReport(name, Names(sources), true, session.Plan, refusals);
    }

    private Task<Guid> BeginAsync(Guid workspaceId, IReadOnlyList<(ImportSource Source, byte[] Content)> files, ImportPlan plan, CancellationToken cancel) =>
        _units.InUnitAsync(workspaceId, async services =>
        {
            await services.GetRequiredService<StageShelf>().EnsureBuiltInAsync(_units.Clock);
            var now = await _units.NowAsync(services, cancel);
            return (await services.GetRequiredService<ImportRuns>().BeginAsync(files, plan, null, now, cancel)).Id;
        }, cancel);

    private async Task CheckAsync(Guid workspaceId, Guid importId, ImportSession session, ImportWish wish, CancellationToken cancel)
    {
        await foreach (var rows in ReadAheadAsync(session, cancel))
        {
            IReadOnlyList<ImportJudged> judged;
            await using (var scope = _units.Enter(workspaceId)) (judged, _) = await JudgeAsync(scope.ServiceProvider, session, rows, cancel);
            if (judged.Any(j => j.Verdict == ImportVerdict.Refuse))
                await _units.InUnitAsync(workspaceId, async services =>
                {
                    await TakeAsync(services, importId, ImportState.Reading, cancel);
                    var check = services.GetRequiredService<ImportCheck>();
                    await check.KeepRefusedAsync(importId, judged, cancel);
                    await check.CountRefusedAsync(judged);
                    return 0;
                }, cancel);
            Tell(wish, session.Plan);
        }
        await _units.InUnitAsync(workspaceId, async services =>
        {
            var run = await TakeAsync(services, importId, ImportState.Reading, cancel);
            await services.GetRequiredService<ImportCheck>().EndAsync(session, true, cancel);
            ImportRuns.Note(run, session.Plan, session.Verdicts);
            ImportRuns.Take(run, await _units.NowAsync(services, cancel));
            await services.GetRequiredService<ImportRuns>().GoAheadAsync(run, session.Plan, cancel);
            return 0;
        }, cancel);
    }

    /// <summary>Files that are refused as a whole are not kept.</summary>
    private async Task OrCancelAsync(Guid workspaceId, Guid importId, Task check, CancellationToken cancel)
    {
        try
        {
            await check;
        }
        catch (ImportRefusedException)
        {
            await _units.InUnitAsync(workspaceId, async services =>
            {
                if (await services.GetRequiredService<BotCoachDb>().TakeImportAsync(importId, cancel) is { State: ImportState.Reading } run)
                    await services.GetRequiredService<ImportRuns>().CancelAsync(run, _units.Clock, cancel);
                return 0;
            }, cancel);
            throw;
        }
    }

    private static void Tell(ImportWish wish, ImportPlan plan) =>
        wish.Progress?.Invoke(new ImportProgress("Checking", plan.Tally.Deals + plan.Tally.Refused, plan.Rows));

    /// <summary>The rows in batches; the next is read while the one before is judged and laid down.</summary>
    private static async IAsyncEnumerable<IReadOnlyList<ImportCandidate>> ReadAheadAsync(ImportSession session, [EnumeratorCancellation] CancellationToken cancel)
    {
        var next = Task.Run(() => session.ToCheck(Batch), cancel);
        try
        {
            while (await next is { Count: > 0 } rows)
            {
                next = Task.Run(() => session.ToCheck(Batch), cancel);
                yield return rows;
            }
        }
        finally
        {
            // nobody closes the file under a reader
            await Task.WhenAny(next);
        }
    }

    private async Task<(IReadOnlyList<ImportJudged> Judged, string Workspace)> JudgeAsync(
        IServiceProvider services, ImportSession session, IReadOnlyList<ImportCandidate> rows, CancellationToken cancel)
    {
        var db = services.GetRequiredService<BotCoachDb>();
        var workspace = await db.Workspaces.SingleOrDefaultAsync(cancel) ?? new Workspace { Id = db.WorkspaceId, Name = NewWorkspaceName };
        var ground = new ImportGround(workspace, ImportUnits.Importer, await _units.NowAsync(services, cancel));
        var people = await ImportPeople.LoadAsync(db, track: false, cancel);
        return (await services.GetRequiredService<ImportCheck>().JudgeAsync(session, rows, people, ImportRights.All, ground, cancel), workspace.Name);
    }

    public const string NewWorkspaceName = "My company";

    private static async Task<ImportRun> TakeAsync(IServiceProvider services, Guid importId, ImportState state, CancellationToken cancel)
    {
        var run = await services.GetRequiredService<BotCoachDb>().TakeImportAsync(importId, cancel);
        if (run?.State == state) return run;
        throw ImportRefusedException.Of(run?.FileNames ?? "import", "the same files were begun again elsewhere; that import goes on");
    }

    private static void Collect(IReadOnlyList<ImportJudged> judged, List<ImportFault> refusals, ImportRejects? rejects)
    {
        foreach (var row in judged.Where(j => j.Fault is not null))
        {
            refusals.Add(row.Fault!);
            rejects?.Add(row.Row.Cells, row.Fault!);
        }
    }

    private async Task<ImportReport> ReportAsync(
        Guid workspaceId, Guid importId, IReadOnlyList<ImportSource> sources, ImportWish wish, bool resumed, CancellationToken cancel)
    {
        await using var scope = _units.Enter(workspaceId);
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        var plan = ImportPlan.FromJson((await db.ImportRuns.AsNoTracking().SingleAsync(r => r.Id == importId, cancel)).Mapping);
        var refused = await ImportRejects.OfAsync(db, importId, plan, cancel);
        if (wish.Rejects is { } to)
            using (var rejects = new ImportRejects(to, plan.Header))
                foreach (var (cells, fault) in refused) rejects.Add(cells, fault);
        var name = (await db.Workspaces.AsNoTracking().SingleAsync(cancel)).Name;
        return new ImportReport(name, Names(sources), false, plan, [.. refused.Select(r => r.Fault)]) { Resumed = resumed };
    }

    private static string[] Names(IReadOnlyList<ImportSource> sources) => [.. sources.Select(s => s.Name)];
}
