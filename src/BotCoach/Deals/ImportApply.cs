using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Deals;

/// <summary>Staged rows behind a line, and what those of new deals become.</summary>
internal sealed record ImportChunk(
    int After, IReadOnlyList<(int Line, ImportVerdict Verdict, ImportedRow Row)> Rows, IReadOnlyDictionary<int, ImportNewDeal> Made, ImportGround Ground)
{
    /// <summary>The line the next chunk begins behind; null when that one has to wait for this one, or there is none.</summary>
    public int? Next => Rows.Count == 0 || Rows[0].Line < 0 ? null : Rows[^1].Line;
}

/// <summary>
/// Applies a staged import in chunks, each a unit of work of its own: the deals with their history, and how far the import is, in one commit.
/// Whoever comes after a crash goes on behind the last chunk; two at once take turns.
/// </summary>
internal sealed class ImportApply(BotCoachDb db, ImportJudge judge, ImportChanging changes)
{
    public const int Chunk = 500;

    /// <summary>
    /// Reads the rows behind a line, and builds what new deals become. Needs no lock, so that it can be done while the chunk before is being written.
    /// </summary>
    public async Task<ImportChunk> ReadAsync(Guid importId, int after, Actor actor, DateTimeOffset now, CancellationToken cancel)
    {
        var rows = await db.ImportRows.AsNoTracking()
            .Where(r => r.ImportId == importId && r.Line > after && (r.Verdict != ImportVerdict.Refuse))
            .OrderBy(r => r.Line).Take(Chunk).ToListAsync(cancel);
        // people and accounts first, in a chunk of their own: the deals refer to them
        if (rows.Count > 0 && rows[0].Line < 0) rows.RemoveAll(r => r.Line >= 0);
        var said = rows.ConvertAll(r => (r.Line, r.Verdict, Row: ImportedRow.FromJson(r.Content)));
        var ground = new ImportGround(await db.Workspaces.AsNoTracking().SingleAsync(cancel), actor, now);
        var people = await ImportPeople.LoadAsync(db, track: false, cancel);
        var made = said.Where(r => r.Row.Deal is not null && r.Verdict == ImportVerdict.Create && people.Find(r.Row.Deal.Owner) is not null)
            .Select(r => (r.Line, ImportNewDeal.Of(r.Row.Deal!, people.Find(r.Row.Deal!.Owner)!.Id, ground))).ToDictionary();
        return new ImportChunk(after, said, made, ground);
    }

    /// <summary>Writes a chunk, without committing. False when the import is not where the chunk begins any more: another was at it.</summary>
    public async Task<bool> WriteAsync(ImportRun run, ImportChunk chunk, ImportRights rights, CancellationToken cancel)
    {
        if (run.AppliedRow != chunk.After) return false;
        if (chunk.Rows.Count == 0) return true;
        if (chunk.Rows[0].Line < 0) await ApplyFoundationAsync(chunk, cancel);
        else await ApplyDealsAsync(run, chunk, rights, cancel);
        run.AppliedRow = chunk.Rows[^1].Line;
        run.Revision++;
        return true;
    }

    private async Task ApplyFoundationAsync(ImportChunk chunk, CancellationToken cancel)
    {
        var people = await ImportPeople.LoadAsync(db, track: true, cancel);
        var said = chunk.Rows.Select(r => r.Row).ToList();
        foreach (var person in said.Select(s => s.Person).OfType<ImportedPerson>()) people.Apply(db, person, chunk.Ground.Now);
        foreach (var person in said.Select(s => s.Person).OfType<ImportedPerson>()) people.Lead(person);
        var accounts = said.Select(s => s.Account).OfType<ImportedAccount>().ToList();
        var names = accounts.Select(a => a.Name).ToList();
        var known = await db.Accounts.Where(a => names.Contains(a.Name)).ToDictionaryAsync(a => a.Name, cancel);
        foreach (var account in accounts)
        {
            if (!known.TryGetValue(account.Name, out var row)) db.Accounts.Add(row = new Account { WorkspaceId = db.WorkspaceId, Name = account.Name });
            row.Custom = row.Custom.Concat(account.Custom).GroupBy(c => c.Key).ToDictionary(g => g.Key, g => g.Last().Value);
        }
    }

    private async Task ApplyDealsAsync(ImportRun run, ImportChunk chunk, ImportRights rights, CancellationToken cancel)
    {
        IReadOnlyCollection<ImportNewDeal> made = [.. chunk.Made.Values];
        if (made.Count < chunk.Rows.Count || await OvertakenAsync(run, cancel))
        {
            // judged again, since a person or another import may have been at these deals meanwhile
            var people = await ImportPeople.LoadAsync(db, track: false, cancel);
            var said = chunk.Rows.Select(r => new ImportCandidate(r.Line, [], r.Row.Deal, null)).ToList();
            var judged = await judge.JudgeAsync(run.FileNames, said, people, rights, chunk.Ground, applying: true, cancel);
            judged = await changes.WriteAsync(run.FileNames, judged, chunk.Ground, cancel);
            await RecountAsync(run, judged, chunk.Ground, cancel);
            made = [.. judged.Where(j => j.Verdict == ImportVerdict.Create).Select(j => ImportNewDeal.Of(j.Deal!, people.Find(j.Deal!.Owner)!.Id, chunk.Ground))];
        }
        await db.AddManyAsync([.. made.Select(m => m.Deal)], cancel);
        await db.AddManyAsync([.. made.Select(m => m.Due)], cancel);
        await db.AddManyAsync([.. made.SelectMany(m => m.Entries).Select(e => e.Event)], cancel);
        await db.AddManyAsync([.. made.SelectMany(m => m.Entries).SelectMany(e => e.Texts)], cancel);
        await db.AddManyAsync([.. made.SelectMany(m => m.Said)], cancel);
    }

    /// <summary>True when deals were made since the import began: by another one, or by hand.</summary>
    private async Task<bool> OvertakenAsync(ImportRun run, CancellationToken cancel) =>
        await db.ImportRuns.AnyAsync(r => r.Id != run.Id && r.EndedAt > run.StartedAt, cancel)
        || await db.Deals.AnyAsync(d => d.Source == ImportMatch.Typed && d.CreatedAt >= run.StartedAt, cancel);

    /// <summary>What became of a row is not what the dry run said: it is counted so, and a refusal gets its reason.</summary>
    private async Task RecountAsync(ImportRun run, IReadOnlyList<ImportJudged> judged, ImportGround ground, CancellationToken cancel)
    {
        var lines = judged.Select(j => j.Row.Line).ToList();
        var verdicts = await db.ImportRows.AsNoTracking().Where(r => r.ImportId == run.Id && lines.Contains(r.Line))
            .Select(r => new { r.Line, r.Verdict }).ToDictionaryAsync(r => r.Line, r => r.Verdict, cancel);
        var other = judged.Where(j => j.Verdict != verdicts[j.Row.Line]).ToDictionary(j => j.Row.Line);
        if (other.Count == 0) return;
        var plan = ImportPlan.FromJson(run.Mapping);
        foreach (var row in await db.ImportRows.Where(r => r.ImportId == run.Id && other.Keys.Contains(r.Line)).ToListAsync(cancel))
        {
            var now = other[row.Line];
            plan.Tally.Recount(row.Verdict, now.Verdict, now.Row.Deal!, now.Row.Deal!.Currency ?? ground.Currency);
            (row.Verdict, row.Value, row.Why) = (now.Verdict, now.Fault?.Value, now.Fault?.Why);
        }
        run.Mapping = plan.ToJson();
    }
}
