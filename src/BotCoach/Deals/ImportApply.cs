using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Deals;

/// <summary>What is written next: people and accounts, or deals, with what those that are new become.</summary>
/// <param name="Since">When the import began: who made deals since then is looked for.</param>
internal sealed record ImportChunk(
    int After, int Last, IReadOnlyList<ImportedRow> Foundation, IReadOnlyList<ImportDue> Rows, IReadOnlyDictionary<int, ImportNewDeal> Made,
    ImportGround Ground, DateTimeOffset Since)
{
    public int Count => Foundation.Count + Rows.Count;

    /// <summary>The line the next chunk begins behind; null when that one has to wait for this one, or there is none.</summary>
    public int? Next => Rows.Count == 0 ? null : Last;
}

/// <summary>
/// Applies an import that was checked, in chunks, each a unit of work of its own: the deals with their history, and how far the import is, in one
/// commit. Whoever comes after a crash goes on behind the last chunk; two at once take turns.
/// </summary>
internal sealed class ImportApply(BotCoachDb db, ImportJudge judge, ImportChanging changes, StageShelf shelf)
{
    /// <summary>So many rows hold no click up: on SQLite a click waits for the writer, on PostgreSQL for nobody.</summary>
    private int Chunk => db is SqliteDb ? 500 : 1_000;

    /// <summary>
    /// Reads what is to be written behind a line, and builds what new deals become. Needs no lock, so that it can be done while the chunk before is
    /// being written.
    /// </summary>
    public async Task<ImportChunk> ReadAsync(ImportSession session, int after, Actor actor, DateTimeOffset now, CancellationToken cancel)
    {
        var ground = new ImportGround(await db.Workspaces.AsNoTracking().SingleAsync(cancel), actor, now)
        {
            Pilots = [.. (await shelf.PilotsAsync()).Select(v => (v, StageBookJson.Read(v.Document)))],
        };
        if (FoundationBehind(session, after) is { Count: > 0 } foundation)
            return new ImportChunk(after, foundation[^1].Line, [.. foundation.Select(f => f.Row)], [], new Dictionary<int, ImportNewDeal>(), ground, session.Since);
        var rows = session.ToWrite(after, Chunk);
        var people = await ImportPeople.LoadAsync(db, track: false, cancel);
        var made = new Dictionary<int, ImportNewDeal>(rows.Count);
        foreach (var (row, verdict) in rows)
            if (verdict == ImportVerdict.Create && row.Deal is { } said && people.Find(said.Owner) is { } owner) made[row.Line] = ImportNewDeal.Of(said, owner.Id, ground);
        return new ImportChunk(after, rows.Count == 0 ? after : rows[^1].Row.Line, [], rows, made, ground, session.Since);
    }

    /// <summary>
    /// Writes a chunk, without committing. Deals that are all new are added while the chunk <paramref name="before"/> is still on its way; how far the
    /// import is comes last. Null when the import is not where the chunk begins any more, since another was at it: then nothing may be committed.
    /// </summary>
    public async Task<ImportRun?> WriteAsync(Guid importId, ImportChunk chunk, ImportRights rights, Task before, CancellationToken cancel)
    {
        if (await db.ImportRuns.AnyAsync(r => r.Id == importId && (r.AppliedRow > chunk.After || r.State != ImportState.Applying), cancel)) return null;
        var allNew = chunk.Made.Count == chunk.Rows.Count && !await OvertakenAsync(importId, chunk.Since, cancel);
        if (allNew) await AddAsync([.. chunk.Made.Values], cancel);
        await before;
        if (await db.TakeImportAsync(importId, cancel) is not { State: ImportState.Applying } run || run.AppliedRow != chunk.After) return null;
        if (chunk.Foundation.Count > 0) await ApplyFoundationAsync(chunk, cancel);
        if (!allNew) await JudgeAgainAsync(run, chunk, rights, cancel);
        run.AppliedRow = chunk.Last;
        run.Applied += chunk.Rows.Count;
        run.Revision++;
        return run;
    }

    private List<(int Line, ImportedRow Row)> FoundationBehind(ImportSession session, int after)
    {
        if (session.Plan.Before == 0 || after >= -1) return [];
        var all = session.Foundation;
        var done = Math.Max(0, after + 1 + all.Count);
        return [.. all.Select((row, i) => (i - all.Count, row)).Skip(done).Take(Chunk)];
    }

