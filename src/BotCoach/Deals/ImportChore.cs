using System.Collections.Concurrent;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Deals;

/// <summary>
/// What the clock does for imports: reads and checks the files that were shared in chat, and applies what is to be applied, also what an
/// interrupted command left. One look, one batch or one chunk is a unit of work, so that clicks get in between.
/// </summary>
internal sealed class ImportChore(
    BotCoachDb db, Outbox outbox, StageShelf shelf, ImportPlanning planning, ImportStaging staging, ImportApply apply, ImportRuns runs, DealAccess access) : IChore
{
    private const int Batch = 4_000;
    private const int MostShown = 10;
    private const int MostTries = 10;

    // what fails again and again without getting on is not to stand in everybody's way
    private static readonly ConcurrentDictionary<Guid, (long Revision, int Times)> Tries = [];

    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.WorkspaceWithImportAsync() is not { } workspace) return 0;
        db.Scope.Enter(workspace);
        var next = await db.ImportRuns.AsNoTracking()
            .Where(r => r.State == ImportState.Applying || (r.State == ImportState.Reading && r.PersonId != null))
            .OrderBy(r => r.State == ImportState.Applying ? 0 : 1).ThenBy(r => r.Id).Select(r => r.Id).FirstOrDefaultAsync(cancel);
        if (await db.TakeImportAsync(next, cancel) is not { } run) return 0;
        var person = await db.People.FirstOrDefaultAsync(p => p.Id == run.PersonId, cancel);
        var rights = person is null or { Role: Role.Admin } ? ImportRights.All : new ImportRights((await access.OwnersAsync(person)).ToHashSet());
        var tried = Tries.AddOrUpdate(run.Id, (run.Revision, 1), (_, t) => t.Revision == run.Revision ? (t.Revision, t.Times + 1) : (run.Revision, 1));
        if (tried.Times > MostTries) return await StopAsync(run, now, cancel);
        return run.State switch
        {
            ImportState.Applying => await ApplyAsync(run, person, rights, now, cancel),
            ImportState.Reading => await ReadAsync(run, rights, now, cancel),
            _ => 0,
        };
    }

    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) =>
        await db.WorkspaceWithImportAsync() is null ? null : DateTimeOffset.UnixEpoch;

    private async Task<int> ReadAsync(ImportRun run, ImportRights rights, DateTimeOffset now, CancellationToken cancel)
    {
        var plan = ImportPlan.FromJson(run.Mapping);
        try
        {
            return plan.Looked ? await CheckAsync(run, plan, rights, now, cancel) : await LookAsync(run, plan, rights, now, cancel);
        }
        catch (ImportRefusedException question) when (question.Columns is { } columns)
        {
            (plan.Questions, plan.Header, plan.Columns) = ([.. question.Faults], [.. columns.Header], new(columns.Meaning));
            run.State = ImportState.AwaitingMapping;
            ImportRuns.Note(run, plan);
            await ShowAsync(run, ImportMessage.Asking(run, plan), now);
            return 1;
        }
        catch (ImportRefusedException refused)
        {
            (run.State, run.Why, run.EndedAt) = (ImportState.Refused, refused.Message, now);
            run.Revision++;
            await ShowAsync(run, ImportMessage.Refused(run, refused.Faults), now);
            return 1;
        }
    }

    private async Task<int> LookAsync(ImportRun run, ImportPlan before, ImportRights rights, DateTimeOffset now, CancellationToken cancel)
    {
        await shelf.EnsureBuiltInAsync(now);
        var (_, plan) = await planning.LookAsync(await SourcesAsync(run, cancel), before.Choices, cancel);
        if (plan.Questions.Count > 0) run.State = ImportState.AwaitingMapping;
        if (!rights.MayAddPeople && plan.HasOthers) plan.Notes.Add("People and accounts of other files are kept when an admin imports them.");
        ImportRuns.Note(run, plan);
        await ShowAsync(run, plan.Questions.Count > 0 ? ImportMessage.Asking(run, plan) : ImportMessage.Reading(run, plan), now);
        return 1;
    }

    private async Task<int> CheckAsync(ImportRun run, ImportPlan plan, ImportRights rights, DateTimeOffset now, CancellationToken cancel)
    {
        using var session = await planning.OpenAsync(await SourcesAsync(run, cancel), plan, cancel);
        var rows = session.Next(Batch);
        if (rows.Count > 0)
        {
            var ground = new ImportGround(await db.Workspaces.SingleAsync(cancel), Actor.Clock, now);
            var judged = await staging.JudgeAsync(plan, rows, await ImportPeople.LoadAsync(db, track: false, cancel), rights, ground, cancel);
            await staging.KeepAsync(run.Id, judged, cancel);
        }
        if (rows.Count < Batch) run.State = ImportState.Checked;
        if (rows.Count < Batch && rights.MayAddPeople) await staging.KeepFoundationAsync(run.Id, plan, session.Reading, cancel);
        ImportRuns.Note(run, plan);
        await ShowAsync(run, rows.Count < Batch ? ImportMessage.Checked(run, plan, await RefusalsAsync(run, plan, cancel)) : ImportMessage.Reading(run, plan), now);
        return Math.Max(1, rows.Count);
    }

    private async Task<int> ApplyAsync(ImportRun run, Person? person, ImportRights rights, DateTimeOffset now, CancellationToken cancel)
    {
        var actor = new Actor(person?.Id, person?.Role ?? Role.Admin, "host", By.Import);
        var chunk = await apply.ReadAsync(run.Id, run.AppliedRow, actor, now, cancel);
        await apply.WriteAsync(run, chunk, rights, cancel);
        var applied = chunk.Rows.Count;
        var ended = applied == 0 && await runs.EndAsync(run, now, cancel);
        var plan = ImportPlan.FromJson(run.Mapping);
        if (ended) Tries.TryRemove(run.Id, out _);
        if (ended) await ShowAsync(run, ImportMessage.Done(run, plan), now);
        else if (applied > 0) await ShowAsync(run, ImportMessage.Applying(run, plan, await DoneAsync(run, cancel)), now);
        return Math.Max(1, applied);
    }

    private async Task<int> StopAsync(ImportRun run, DateTimeOffset now, CancellationToken cancel)
    {
        Tries.TryRemove(run.Id, out _);
        await runs.StopAsync(run, run.AppliedRow > 0 ? $"It could not go on behind line {run.AppliedRow}; the host's log says why" : "It could not begin; the host's log says why", now, cancel);
        await ShowAsync(run, ImportMessage.Stopped(run), now);
        return 1;
    }

    private Task<int> DoneAsync(ImportRun run, CancellationToken cancel) => db.ImportRows
        .CountAsync(r => r.ImportId == run.Id && r.Line > 0 && r.Line <= run.AppliedRow && (r.Verdict == ImportVerdict.Create || r.Verdict == ImportVerdict.Change), cancel);

    private async Task<IReadOnlyList<ImportFault>> RefusalsAsync(ImportRun run, ImportPlan plan, CancellationToken cancel)
    {
        var rows = await db.ImportRows.AsNoTracking().Where(r => r.ImportId == run.Id && r.Verdict == ImportVerdict.Refuse)
            .OrderBy(r => r.Line).Take(MostShown).ToListAsync(cancel);
        return [.. rows.Select(r => ImportRejects.FaultOf(plan, r))];
    }

    private async Task<IReadOnlyList<ImportSource>> SourcesAsync(ImportRun run, CancellationToken cancel) =>
        [.. (await db.ImportFiles.AsNoTracking().Where(f => f.ImportId == run.Id).OrderBy(f => f.Ordinal).ToListAsync(cancel))
            .Select(f => ImportSource.OfBytes(f.Name, f.Content))];

    private async Task ShowAsync(ImportRun run, Channels.Message message, DateTimeOffset now)
    {
        if (run.PersonId is { } person) await outbox.ShowAsync(person, ImportMessage.KeyOf(run), message, now);
    }
}
