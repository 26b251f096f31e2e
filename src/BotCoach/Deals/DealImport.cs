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
public sealed class DealImport(IServiceScopeFactory scopes, TimeProvider clock)
{
    private const int Batch = 2_000;
    private static readonly Actor Importer = new(null, Role.Admin, "host", By.Import);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    /// <summary>Throws <see cref="ImportRefusedException"/> when the whole is refused; then nothing was written.</summary>
    public async Task<ImportReport> RunAsync(
        Guid workspaceId, IReadOnlyList<ImportSource> sources, ImportChoices choices, ImportWish wish, CancellationToken cancel)
    {
        if (sources.FirstOrDefault(s => s.Length > ImportSource.MostBytes) is { } large) throw ImportRefusedException.Of(large.Name, ImportSource.TooLarge(large.Length));
        var files = sources.Select(s => s.Keep()).ToList();
        sources = files.ConvertAll(f => f.Source);
        var fingerprint = ImportPlanning.FingerprintOf(sources, choices);
        if (!wish.DryRun && await FinishEarlierAsync(workspaceId, fingerprint, wish, cancel) is { } earlier) return await ReportAsync(workspaceId, earlier, sources, wish, true, cancel);
        using var session = await LookAsync(workspaceId, sources, choices, cancel);
        if (wish.DryRun) return await DryRunAsync(workspaceId, sources, session, wish, cancel);
        if (wish.Found is { } found) await found();
        var importId = await BeginAsync(workspaceId, files, session.Plan, cancel);
        await CheckAsync(workspaceId, importId, session, wish, cancel);
        await ApplyAsync(workspaceId, importId, wish, cancel);
        return await ReportAsync(workspaceId, importId, sources, wish, false, cancel);
    }

    /// <summary>Ends what an interruption left: an import that was being applied goes on; one that was still being read is begun anew.</summary>
    private async Task<Guid?> FinishEarlierAsync(Guid workspaceId, string fingerprint, ImportWish wish, CancellationToken cancel)
    {
        var open = await InUnitAsync(workspaceId, async services =>
        {
            var db = services.GetRequiredService<BotCoachDb>();
            var runs = await db.ImportRuns.Where(r => r.State == ImportState.Applying || (r.State == ImportState.Reading && r.PersonId == null)).ToListAsync(cancel);
            foreach (var run in runs.Where(r => r.State == ImportState.Reading))
                await services.GetRequiredService<ImportRuns>().CancelAsync(run, clock.GetUtcNow(), cancel);
            return runs.Where(r => r.State == ImportState.Applying).Select(r => (r.Id, IsThis: ImportPlan.FromJson(r.Mapping).Fingerprint == fingerprint)).ToList();
        }, cancel);
        foreach (var (id, isThis) in open) await FinishAsync(workspaceId, id, isThis, wish, cancel);
        return open.Where(o => o.IsThis).Select(o => (Guid?)o.Id).FirstOrDefault();
    }

    private async Task FinishAsync(Guid workspaceId, Guid importId, bool isThis, ImportWish wish, CancellationToken cancel)
    {
        try
        {
            await ApplyAsync(workspaceId, importId, wish, cancel);
        }
        catch (ImportRefusedException stopped) when (stopped.Stopped && !isThis)
        {
            // it has ended with its reason; this one is about other files
        }
    }

    private async Task<ImportSession> LookAsync(Guid workspaceId, IReadOnlyList<ImportSource> sources, ImportChoices choices, CancellationToken cancel)
    {
        await using var scope = Enter(workspaceId);
        await scope.ServiceProvider.GetRequiredService<StageShelf>().EnsureBuiltInAsync(clock.GetUtcNow());
        var planning = scope.ServiceProvider.GetRequiredService<ImportPlanning>();
        var (reading, plan) = await planning.LookAsync(sources, choices, cancel);
        if (plan.Questions.Count > 0) throw new ImportRefusedException(plan.Questions[0], plan.Questions);
        return await planning.OpenAsync(reading, plan, new ImportVerdicts());
    }

    private async Task<ImportReport> DryRunAsync(
        Guid workspaceId, IReadOnlyList<ImportSource> sources, ImportSession session, ImportWish wish, CancellationToken cancel)
    {
        var refusals = new List<ImportFault>();
        using var rejects = wish.Rejects is { } to ? new ImportRejects(to, session.Reading.Main.Header) : null;
        var name = "";
        await foreach (var rows in ReadAheadAsync(session, cancel))
        {
            await using var scope = Enter(workspaceId);
            await scope.ServiceProvider.GetRequiredService<StageShelf>().EnsureBuiltInAsync(clock.GetUtcNow());
            var (judged, workspace) = await JudgeAsync(scope.ServiceProvider, session, rows, cancel);
            name = workspace;
            Collect(judged, refusals, rejects);
            Tell(wish, session.Plan);
        }
        await using var last = Enter(workspaceId);
        await last.ServiceProvider.GetRequiredService<ImportCheck>().EndAsync(session, true, cancel);
        return new ImportReport(name, Names(sources), true, session.Plan, refusals);
    }

