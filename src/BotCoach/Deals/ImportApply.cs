using BotCoach.People;
using BotCoach.Stages;
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
internal sealed class ImportApply(BotCoachDb db, ImportJudge judge, ImportMatch match, DealLedger ledger, DealMoves moves, StageShelf shelf)
{
    public const int Chunk = 500;

    /// <summary>
    /// Reads the rows behind a line, and builds what new deals become. Needs no lock, so that it can be done while the chunk before is being written.
    /// </summary>
    public async Task<ImportChunk> ReadAsync(Guid importId, int after, Actor actor, DateTimeOffset now, CancellationToken cancel)
    {
        var rows = await db.ImportRows.AsNoTracking()
            .Where(r => r.ImportId == importId && r.Line > after && (r.Verdict == ImportVerdict.Create || r.Verdict == ImportVerdict.Change))
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
            var judged = await judge.JudgeAsync(run.FileNames, said, people, rights, chunk.Ground, cancel);
            await ChangeAsync(run, judged, people, chunk.Ground, cancel);
            made = [.. judged.Where(j => j.Verdict == ImportVerdict.Create).Select(j => ImportNewDeal.Of(j.Deal!, people.Find(j.Deal!.Owner)!.Id, chunk.Ground))];
        }
        await db.AddManyAsync([.. made.Select(m => m.Deal)], cancel);
        await db.AddManyAsync([.. made.Select(m => m.Due)], cancel);
        await db.AddManyAsync([.. made.SelectMany(m => m.Entries).Select(e => e.Event)], cancel);
        await db.AddManyAsync([.. made.SelectMany(m => m.Entries).SelectMany(e => e.Texts)], cancel);
        await db.AddManyAsync([.. made.SelectMany(m => m.Said)], cancel);
    }

    private Task<bool> OvertakenAsync(ImportRun run, CancellationToken cancel) => db.ImportRuns.AnyAsync(r => r.Id != run.Id && r.EndedAt > run.StartedAt, cancel);

    private async Task ChangeAsync(ImportRun run, IReadOnlyList<ImportJudged> judged, ImportPeople people, ImportGround ground, CancellationToken cancel)
    {
        var changed = judged.Where(j => j.Verdict == ImportVerdict.Change).ToList();
        var ids = changed.Select(j => j.Deal!.Deal!.Value).ToList();
        var before = await match.SaidBeforeAsync(ids, cancel);
        var deals = await db.Deals.Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, cancel);
        foreach (var row in changed)
        {
            var deal = deals[row.Deal!.Deal!.Value];
            await ChangeAsync(deal, row.Deal, people.Find(row.Deal.Owner)!.Id, before[deal.Id].ToDictionary(s => s.Key, s => s.Value), ground);
        }
        await RefuseAsync(run, [.. judged.Where(j => j.Verdict == ImportVerdict.Refuse)], cancel);
    }

    private async Task ChangeAsync(Deal deal, ImportedDeal said, Guid ownerId, Dictionary<string, string?> before, ImportGround ground)
    {
        var book = await shelf.OpenAsync(deal.ProcessId, deal.ProcessVersion);
        var change = ImportChange.Of((Deal)db.Entry(deal).CurrentValues.ToObject(), said, ownerId, book, before, ground);
        if (change.GivesId) deal.ExternalId = said.Id;
        var next = change.Fields.Where(f => f.StartsWith("next-step", StringComparison.Ordinal)).ToList();
        await ledger.ChangeAsync(deal, ground.Actor, ground.Now, DealEventKind.FieldsChanged, d => ImportChange.Write(d, change.Fields.Except(next), said, ownerId, ground));
        if (next.Count > 0) await ledger.ChangeAsync(deal, ground.Actor, ground.Now, DealEventKind.NextStepSet, d => ImportChange.Write(d, next, said, ownerId, ground));
        await MoveAsync(deal, said, change.Move, ground);
    }

    private async Task MoveAsync(Deal deal, ImportedDeal said, ImportMove move, ImportGround ground)
    {
        const string bySource = "Its source says so (import).";
        var (actor, now) = (ground.Actor, ground.Now);
        if (move == ImportMove.Forward) await moves.AdvanceAsync(deal, actor, now, said.Stage, null, ground.At(said.Entered));
        if (move == ImportMove.Back) await moves.BackAsync(deal, actor, bySource, now, said.Stage, null, ground.At(said.Entered));
        if (move == ImportMove.Reopen) await moves.ReopenAsync(deal, actor, now);
        if (move != ImportMove.Close) return;
        if (!deal.IsOpen) await moves.ReopenAsync(deal, actor, now);
        var (why, at) = (said.Reason ?? bySource, ground.At(said.Closed));
        if (said.Status == DealStatus.Won) await moves.WonAsync(deal, actor, why, now, at);
        if (said.Status == DealStatus.Lost) await moves.LostAsync(deal, actor, why, now, at);
        if (said.Status == DealStatus.Disqualified) await moves.DisqualifiedAsync(deal, actor, why, now, at);
    }

    /// <summary>What could still be done at the dry run and cannot any more is refused now, and counted so.</summary>
    private async Task RefuseAsync(ImportRun run, IReadOnlyList<ImportJudged> refused, CancellationToken cancel)
    {
        if (refused.Count == 0) return;
        var plan = ImportPlan.FromJson(run.Mapping);
        var lines = refused.Select(r => r.Row.Line).ToList();
        var staged = await db.ImportRows.Where(r => r.ImportId == run.Id && lines.Contains(r.Line)).ToDictionaryAsync(r => r.Line, cancel);
        foreach (var row in refused)
        {
            if (staged[row.Row.Line].Verdict == ImportVerdict.Create) plan.Tally.Created--;
            else plan.Tally.Changed--;
            plan.Tally.Refused++;
            (staged[row.Row.Line].Verdict, staged[row.Row.Line].Value, staged[row.Row.Line].Why) = (ImportVerdict.Refuse, row.Fault!.Value, row.Fault.Why);
        }
        run.Mapping = plan.ToJson();
    }
}