    private async Task ApplyFoundationAsync(ImportChunk chunk, CancellationToken cancel)
    {
        var people = await ImportPeople.LoadAsync(db, track: true, cancel);
        foreach (var person in chunk.Foundation.Select(s => s.Person).OfType<ImportedPerson>()) people.Apply(db, person, chunk.Ground.Now);
        foreach (var person in chunk.Foundation.Select(s => s.Person).OfType<ImportedPerson>()) people.Lead(person);
        var accounts = chunk.Foundation.Select(s => s.Account).OfType<ImportedAccount>().ToList();
        var names = accounts.Select(a => a.Name).ToList();
        var known = await db.Accounts.Where(a => names.Contains(a.Name)).ToDictionaryAsync(a => a.Name, cancel);
        foreach (var account in accounts)
        {
            if (!known.TryGetValue(account.Name, out var row)) db.Accounts.Add(row = new Account { WorkspaceId = db.WorkspaceId, Name = account.Name });
            row.Custom = row.Custom.Concat(account.Custom).GroupBy(c => c.Key).ToDictionary(g => g.Key, g => g.Last().Value);
        }
    }

    /// <summary>A person or another import may have been at these deals since the dry run.</summary>
    private async Task JudgeAgainAsync(ImportRun run, ImportChunk chunk, ImportRights rights, CancellationToken cancel)
    {
        var people = await ImportPeople.LoadAsync(db, track: false, cancel);
        var judged = await judge.JudgeAsync(run.FileNames, [.. chunk.Rows.Select(r => r.Row)], people, rights, chunk.Ground, applying: true, cancel);
        judged = await changes.WriteAsync(run.FileNames, judged, chunk.Ground, cancel);
        await RecountAsync(run, chunk, judged, cancel);
        await AddAsync([.. judged.Where(j => j.Verdict == ImportVerdict.Create).Select(j => ImportNewDeal.Of(j.Deal!, people.Find(j.Deal!.Owner)!.Id, chunk.Ground))], cancel);
    }

    private async Task AddAsync(IReadOnlyCollection<ImportNewDeal> made, CancellationToken cancel)
    {
        await db.AddManyAsync([.. made.Select(m => m.Deal)], cancel);
        await db.AddManyAsync([.. made.SelectMany(m => m.Entries).Select(e => e.Event)], cancel);
        await db.AddManyAsync([.. made.SelectMany(m => m.Entries).SelectMany(e => e.Texts)], cancel);
        await db.AddManyAsync([.. made.SelectMany(m => m.Said)], cancel);
    }

    /// <summary>True when deals were made since the import began: by another one, or by hand.</summary>
    private async Task<bool> OvertakenAsync(Guid importId, DateTimeOffset since, CancellationToken cancel)
    {
        // by the API a deal may have begun long ago: its id says when it came
        var before = Guid.CreateVersion7(since.AddMilliseconds(-1));
        return await db.ImportRuns.AnyAsync(r => r.Id != importId && r.EndedAt > since, cancel)
            || await db.Deals.AnyAsync(d => d.Source == ImportMatch.Typed && d.CreatedAt >= since, cancel)
            || await db.Deals.AnyAsync(d => d.Source == ImportMatch.ByApi && d.Id > before, cancel);
    }

    /// <summary>What became of a row is not what the dry run said: it is counted so, and a refusal is kept with its reason.</summary>
    private async Task RecountAsync(ImportRun run, ImportChunk chunk, IReadOnlyList<ImportJudged> judged, CancellationToken cancel)
    {
        var other = chunk.Rows.Zip(judged).Where(r => r.First.Verdict != r.Second.Verdict).ToList();
        if (other.Count == 0) return;
        var plan = ImportPlan.FromJson(run.Mapping);
        foreach (var (due, now) in other) plan.Tally.Recount(due.Verdict, now.Verdict, due.Row.Deal!, due.Row.Deal!.Currency ?? chunk.Ground.Currency);
        run.Mapping = plan.ToJson();
        var refused = other.Select(o => o.Second).Where(j => j.Verdict == ImportVerdict.Refuse).ToList();
        await db.AddManyAsync([.. refused.Select(j => ImportCheck.Refused(db.WorkspaceId, run.Id, j))], cancel);
        await db.AddRefusalsAsync([.. refused.Select(j => j.Refusal).OfType<GateRefusal>()]);
    }
}
