using System.Data.Common;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Deals;

/// <summary>Writes an import that was checked, chunk by chunk, to its end; also one that an interruption left.</summary>
internal sealed class ImportFinish(ImportUnits units)
{
    private const int MostClashes = 5;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    /// <summary>Ends what an interruption left: an import that was being applied goes on; one that was still being read is begun anew.</summary>
    public async Task<Guid?> EarlierAsync(Guid workspaceId, string fingerprint, ImportWish wish, CancellationToken cancel)
    {
        var open = await units.InUnitAsync(workspaceId, async services =>
        {
            var db = services.GetRequiredService<BotCoachDb>();
            var runs = await db.ImportRuns.Where(r => r.State == ImportState.Applying || (r.State == ImportState.Reading && r.PersonId == null)).ToListAsync(cancel);
            foreach (var run in runs.Where(r => r.State == ImportState.Reading))
                await services.GetRequiredService<ImportRuns>().CancelAsync(run, units.Clock, cancel);
            return runs.Where(r => r.State == ImportState.Applying).Select(r => (r.Id, IsThis: ImportPlan.FromJson(r.Mapping).Fingerprint == fingerprint)).ToList();
        }, cancel);
        foreach (var (id, isThis) in open) await FinishAsync(workspaceId, id, isThis, wish, cancel);
        return open.Where(o => o.IsThis).Select(o => (Guid?)o.Id).FirstOrDefault();
    }

    /// <summary>Writes what is left of an import; returns when it has ended, whoever ended it.</summary>
    public async Task ApplyAsync(Guid workspaceId, Guid importId, ImportWish wish, CancellationToken cancel)
    {
        var (rest, clashes) = (units.Rest(), 0);
        for (var open = true; open; await Chat.Pause.ForAsync(open ? Between : TimeSpan.Zero, cancel))
        {
            // opened anew after another was at it, since the place in the files is not ours any more
            using var session = await OrStopAsync(workspaceId, importId, OpenAsync(workspaceId, importId, cancel), cancel);
            if (session is null) return;
            try
            {
                open = await ApplyAsync(workspaceId, importId, session, rest, wish, cancel) == Written.Elsewhere;
            }
            catch (DbException clash) when (DbFaults.IsClash(clash) && ++clashes < MostClashes)
            {
                // another wrote the same chunk at the same moment
            }
        }
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

    /// <summary>Three chunks are under way at a time: one is being read and built, and two are being written, of which the first is committed first.</summary>
    private async Task<Written> ApplyAsync(Guid workspaceId, Guid importId, ImportSession session, WriterRest rest, ImportWish wish, CancellationToken cancel)
    {
        var (done, total) = (0, session.Verdicts.ToWrite + session.Plan.Before);
        Task<ImportChunk>? next = null;
        Task<Written> before = Task.FromResult(Written.Some);
        try
        {
            while (true)
            {
                var chunk = await OrStopAsync(workspaceId, importId, next ?? ReadChunkAsync(workspaceId, importId, session, null, cancel), cancel);
                next = chunk.Next is { } line ? Task.Run(() => ReadChunkAsync(workspaceId, importId, session, line, cancel), cancel) : null;
                var last = before;
                before = Task.Run(() => WriteChunkAsync(workspaceId, importId, chunk, last, cancel), cancel);
                // what has to wait for this one (people before deals, the end), and what shares one writer, waits here
                var written = await OrStopAsync(workspaceId, importId, next is null || rest.OneWriter ? before : last, cancel);
                done += chunk.Count;
                wish.Progress?.Invoke(new ImportProgress("Importing", written == Written.End ? total : done, total));
                if (written != Written.Some) return written;
                await rest.TakeAsync(cancel);
            }
        }
        finally
        {
            // nobody closes the files under a reader, nor leaves a writer behind
            await Task.WhenAny(Task.WhenAll(before, next ?? Task.CompletedTask));
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
            var name = await units.InUnitAsync(workspaceId, async services =>
            {
                if (await services.GetRequiredService<BotCoachDb>().TakeImportAsync(importId, cancel) is not { State: ImportState.Applying } run) return "import";
                await services.GetRequiredService<ImportRuns>().StopAsync(run, why, units.Clock, cancel);
                return ImportPlan.FromJson(run.Mapping).Main;
            }, cancel);
            throw new ImportRefusedException(new ImportFault(name, null, null, null, why)) { Stopped = true };
        }
    }

    /// <summary>Null when the import has ended already.</summary>
    private async Task<ImportSession?> OpenAsync(Guid workspaceId, Guid importId, CancellationToken cancel)
    {
        await using var scope = units.Enter(workspaceId);
        var run = await scope.ServiceProvider.GetRequiredService<BotCoachDb>().ImportRuns.AsNoTracking().SingleAsync(r => r.Id == importId, cancel);
        return run.State == ImportState.Applying ? await scope.ServiceProvider.GetRequiredService<ImportPlanning>().OpenAsync(run, cancel) : null;
    }

    private async Task<ImportChunk> ReadChunkAsync(Guid workspaceId, Guid importId, ImportSession session, int? after, CancellationToken cancel)
    {
        await using var scope = units.Enter(workspaceId);
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        var behind = after ?? await db.ImportRuns.Where(r => r.Id == importId).Select(r => r.AppliedRow).SingleAsync(cancel);
        return await scope.ServiceProvider.GetRequiredService<ImportApply>().ReadAsync(session, behind, ImportUnits.Importer, await units.NowAsync(scope.ServiceProvider, cancel), cancel);
    }

    private Task<Written> WriteChunkAsync(Guid workspaceId, Guid importId, ImportChunk chunk, Task<Written> before, CancellationToken cancel) =>
        units.InUnitAsync(workspaceId, async services =>
        {
            var run = await services.GetRequiredService<ImportApply>().WriteAsync(importId, chunk, ImportRights.All, before, cancel);
            if (run is null) return Written.Elsewhere;
            ImportRuns.Take(run, chunk.Ground.Now);
            if (chunk.Count > 0) return Written.Some;
            return await services.GetRequiredService<ImportRuns>().EndAsync(run, chunk.Ground.Now, cancel) ? Written.End : Written.Some;
        }, cancel, written => written != Written.Elsewhere);

    /// <summary>What came of a chunk: it is in; another is at this import right now; the import has ended.</summary>
    private enum Written { Some, Elsewhere, End }
}
