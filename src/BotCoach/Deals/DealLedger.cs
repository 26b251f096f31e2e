using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Deals;

/// <summary>
/// The one verb through which a deal changes: it applies the change, raises the revision, appends the event with what was before and after,
/// and makes the deal due to be judged now.
/// </summary>
public sealed class DealLedger(BotCoachDb db, Calendars calendars)
{
    /// <summary>Changes a deal that is tracked. Nothing is recorded when nothing changed and the kind is a plain change of fields.</summary>
    public async Task<DealEvent?> ChangeAsync(
        Deal deal, Actor actor, DateTimeOffset now, DealEventKind kind, Action<Deal> change, DateTimeOffset? happenedAt = null,
        IReadOnlyList<DealDifference>? said = null)
    {
        var (before, wasOpen, stay) = (DealSnapshot.Of(deal), deal.IsOpen, StayOf(deal));
        var (heard, touched, owner) = (deal.HeardAt, deal.TouchedAt, deal.OwnerId);
        change(deal);
        // whoever has it now, nobody is waited for any more
        if (deal.OwnerId != owner) deal.HandoffDueAt = null;
        var happened = happenedAt ?? now;
        // another version may call the stage otherwise: it is the same stay
        var renamed = kind == DealEventKind.VersionChanged && before.StageId != deal.StageId;
        var moved = !renamed && before.StageId != deal.StageId;
        var left = moved || (wasOpen && !deal.IsOpen);
        var dwell = left && stay <= happened ? (long?)(happened - stay.Value).TotalSeconds : null;
        if (moved) (deal.ImportedWithoutEvidence, deal.WentBackFrom) = (false, kind == DealEventKind.MovedBack ? before.StageId : null);
        if (moved || (!wasOpen && deal.IsOpen)) await EnterStageAsync(deal, happened);
        if (before.CloseOn is { } was && deal.CloseOn is { } isNow && isNow > was) (deal.CloseSlips, deal.CloseSlippedAt) = (deal.CloseSlips + 1, happened);
        Touches.Follow(deal, heard, touched, moved);
        if (LeadClock.AnsweredAt(deal) is { } answered) LeadClock.Answer(deal, answered, await calendars.OfAsync(deal.OwnerId));
        deal.RefreshSearch();
        var differences = before.DifferencesTo(DealSnapshot.Of(deal)).Concat(said ?? []).ToList();
        if (kind == DealEventKind.FieldsChanged && differences.Count == 0) return null;
        deal.Revision++;
        deal.EventSeq++;
        await MakeDueAsync(deal, now);
        return Append(deal, actor, now, kind, happened, left || renamed ? before.StageId : null, dwell, differences);
    }

    /// <summary>Adds a new deal with its first event.</summary>
    public DealEvent Add(Deal deal, Actor actor, DateTimeOffset now, DealEventKind kind = DealEventKind.Created, DateTimeOffset? happenedAt = null)
    {
        deal.RefreshSearch();
        deal.EventSeq = 1;
        db.Deals.Add(deal);
        var due = ClockOf(deal);
        due.At = now;
        db.DealDues.Add(due);
        return Append(deal, actor, now, kind, happenedAt ?? now, null, null, DealSnapshot.Empty.DifferencesTo(DealSnapshot.Of(deal)));
    }

    /// <summary>Adds what a new deal was made of, by a source that tells its past; it rests, unless it is <paramref name="due"/> to be judged.</summary>
    internal void Add(ImportNewDeal made, DateTimeOffset? due)
    {
        db.Deals.Add(made.Deal);
        db.DealEvents.AddRange(made.Entries.Select(e => e.Event));
        db.DealEventTexts.AddRange(made.Entries.SelectMany(e => e.Texts));
        db.SaidTexts.AddRange(made.Said);
        if (due is null) return;
        var clock = ClockOf(made.Deal);
        clock.At = due;
        db.DealDues.Add(clock);
    }

    /// <summary>The gate said not yet to somebody. Counted once a day for a deal and a target, however often they press.</summary>
    public async Task RefusedAsync(DealFile file, GateAnswer gate, DateTimeOffset now)
    {
        var refusal = GateRefusal.Of(file, gate, now);
        if (await db.GateRefusals.FindAsync(db.WorkspaceId, file.Deal.Id, gate.Target, refusal.Day) is { } known)
            known.Missing = string.Join(',', known.Missing.Split(',').Union(gate.Missing.Select(m => m.Id)));
        else db.GateRefusals.Add(refusal);
    }

    /// <summary>Reads what this verb will ask for each of these deals, so that many changes cost no more queries than one.</summary>
    public async Task PrepareAsync(IReadOnlyCollection<Deal> deals)
    {
        foreach (var some in deals.Chunk(500))
        {
            var ids = some.Select(d => d.Id).ToList();
            var clocks = (await db.DealDues.Where(d => ids.Contains(d.DealId)).ToListAsync()).Select(d => d.DealId).ToHashSet();
            db.DealDues.AddRange(some.Where(d => !clocks.Contains(d.Id)).Select(ClockOf));
        }
    }

    /// <summary>Since when the deal has been in its stage; null where nobody knows, or where the stay ended when the deal was closed.</summary>
    private static DateTimeOffset? StayOf(Deal deal) => deal.StageEnteredAssumed || deal.ClosedAt >= deal.StageEnteredAt ? null : deal.StageEnteredAt;

    private async Task EnterStageAsync(Deal deal, DateTimeOffset happened)
    {
        (deal.StageEnteredAt, deal.StageEnteredAssumed) = (happened, false);
        var median = await db.StageMedians.AsNoTracking()
            .Where(m => m.ProcessId == deal.ProcessId && m.StageId == deal.StageId)
            .OrderByDescending(m => m.TakenOn).FirstOrDefaultAsync();
        deal.StageMedianDays = median is { Examples: >= 20 } ? median.Days : null;
    }

    private async Task MakeDueAsync(Deal deal, DateTimeOffset now)
    {
        var due = await db.DealDues.FindAsync(deal.WorkspaceId, deal.Id);
        // a deal that an import brought rests without one
        if (due is null) db.DealDues.Add(due = ClockOf(deal));
        due.OwnerId = deal.OwnerId;
        due.At = now;
        due.Revision = deal.Revision;
    }

    private static DealDue ClockOf(Deal deal) => new() { WorkspaceId = deal.WorkspaceId, DealId = deal.Id, OwnerId = deal.OwnerId, Revision = deal.Revision };

    private DealEvent Append(
        Deal deal, Actor actor, DateTimeOffset now, DealEventKind kind, DateTimeOffset happened, string? fromStage, long? dwell,
        IReadOnlyList<DealDifference> differences)
    {
        var entry = DealEntry.Of(deal, actor, now, kind, happened, fromStage, dwell, differences);
        db.DealEvents.Add(entry.Event);
        db.DealEventTexts.AddRange(entry.Texts);
        return entry.Event;
    }
}
