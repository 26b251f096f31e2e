using System.Collections.Concurrent;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Deals;

/// <summary>
/// What the clock does for imports: looks at and checks the files that were shared in chat, and applies what is to be applied, also what an
/// interrupted command left. One look, one batch or one chunk is a unit of work, and is read before it begins, so that clicks get in between.
/// </summary>
internal sealed class ImportChore(
    BotCoachDb db, Outbox outbox, StageShelf shelf, ImportPlanning planning, ImportCheck check, ImportApply apply, ImportRuns runs, ImportDesk desk,
    DealAccess access) : IChore, IDisposable
{
    private const int Batch = 4_000;
    private const int MostShown = 10;
    private const int MostTries = 10;

    // what fails again and again without getting on is not to stand in everybody's way
    private static readonly ConcurrentDictionary<Guid, (long Revision, int Times)> Tries = [];

    private ImportRun? _read;
    private ImportSession? _session;
    private Func<ImportRun, Task<int>>? _step;

    public async Task ReadAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.NextImportAsync(ImportRuns.Me, now, cancel) is not var (workspace, id))
        {
            desk.Clear();
            return;
        }
        db.Scope.Enter(workspace);
        if (await db.ImportRuns.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancel) is not { } run) return;
        _read = run;
        var tried = Tries.AddOrUpdate(id, (run.Revision, 1), (_, t) => t.Revision == run.Revision ? (t.Revision, t.Times + 1) : (run.Revision, 1));
        var person = await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == run.PersonId, cancel);
        var rights = person is null or { Role: Role.Admin } ? ImportRights.All : new ImportRights((await access.OwnersAsync(person)).ToHashSet());
        _step = tried.Times > MostTries ? taken => StopAsync(taken, now, cancel)
            : run.State == ImportState.Applying ? await ReadChunkAsync(run, person, rights, now, cancel)
            : await ReadRowsAsync(run, rights, now, cancel);
    }

    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (_read is not { } read || _step is not { } step || await db.TakeImportAsync(read.Id, cancel) is not { } run) return 0;
        // somebody was at it meanwhile: it is read again
        if (run.Revision != read.Revision || run.State != read.State) return 1;
        ImportRuns.Take(run, now);
        var done = await step(run);
        if (_session is { } session && run.State is ImportState.Reading or ImportState.Applying)
        {
            desk.Leave(run.Id, run.Revision, session);
            _session = null;
        }
        return done;
    }

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => db.NextImportDueAsync(cancel);

    public void Dispose() => _session?.Dispose();

    /// <summary>Looks at the files, or judges the next rows; what comes of it is written by the step that is returned.</summary>
    private async Task<Func<ImportRun, Task<int>>> ReadRowsAsync(ImportRun run, ImportRights rights, DateTimeOffset now, CancellationToken cancel)
    {
        var plan = ImportPlan.FromJson(run.Mapping);
        try
        {
            return plan.Looked ? await CheckAsync(run, rights, now, cancel) : await LookAsync(run, plan, rights, now, cancel);
        }
        catch (ImportRefusedException question) when (question.Columns is { } columns)
        {
            (plan.Questions, plan.Header, plan.Columns, plan.Export) = ([.. question.Faults], [.. columns.Header], new(columns.Meaning), columns.Export?.Id);
            return taken => AskAsync(taken, plan, now);
        }
        catch (ImportRefusedException refused)
        {
            return async taken =>
            {
                await runs.StopAsync(taken, refused.Message, now, cancel);
                return await ShowAsync(taken, ImportMessage.Refused(taken, refused.Faults), now);
            };
        }
    }

    private async Task<Func<ImportRun, Task<int>>> LookAsync(ImportRun run, ImportPlan before, ImportRights rights, DateTimeOffset now, CancellationToken cancel)
    {
        await shelf.EnsureBuiltInAsync(now);
        var (reading, plan) = await planning.LookAsync(await planning.SourcesAsync(run, cancel), before.Choices, cancel);
        if (plan.Questions.Count > 0) return taken => AskAsync(taken, plan, now);
        if (!rights.MayAddPeople && plan.HasOthers) plan.Notes.Add("People and accounts of other files are kept when an admin imports them.");
        _session = await planning.OpenAsync(reading, plan);
        return taken =>
        {
            ImportRuns.Note(taken, plan);
            return ShowAsync(taken, ImportMessage.Reading(taken, plan), now);
        };
    }

    private async Task<Func<ImportRun, Task<int>>> CheckAsync(ImportRun run, ImportRights rights, DateTimeOffset now, CancellationToken cancel)
    {
        var session = _session = desk.Take(run.Id, run.Revision) ?? await planning.OpenAsync(run, cancel);
        var rows = session.ToCheck(Batch);
        var ground = new ImportGround(await db.Workspaces.AsNoTracking().SingleAsync(cancel), Actor.Clock, now);
        var judged = await check.JudgeAsync(session, rows, await ImportPeople.LoadAsync(db, track: false, cancel), rights, ground, cancel);
        var ended = rows.Count < Batch;
        if (ended) await check.EndAsync(session, rights.MayAddPeople, cancel);
        ImportCheck.Await(session.Plan, judged);
        return async taken =>
        {
            await check.KeepRefusedAsync(taken.Id, judged, cancel);
            if (ended) taken.State = ImportState.Checked;
            ImportRuns.Note(taken, session.Plan, session.Verdicts);
            await ShowAsync(taken, ended ? ImportMessage.Checked(taken, session.Plan, await RefusalsAsync(taken, session.Plan, cancel)) : ImportMessage.Reading(taken, session.Plan), now);
            return Math.Max(1, rows.Count);
        };
    }

    private async Task<Func<ImportRun, Task<int>>> ReadChunkAsync(ImportRun run, Person? person, ImportRights rights, DateTimeOffset now, CancellationToken cancel)
    {
        var session = _session = desk.Take(run.Id, run.Revision) ?? await planning.OpenAsync(run, cancel);
        var actor = new Actor(person?.Id, person?.Role ?? Role.Admin, "host", By.Import);
        var chunk = await apply.ReadAsync(session, run.AppliedRow, actor, now, cancel);
        return async taken =>
        {
            if (await apply.WriteAsync(taken.Id, chunk, rights, Task.CompletedTask, cancel) is null) throw new InvalidOperationException("The import is held, and yet another was at it.");
            var ended = chunk.Count == 0 && await runs.EndAsync(taken, now, cancel);
            if (ended) Tries.TryRemove(taken.Id, out _);
            var plan = ImportPlan.FromJson(taken.Mapping);
            await ShowAsync(taken, ended ? ImportMessage.Done(taken, plan) : ImportMessage.Applying(taken, plan, taken.Applied), now);
            return Math.Max(1, chunk.Count);
        };
    }

    private Task<int> AskAsync(ImportRun run, ImportPlan plan, DateTimeOffset now)
    {
        run.State = ImportState.AwaitingMapping;
        ImportRuns.Note(run, plan);
        return ShowAsync(run, ImportMessage.Asking(run, plan), now);
    }

    private async Task<int> StopAsync(ImportRun run, DateTimeOffset now, CancellationToken cancel)
    {
        Tries.TryRemove(run.Id, out _);
        await runs.StopAsync(run, run.AppliedRow > 0 ? $"It could not go on behind line {run.AppliedRow}; the host's log says why" : "It could not begin; the host's log says why", now, cancel);
        return await ShowAsync(run, ImportMessage.Stopped(run), now);
    }

    private async Task<IReadOnlyList<ImportFault>> RefusalsAsync(ImportRun run, ImportPlan plan, CancellationToken cancel) =>
        [.. (await ImportRejects.OfAsync(db, run.Id, plan, cancel, MostShown)).Select(r => r.Fault)];

    private async Task<int> ShowAsync(ImportRun run, Channels.Message message, DateTimeOffset now)
    {
        if (run.PersonId is { } person) await outbox.ShowAsync(person, ImportMessage.KeyOf(run), message, now);
        return 1;
    }
}
