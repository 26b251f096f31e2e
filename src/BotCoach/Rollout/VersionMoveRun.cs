using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Rollout;

/// <summary>
/// Moves open deals to the version that is theirs, some hundred a unit of work: every answer stays, the clock of the stage runs on, and what the gate and the
/// rules ask of the deal from then on is the new version's. Clicks on a deal go first.
/// </summary>
public sealed class VersionMoveRun(BotCoachDb db, StageShelf shelf, DealLedger ledger) : IClaimingChore
{
    public int Most { get; set; } = 200;

    public Claimed? Claimed { get; private set; }

    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.ClaimVersionMoveAsync() is not var (workspace, process)) return 0;
        db.Scope.Enter(workspace);
        var move = await db.VersionMoves.FirstAsync(m => m.ProcessId == process, cancel);
        var versions = await shelf.InForceAsync(process);
        var deals = await db.Deals.Where(d => d.ProcessId == process && d.Status == DealStatus.Open && d.Id > move.AfterDeal).OrderBy(d => d.Id).Take(Most).ToListAsync(cancel);
        Claimed = new Claimed(workspace, [.. deals.Select(d => d.Id)]);
        var strangers = deals.Select(d => (Deal: d, To: VersionRules.Of(d, versions))).Where(s => s.To is not null && s.To.Number != s.Deal.ProcessVersion);
        var moved = await MoveAsync([.. strangers.Select(s => (s.Deal, s.To!))], now);
        move.GoOn(deals.Count < Most ? null : deals[^1].Id, moved, now);
        return deals.Count + 1;
    }

    /// <summary>They stay in the version that they have, and the others go on.</summary>
    public async Task PutOffAsync(IReadOnlyList<Guid> ids, DateTimeOffset until)
    {
        var move = await db.VersionMoves.FirstOrDefaultAsync(m => m.AfterDeal != null && db.Deals.Any(d => d.Id == ids[0] && d.ProcessId == m.ProcessId));
        if (move?.AfterDeal is { } after && after.CompareTo(ids[^1]) < 0) move.AfterDeal = ids[^1];
    }

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => Task.FromResult<DateTimeOffset?>(null);

    private async Task<int> MoveAsync(IReadOnlyList<(Deal Deal, ProcessVersion To)> strangers, DateTimeOffset now)
    {
        if (strangers.Count == 0) return 0;
        await ledger.PrepareAsync([.. strangers.Select(s => s.Deal)]);
        var came = await LastMovesAsync([.. strangers.Where(s => s.To.Number < s.Deal.ProcessVersion).Select(s => s.Deal.Id)]);
        foreach (var (deal, to) in strangers)
        {
            var (from, book) = (await shelf.OpenAsync(deal.ProcessId, deal.ProcessVersion), await shelf.OpenAsync(deal.ProcessId, to.Number));
            var stage = VersionRules.StageIn(deal, from, to, book, came.GetValueOrDefault(deal.Id));
            await ledger.ChangeAsync(deal, Actor.Clock, now, DealEventKind.VersionChanged, d => (d.ProcessVersion, d.StageId) = (to.Number, stage));
        }
        return strangers.Count;
    }

    /// <summary>How each of these deals came to its version.</summary>
    private async Task<Dictionary<Guid, DealEvent>> LastMovesAsync(IReadOnlyList<Guid> ids)
    {
        if (ids.Count == 0) return [];
        var events = await db.DealEvents.AsNoTracking().Where(e => ids.Contains(e.DealId) && e.Kind == DealEventKind.VersionChanged).ToListAsync();
        return events.GroupBy(e => e.DealId).ToDictionary(g => g.Key, g => g.MaxBy(e => e.Seq)!);
    }
}
