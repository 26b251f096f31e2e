using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Reminders;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Nudges;

/// <summary>
/// Judges claimed deals and writes the answers down: new nudges, facts that hold or no longer hold, when each deal is next due,
/// and the briefs that show what has changed.
/// </summary>
public sealed class NudgeLedger(
    BotCoachDb db, DealDocket docket, Calendars calendars, BriefClock clock, BriefBoard board, PersonClocks clocks, StageTasks tasks, OpenQuestions questions,
    RuleRecords records, EscalationDesk escalations)
{
    /// <summary>Judges these deals, which the caller has claimed.</summary>
    public async Task JudgeAsync(IReadOnlyList<Guid> dealIds, DateTimeOffset now)
    {
        if (dealIds.Count == 0) return;
        var opened = await docket.OpenAsync(dealIds);
        List<Deal> deals = [.. opened.Select(o => o.Deal)];
        var known = (await db.Nudges.Where(n => dealIds.Contains(n.DealId)).ToListAsync()).ToLookup(n => n.DealId);
        var acts = await LastActsAsync(deals.Where(d => known[d.Id].Any(n => n.Holds && n.FirstShownAt is not null)));
        List<Nudge> fresh = [], cleared = [], answered = [];
        List<JudgedRow> judged = [];
        foreach (var open in opened)
        {
            var (deal, judgement) = (open.Deal, open.Judge(now));
            var ofDeal = known[deal.Id].ToList();
            fresh.AddRange(Verdicts.Follow(deal, judgement.Signals, ofDeal, now, Guid.CreateVersion7));
            var unanswered = ofDeal.Where(n => n.Holds && n.Verdict is null).ToList();
            cleared.AddRange(Verdicts.Clear(deal, judgement.Signals, ofDeal, acts.GetValueOrDefault(deal.Id), now));
            answered.AddRange(unanswered.Where(n => n.Verdict == NudgeVerdict.Done));
            judged.Add(new JudgedRow(deal.Id, deal.Revision, VerdictRules.NextLook(judgement, ofDeal, now)));
        }
        await HoldOutAsync(fresh, now);
        await db.AddNudgesAsync(fresh);
        await db.WriteNextDueAsync(judged, await calendars.EpochAsync());
        await tasks.FollowAsync(deals, now);
        await questions.FollowAsync([.. opened.Select(o => o.File)], now);
        await clock.EnsureAsync([.. deals.Where(d => d.IsOpen).Select(d => d.OwnerId).Distinct()], now);
        await records.AnsweredAsync(answered, now);
        await escalations.EndAsync(cleared, now);
        await board.RefreshAsync([.. cleared.Where(n => n.FirstShownAt is not null)], now);
        await clocks.DealsChangedAsync([.. deals.Select(d => d.OwnerId).Concat(cleared.Select(n => n.PersonId)).Distinct()], now);
    }

    /// <summary>
    /// Whose act each deal is judged for: what a person clears, by whatever way, that person has done. A deal that is due at any other instant than
    /// that of its last event is judged because of time, which is nobody's act.
    /// </summary>
    private async Task<Dictionary<Guid, LastAct>> LastActsAsync(IEnumerable<Deal> deals)
    {
        var last = deals.ToDictionary(d => d.Id, d => d.EventSeq);
        if (last.Count == 0) return [];
        var (ids, seqs) = (last.Keys.ToList(), last.Values.Distinct().ToList());
        var events = await db.DealEvents.AsNoTracking().Where(e => ids.Contains(e.DealId) && seqs.Contains(e.Seq))
            .Select(e => new { e.DealId, e.Seq, Act = new LastAct(e.ActorId, e.RecordedAt) }).ToListAsync();
        var due = await db.DealDues.AsNoTracking().Where(d => ids.Contains(d.DealId)).ToDictionaryAsync(d => d.DealId, d => d.At);
        return events.Where(e => last[e.DealId] == e.Seq && due.GetValueOrDefault(e.DealId) == e.Act.At).ToDictionary(e => e.DealId, e => e.Act);
    }

    private async Task HoldOutAsync(List<Nudge> fresh, DateTimeOffset now)
    {
        if (fresh.Count == 0 || (await records.TermsAsync()).HoldOutPercent is not (> 0 and var percent)) return;
        foreach (var nudge in fresh.Where(n => HoldOut.Draws(n.DealId, n.Rule, n.Occurrence, percent))) nudge.HoldOut(now);
    }
}
