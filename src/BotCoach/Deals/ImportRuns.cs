using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Deals;

/// <summary>The imports of a workspace: beginning one, letting it go ahead, ending it. Nothing is committed here.</summary>
internal sealed class ImportRuns(BotCoachDb db, DealTriage triage, PersonClocks clocks)
{
    /// <summary>This process, among those that may be at an import.</summary>
    public static readonly Guid Me = Guid.NewGuid();

    // longer than any chunk takes
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(30);

    /// <summary>Begins an import of files, which are kept until it has ended.</summary>
    public async Task<ImportRun> BeginAsync(
        IReadOnlyList<(ImportSource Source, byte[] Content)> files, ImportPlan plan, Guid? personId, DateTimeOffset now, CancellationToken cancel)
    {
        await ForgetEndedAsync(cancel);
        var run = new ImportRun
        {
            WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(now), State = ImportState.Reading, PersonId = personId,
            FileNames = string.Join(", ", files.Select(f => f.Source.Name)), Mapping = plan.ToJson(), AppliedRow = int.MinValue, StartedAt = now,
        };
        db.ImportRuns.Add(run);
        foreach (var (ordinal, (source, content)) in files.Index())
            db.ImportFiles.Add(new ImportFile { WorkspaceId = db.WorkspaceId, ImportId = run.Id, Ordinal = ordinal, Name = source.Name, Length = source.Length, Content = content });
        return run;
    }

    /// <summary>Others leave the import alone for a while, since this process is at it.</summary>
    public static void Take(ImportRun run, DateTimeOffset now) => (run.HeldBy, run.HeldUntil) = (Me, now + Hold);

    /// <summary>Keeps how far the dry run is, and what it said so far.</summary>
    public static void Note(ImportRun run, ImportPlan plan, ImportVerdicts? verdicts = null)
    {
        run.Verdicts = verdicts?.Pack();
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

    /// <summary>What its dry run said that the gate refuses is tried now, and refused: it counts as any refusal does, where the deal is still there.</summary>
    public async Task CountStoppedAsync(ImportRun run, ImportPlan plan, DateTimeOffset now)
    {
        if (plan.Stopped.Count == 0) return;
        var (ids, day) = (plan.Stopped.ConvertAll(s => s.Deal), now.DayIn(DateTimeZone.Utc));
        var there = (await db.Deals.Where(d => ids.Contains(d.Id)).Select(d => d.Id).ToListAsync()).ToHashSet();
        await db.AddRefusalsAsync([.. plan.Stopped.Where(s => there.Contains(s.Deal)).Select(s => s.On(day, db.WorkspaceId))]);
        plan.Stopped = [];
        run.Mapping = plan.ToJson();
    }

    // each counts and sorts what waits for an owner
    private const int OffersAtOnce = 4;

    /// <summary>
    /// The last chunk is in. Every owner gets one card for what is new, and nobody is flooded; a few owners at a time, and then the import has ended.
    /// False: there are more to come.
    /// </summary>
    public async Task<bool> EndAsync(ImportRun run, DateTimeOffset now, CancellationToken cancel)
    {
        var plan = ImportPlan.FromJson(run.Mapping);
        if (plan.Tally.Created > 0 && plan.OpenTo.Count > 0)
        {
            var people = await ImportPeople.LoadAsync(db, track: false, cancel);
            var some = plan.OpenTo.Take(OffersAtOnce).ToList();
            var owners = some.Select(people.Find).OfType<Person>().Select(p => p.Id).Distinct().ToList();
            foreach (var owner in owners) await triage.OfferAsync(owner, now);
            await clocks.DealsChangedAsync(owners, now);
            plan.OpenTo.ExceptWith(some);
            run.Mapping = plan.ToJson();
            run.Revision++;
            return false;
        }
        (run.Created, run.Changed, run.Unchanged, run.Refused) = (plan.Tally.Created, plan.Tally.Changed, plan.Tally.Unchanged, plan.Tally.Refused);
        await EndAsync(run, ImportState.Done, now, cancel);
        return true;
    }

    /// <summary>It cannot go on: it ends with its reason, and what was imported so far stays.</summary>
    public async Task StopAsync(ImportRun run, string why, DateTimeOffset now, CancellationToken cancel)
    {
        run.Why = why;
        await EndAsync(run, ImportState.Refused, now, cancel);
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
        await EndAsync(run, ImportState.Cancelled, now, cancel);
        await db.ImportRows.Where(r => r.ImportId == run.Id).ExecuteDeleteAsync(cancel);
    }

    private async Task EndAsync(ImportRun run, ImportState state, DateTimeOffset now, CancellationToken cancel)
    {
        (run.State, run.EndedAt, run.Verdicts, run.HeldBy, run.HeldUntil) = (state, now, null, null, null);
        run.Revision++;
        await db.ImportFiles.Where(f => f.ImportId == run.Id).ExecuteDeleteAsync(cancel);
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
