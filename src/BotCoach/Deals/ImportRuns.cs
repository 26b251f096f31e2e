using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Deals;

/// <summary>The imports of a workspace: beginning one, letting it go ahead, ending it. Nothing is committed here.</summary>
internal sealed class ImportRuns(BotCoachDb db, DealTriage triage)
{
    public async Task<ImportRun> BeginAsync(string fileNames, ImportPlan plan, Guid? personId, DateTimeOffset now, CancellationToken cancel)
    {
        await ForgetEndedAsync(cancel);
        var run = new ImportRun
        {
            WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(now), State = ImportState.Reading, PersonId = personId, FileNames = fileNames,
            Mapping = plan.ToJson(), AppliedRow = int.MinValue, StartedAt = now,
        };
        db.ImportRuns.Add(run);
        return run;
    }

    /// <summary>Keeps how far the dry run is.</summary>
    public static void Note(ImportRun run, ImportPlan plan)
    {
        (run.Rows, run.Created, run.Changed, run.Unchanged, run.Refused) =
            (plan.Rows, plan.Tally.Created, plan.Tally.Changed, plan.Tally.Unchanged, plan.Tally.Refused);
        run.Mapping = plan.ToJson();
        run.Revision++;
    }

    /// <summary>From here on the import is applied; what its names and columns mean is remembered.</summary>
    public async Task GoAheadAsync(ImportRun run, ImportPlan plan, CancellationToken cancel)
    {
        run.State = ImportState.Applying;
        run.Revision++;
        foreach (var (theirs, ours) in plan.Choices.Columns) await RememberAsync(ImportPlanning.ColumnMemory, theirs, ours, cancel);
        foreach (var names in plan.Stages.Values.SelectMany(s => s).GroupBy(s => s.Key, s => s.Value))
            if (names.Distinct().Count() == 1) await RememberAsync(ImportPlanning.StageMemory, names.Key, names.First(), cancel);
    }

    /// <summary>
    /// The last chunk is in: what was laid down is swept up, part by part, and then the import has ended. Every owner gets one card for what is new,
    /// and nobody is flooded. False: there is more to sweep.
    /// </summary>
    public async Task<bool> EndAsync(ImportRun run, DateTimeOffset now, CancellationToken cancel)
    {
        run.Revision++;
        if (await db.SweepImportAsync(run.Id, refusedToo: false, cancel) > 0) return false;
        (run.State, run.EndedAt) = (ImportState.Done, now);
        var plan = ImportPlan.FromJson(run.Mapping);
        (run.Created, run.Changed, run.Unchanged, run.Refused) = (plan.Tally.Created, plan.Tally.Changed, plan.Tally.Unchanged, plan.Tally.Refused);
        if (run.Refused > 0) await KeepCellsAsync(run, plan, cancel);
        await db.ImportFiles.Where(f => f.ImportId == run.Id).ExecuteDeleteAsync(cancel);
        if (run.Created == 0) return true;
        var people = await ImportPeople.LoadAsync(db, track: false, cancel);
        foreach (var owner in plan.OpenTo.Select(people.Find).OfType<Person>().DistinctBy(p => p.Id)) await triage.OfferAsync(owner.Id, now);
        return true;
    }

    /// <summary>It cannot go on: it ends with its reason, and what was imported so far stays.</summary>
    public async Task StopAsync(ImportRun run, string why, DateTimeOffset now, CancellationToken cancel)
    {
        (run.State, run.Why, run.EndedAt) = (ImportState.Refused, why, now);
        run.Revision++;
        await db.ImportFiles.Where(f => f.ImportId == run.Id).ExecuteDeleteAsync(cancel);
    }

    /// <summary>The dry run begins anew, with what was said meanwhile.</summary>
    public async Task ReadAgainAsync(ImportRun run, ImportChoices choices, CancellationToken cancel)
    {
        await db.ImportRows.Where(r => r.ImportId == run.Id).ExecuteDeleteAsync(cancel);
        run.State = ImportState.Reading;
        Note(run, new ImportPlan { Choices = choices });
    }

    public async Task CancelAsync(ImportRun run, DateTimeOffset now, CancellationToken cancel)
    {
        (run.State, run.EndedAt) = (ImportState.Cancelled, now);
        run.Revision++;
        await db.ImportFiles.Where(f => f.ImportId == run.Id).ExecuteDeleteAsync(cancel);
        await db.ImportRows.Where(r => r.ImportId == run.Id).ExecuteDeleteAsync(cancel);
    }

    /// <summary>The files go; what is needed of them to put refused rows right stays.</summary>
    private async Task KeepCellsAsync(ImportRun run, ImportPlan plan, CancellationToken cancel)
    {
        var main = await db.ImportFiles.AsNoTracking().Where(f => f.ImportId == run.Id && f.Name == plan.Main).ToListAsync(cancel);
        if (main.Count == 0) return;
        foreach (var (row, cells) in await ImportRejects.OfAsync(db, run.Id, plan, [ImportSource.OfBytes(main[0].Name, main[0].Content)], cancel))
            row.Content = new ImportedRow { Cells = cells }.ToJson();
    }

    /// <summary>The rows that an earlier import refused are kept to be looked at until the next one begins.</summary>
    private Task ForgetEndedAsync(CancellationToken cancel) => db.ImportRows
        .Where(row => db.ImportRuns.Any(r => r.Id == row.ImportId && (r.State == ImportState.Done || r.State == ImportState.Refused || r.State == ImportState.Cancelled)))
        .ExecuteDeleteAsync(cancel);

    private async Task RememberAsync(string kind, string theirs, string ours, CancellationToken cancel)
    {
        var row = await db.ImportMemories.FindAsync([db.WorkspaceId, kind, theirs], cancel);
        if (row is null) db.ImportMemories.Add(new ImportMemory { WorkspaceId = db.WorkspaceId, Kind = kind, Theirs = theirs, Ours = ours });
        else row.Ours = ours;
    }
}