    private Task<Guid> BeginAsync(Guid workspaceId, IReadOnlyList<(ImportSource Source, byte[] Content)> files, ImportPlan plan, CancellationToken cancel) =>
        InUnitAsync(workspaceId, async services =>
        {
            await services.GetRequiredService<StageShelf>().EnsureBuiltInAsync(clock.GetUtcNow());
            var now = await NowAsync(services, cancel);
            return (await services.GetRequiredService<ImportRuns>().BeginAsync(files, plan, null, now, cancel)).Id;
        }, cancel);

    private async Task CheckAsync(Guid workspaceId, Guid importId, ImportSession session, ImportWish wish, CancellationToken cancel)
    {
        await foreach (var rows in ReadAheadAsync(session, cancel))
        {
            IReadOnlyList<ImportJudged> judged;
            await using (var scope = Enter(workspaceId)) (judged, _) = await JudgeAsync(scope.ServiceProvider, session, rows, cancel);
            if (judged.Any(j => j.Verdict == ImportVerdict.Refuse))
                await InUnitAsync(workspaceId, async services =>
                {
                    await TakeAsync(services, importId, ImportState.Reading, cancel);
                    await services.GetRequiredService<ImportCheck>().KeepRefusedAsync(importId, judged, cancel);
                    return 0;
                }, cancel);
            Tell(wish, session.Plan);
        }
        await InUnitAsync(workspaceId, async services =>
        {
            var run = await TakeAsync(services, importId, ImportState.Reading, cancel);
            await services.GetRequiredService<ImportCheck>().EndAsync(session, true, cancel);
            ImportRuns.Note(run, session.Plan, session.Verdicts);
            ImportRuns.Take(run, await NowAsync(services, cancel));
            await services.GetRequiredService<ImportRuns>().GoAheadAsync(run, session.Plan, cancel);
            return 0;
        }, cancel);
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

    private async Task ApplyAsync(Guid workspaceId, Guid importId, ImportWish wish, CancellationToken cancel)
    {
        var rest = Rest();
        for (var open = true; open; await Chat.Pause.ForAsync(open ? Between : TimeSpan.Zero, cancel))
        {
            // opened anew after another was at it, since the place in the files is not ours any more
            using var session = await OrStopAsync(workspaceId, importId, OpenAsync(workspaceId, importId, cancel), cancel);
            open = await ApplyAsync(workspaceId, importId, session, rest, wish, cancel) == Written.Elsewhere;
        }
    }

    private async Task<Written> ApplyAsync(Guid workspaceId, Guid importId, ImportSession session, WriterRest rest, ImportWish wish, CancellationToken cancel)
    {
        var (done, total) = (0, session.Verdicts.ToWrite + session.Plan.Before);
        Task<ImportChunk>? next = null;
        for (var written = Written.Some; ; await rest.TakeAsync(cancel))
        {
            var chunk = await OrStopAsync(workspaceId, importId, next ?? ReadChunkAsync(workspaceId, importId, session, null, cancel), cancel);
            // the next one is read and built while this one is written
            next = chunk.Next is { } line ? Task.Run(() => ReadChunkAsync(workspaceId, importId, session, line, cancel), cancel) : null;
            try
            {
                written = await OrStopAsync(workspaceId, importId, InUnitAsync(workspaceId, services => WriteChunkAsync(services, importId, chunk, cancel), cancel), cancel);
            }
            finally
            {
                // nobody closes the files under a reader
                if (written != Written.Some && next is not null) await Task.WhenAny(next);
            }
            done += chunk.Count;
            wish.Progress?.Invoke(new ImportProgress("Importing", written == Written.Some ? done : total, total));
            if (written != Written.Some) return written;
        }
    }

    /// <summary>A fault that no later try could mend ends the import with its reason, so that it stands in nobody's way.</summary>
    private async Task<T> OrStopAsync<T>(Guid workspaceId, Guid importId, Task<T> step, CancellationToken cancel)
    {
        try
        {
            return await step;
        }
        catch (Exception fault) when (fault is not OperationCanceledException && !DbFaults.IsLostConnection(fault) && !DbFaults.IsClash(fault))
        {
            var why = fault.GetBaseException().Message.TrimEnd('.');
            var name = await InUnitAsync(workspaceId, async services =>
            {
                if (await services.GetRequiredService<BotCoachDb>().TakeImportAsync(importId, cancel) is not { State: ImportState.Applying } run) return "import";
                await services.GetRequiredService<ImportRuns>().StopAsync(run, why, clock.GetUtcNow(), cancel);
                return ImportPlan.FromJson(run.Mapping).Main;
            }, cancel);
            throw new ImportRefusedException(new ImportFault(name, null, null, null, why)) { Stopped = true };
        }
    }

    private async Task<ImportSession> OpenAsync(Guid workspaceId, Guid importId, CancellationToken cancel)
    {
        await using var scope = Enter(workspaceId);
        var run = await scope.ServiceProvider.GetRequiredService<BotCoachDb>().ImportRuns.AsNoTracking().SingleAsync(r => r.Id == importId, cancel);
        return await scope.ServiceProvider.GetRequiredService<ImportPlanning>().OpenAsync(run, cancel);
    }

    private async Task<ImportChunk> ReadChunkAsync(Guid workspaceId, Guid importId, ImportSession session, int? after, CancellationToken cancel)
    {
        await using var scope = Enter(workspaceId);
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        var behind = after ?? await db.ImportRuns.Where(r => r.Id == importId).Select(r => r.AppliedRow).SingleAsync(cancel);
        return await scope.ServiceProvider.GetRequiredService<ImportApply>().ReadAsync(session, behind, Importer, await NowAsync(scope.ServiceProvider, cancel), cancel);
    }

    private async Task<Written> WriteChunkAsync(IServiceProvider services, Guid importId, ImportChunk chunk, CancellationToken cancel)
    {
        var db = services.GetRequiredService<BotCoachDb>();
        if (await db.TakeImportAsync(importId, cancel) is not { } run) return Written.Elsewhere;
        if (run.State != ImportState.Applying) return Written.End;
        if (!await services.GetRequiredService<ImportApply>().WriteAsync(run, chunk, ImportRights.All, cancel)) return Written.Elsewhere;
        ImportRuns.Take(run, chunk.Ground.Now);
        if (chunk.Count > 0) return Written.Some;
        await services.GetRequiredService<ImportRuns>().EndAsync(run, chunk.Ground.Now, cancel);
        return Written.End;
    }

    /// <summary>What came of a chunk: it is in; another is at this import right now; the import has ended.</summary>
    private enum Written { Some, Elsewhere, End }

    private async Task<(IReadOnlyList<ImportJudged> Judged, string Workspace)> JudgeAsync(
        IServiceProvider services, ImportSession session, IReadOnlyList<ImportCandidate> rows, CancellationToken cancel)
    {
        var db = services.GetRequiredService<BotCoachDb>();
        var workspace = await db.Workspaces.SingleOrDefaultAsync(cancel) ?? new Workspace { Id = db.WorkspaceId, Name = NewWorkspaceName };
        var ground = new ImportGround(workspace, Importer, await NowAsync(services, cancel));
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
        await using var scope = Enter(workspaceId);
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        var plan = ImportPlan.FromJson((await db.ImportRuns.AsNoTracking().SingleAsync(r => r.Id == importId, cancel)).Mapping);
        var refused = await ImportRejects.OfAsync(db, importId, plan, cancel);
        if (wish.Rejects is { } to)
            using (var rejects = new ImportRejects(to, plan.Header))
                foreach (var (cells, fault) in refused) rejects.Add(cells, fault);
        var name = (await db.Workspaces.AsNoTracking().SingleAsync(cancel)).Name;
        return new ImportReport(name, Names(sources), false, plan, [.. refused.Select(r => r.Fault)]) { Resumed = resumed };
    }

    private async Task<T> InUnitAsync<T>(Guid workspaceId, Func<IServiceProvider, Task<T>> work, CancellationToken cancel)
    {
        await using var scope = Enter(workspaceId);
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        await db.MakeRoomAsync(cancel);
        await using var transaction = await db.BeginAsync(cancel);
        var result = await work(scope.ServiceProvider);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return result;
    }

    private AsyncServiceScope Enter(Guid workspaceId)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(workspaceId);
        return scope;
    }

    private async Task<DateTimeOffset> NowAsync(IServiceProvider services, CancellationToken cancel) =>
        await services.GetRequiredService<Chat.ChoreClock>().NowAsync(services.GetRequiredService<BotCoachDb>(), cancel) ?? clock.GetUtcNow();

    private WriterRest Rest()
    {
        using var scope = scopes.CreateScope();
        return new WriterRest(scope.ServiceProvider.GetRequiredService<BotCoachDb>(), clock);
    }

    private static string[] Names(IReadOnlyList<ImportSource> sources) => [.. sources.Select(s => s.Name)];
}
