using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Deals;

/// <summary>
/// Applies a staged import in chunks, each a unit of work of its own: the deals with their history, and how far the import is, in one commit.
/// Whoever comes after a crash goes on behind the last chunk; two at once take turns.
/// </summary>
internal sealed class ImportApply(BotCoachDb db, ImportJudge judge, ImportMatch match, DealLedger ledger, DealMoves moves, StageShelf shelf)
{
    public const int Chunk = 500;

    /// <summary>Applies the next rows, without committing; zero when none are left or another is at it.</summary>
    public async Task<int> ChunkAsync(ImportRun run, ImportRights rights, Actor actor, DateTimeOffset now, CancellationToken cancel)
    {
        var rows = await NextAsync(run, cancel);
        if (rows.Count == 0) return 0;
        var ground = new ImportGround(await db.Workspaces.SingleAsync(cancel), actor, now);
        if (rows[0].Line < 0) await ApplyFoundationAsync(rows, ground, cancel);
        else await ApplyDealsAsync(run, rows, rights, ground, cancel);
        run.AppliedRow = rows[^1].Line;
        run.Revision++;
        return rows.Count;
    }

    private async Task<List<ImportRow>> NextAsync(ImportRun run, CancellationToken cancel)
    {
        var rows = await db.ImportRows.AsNoTracking()
            .Where(r => r.ImportId == run.Id && r.Line > run.AppliedRow && (r.Verdict == ImportVerdict.Create || r.Verdict == ImportVerdict.Change))
            .OrderBy(r => r.Line).Take(Chunk).ToListAsync(cancel);
        // people and accounts first, in a chunk of their own: the deals refer to them
        return rows.Count > 0 && rows[0].Line < 0 ? [.. rows.Where(r => r.Line < 0)] : rows;
    }

    private async Task ApplyFoundationAsync(List<ImportRow> rows, ImportGround ground, CancellationToken cancel)
    {
        var people = await ImportPeople.LoadAsync(db, track: true, cancel);
        var said = rows.Select(r => ImportedRow.FromJson(r.Content)).ToList();
        foreach (var person in said.Select(s => s.Person).OfType<ImportedPerson>()) people.Apply(db, person, ground.Now);
        var accounts = said.Select(s => s.Account).OfType<ImportedAccount>().ToList();
        var names = accounts.Select(a => a.Name).ToList();
        var known = await db.Accounts.Where(a => names.Contains(a.Name)).ToDictionaryAsync(a => a.Name, cancel);
        foreach (var account in accounts)
        {
            if (!known.TryGetValue(account.Name, out var row)) db.Accounts.Add(row = new Account { WorkspaceId = db.WorkspaceId, Name = account.Name });
            row.Custom = row.Custom.Concat(account.Custom).GroupBy(c => c.Key).ToDictionary(g => g.Key, g => g.Last().Value);
        }
    }

    private async Task ApplyDealsAsync(ImportRun run, List<ImportRow> rows, ImportRights rights, ImportGround ground, CancellationToken cancel)
    {
        var people = await ImportPeople.LoadAsync(db, track: false, cancel);
        var said = rows.Select(r => new ImportCandidate(r.Line, [], ImportedRow.FromJson(r.Content).Deal, null)).ToList();
        var fresh = said;
        if (rows.Any(r => r.Verdict == ImportVerdict.Change) || await OvertakenAsync(run, cancel))
        {
            // judged again, since a person or another import may have been at these deals meanwhile
            var judged = await judge.JudgeAsync(run.FileNames, said, people, rights, ground, cancel);
            await ChangeAsync(run, judged, people, ground, cancel);
            fresh = [.. judged.Where(j => j.Verdict == ImportVerdict.Create).Select(j => j.Row)];
        }
        var made = fresh.Select(r => ImportNewDeal.Of(r.Deal!, people.Find(r.Deal!.Owner)!.Id, ground)).ToList();
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
