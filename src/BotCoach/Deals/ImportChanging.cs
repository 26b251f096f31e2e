using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Deals;

/// <summary>Writes what rows change of deals we have, through the verbs that everybody uses, and keeps what their file has said.</summary>
internal sealed class ImportChanging(BotCoachDb db, DealLedger ledger, DealMoves moves, SaidWords words)
{
    /// <summary>The rows with what came of them: a move that could not be made refuses its row.</summary>
    public async Task<IReadOnlyList<ImportJudged>> WriteAsync(string file, IReadOnlyList<ImportJudged> judged, ImportGround ground, CancellationToken cancel)
    {
        var writing = judged.Where(j => j.Change is not null && j.Writes).ToDictionary(j => j.Known!.Id);
        if (writing.Count == 0) return judged;
        var ids = writing.Keys.ToList();
        await ledger.PrepareAsync([.. writing.Values.Where(j => j.Verdict == ImportVerdict.Change).Select(j => j.Known!)]);
        var said = await db.FileSaids.Where(s => ids.Contains(s.DealId)).ToDictionaryAsync(s => s.DealId, cancel);
        var refused = new Dictionary<int, ImportJudged>();
        foreach (var (id, row) in writing)
        {
            var why = row.Verdict == ImportVerdict.Change ? await ChangeAsync(db.Attach(row.Known!).Entity, row, ground) : null;
            if (why is not null) refused[row.Row.Line] = new ImportJudged(row.Row, ImportVerdict.Refuse, null, new ImportFault(file, row.Row.Line, null, row.Deal!.Name, why));
            else if (said.TryGetValue(id, out var last)) last.Values = row.Change!.Said;
            else db.FileSaids.Add(new FileSaid { WorkspaceId = db.WorkspaceId, DealId = id, Values = row.Change!.Said });
        }
        return refused.Count == 0 ? judged : [.. judged.Select(j => refused.GetValueOrDefault(j.Row.Line) ?? j)];
    }

    /// <summary>Changes the deal; why its move was not made, if it was not.</summary>
    private async Task<string?> ChangeAsync(Deal deal, ImportJudged row, ImportGround ground)
    {
        var (said, change) = (row.Deal!, row.Change!);
        var next = change.Fields.Where(f => f.StartsWith("next-step", StringComparison.Ordinal)).ToList();
        await ledger.ChangeAsync(deal, ground.Actor, ground.Now, DealEventKind.FieldsChanged, d =>
        {
            if (change.GivesId) d.ExternalId = said.Id;
            ImportChange.Write(d, change.Fields.Except(next), said, row.OwnerId!.Value, ground);
        });
        if (next.Count > 0)
            await ledger.ChangeAsync(deal, ground.Actor, ground.Now, DealEventKind.NextStepSet, d => ImportChange.Write(d, next, said, row.OwnerId!.Value, ground));
        foreach (var fact in change.Fields.Where(f => f.StartsWith("fact:", StringComparison.Ordinal))) await words.SetAsync(deal, fact, said.Facts![fact[5..]]);
        return await MoveAsync(deal, said, change, row.File, ground) switch
        {
            null or Moved or DoneAlready => null,
            MayNot not => not.Why.TrimEnd('.'),
            NotYet not => ImportWords.NotYet(not.Gate),
            _ => "the deal cannot be moved there",
        };
    }

    /// <summary>Takes the deal where what was said wants it; null: nowhere else than it is.</summary>
    public async Task<MoveResult?> MoveAsync(Deal deal, ImportedDeal said, ImportChange change, DealFile? file, ImportGround ground)
    {
        var (actor, now, entered) = (ground.Actor, ground.Now, ground.At(said.Entered));
        var move = change.Move;
        if (!deal.IsOpen && move is ImportMove.Reopen or ImportMove.Close)
        {
            var reopened = await moves.ReopenAsync(deal, actor, now, file);
            if (move == ImportMove.Reopen && (reopened is not Moved || deal.StageId == said.Stage)) return reopened;
            if (move == ImportMove.Reopen) move = change.GoesForward(file! with { Deal = deal }) ? ImportMove.Forward : ImportMove.Back;
        }
        return move switch
        {
            ImportMove.Forward => await moves.AdvanceAsync(deal, actor, now, said.Stage, null, entered, file),
            ImportMove.Back => await moves.BackAsync(deal, actor, ground.Why, now, said.Stage, null, entered, file),
            ImportMove.Close => await CloseAsync(deal, said, file, ground),
            _ => null,
        };
    }

    private Task<MoveResult> CloseAsync(Deal deal, ImportedDeal said, DealFile? file, ImportGround ground)
    {
        var (actor, now) = (ground.Actor, ground.Now);
        var (why, at) = (said.Reason ?? ground.Why, ground.At(said.Closed));
        return said.Status switch
        {
            DealStatus.Won => moves.WonAsync(deal, actor, why, now, at, file),
            DealStatus.Lost => moves.LostAsync(deal, actor, why, now, at),
            _ => moves.DisqualifiedAsync(deal, actor, why, now, at),
        };
    }
}
