using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Rollout;

/// <summary>Reads how a pilot has done beside the rest of its process: stays that ended, gates as they stand, answers to nudges.</summary>
public sealed class PilotReading(BotCoachDb db, DealDocket docket)
{
    private const int Chunk = 500;

    /// <param name="until">Of a day that is over its end: nothing after it is looked at, and nothing is told of gates, which are known as they stand alone.</param>
    public async Task<Comparison> OfAsync(ProcessVersion pilot, DateTimeOffset now, DateTimeOffset? until = null)
    {
        var since = pilot.PublishedAt ?? now;
        var deals = await db.Deals.AsNoTracking().Where(d => d.ProcessId == pilot.ProcessId && (d.Status == DealStatus.Open || d.ClosedAt >= since))
            .Select(d => new { d.Id, d.SalesTeam, IsOpen = d.Status == DealStatus.Open }).ToListAsync();
        var ofPilot = deals.Where(d => pilot.IsFor(d.SalesTeam)).Select(d => d.Id).ToHashSet();
        var stays = await db.DealEvents.AsNoTracking().Where(e => StayEnds.All.Contains(e.Kind) && e.HappenedAt >= since && (until == null || e.HappenedAt < until) && e.FromStage != null
                && db.Deals.Any(d => d.Id == e.DealId && d.ProcessId == pilot.ProcessId))
            .Select(e => new Stay(e.DealId, e.Kind, e.DwellSeconds)).ToListAsync();
        var answers = await db.Nudges.AsNoTracking().Where(n => n.FirstShownAt >= since && (until == null || n.FirstShownAt < until) && (n.Verdict == NudgeVerdict.Done || n.Verdict == NudgeVerdict.NotUseful)
                && db.Deals.Any(d => d.Id == n.DealId && d.ProcessId == pilot.ProcessId))
            .Select(n => new Said(n.DealId, n.Verdict == NudgeVerdict.Done)).ToListAsync();
        List<Guid> open = [.. deals.Where(d => d.IsOpen).Select(d => d.Id)];
        var gates = until is null ? await GatesAsync(open, now) : [];
        return new Comparison(Side(true), Side(false));

        PilotSide Side(bool isPilot)
        {
            var (ended, said) = (stays.Where(s => ofPilot.Contains(s.Deal) == isPilot).ToList(), answers.Where(a => ofPilot.Contains(a.Deal) == isPilot).ToList());
            var asked = gates.Where(g => ofPilot.Contains(g.Key) == isPilot).Select(g => g.Value).ToList();
            return new PilotSide(
                until is null ? asked.Count : ended.Select(s => s.Deal).Distinct().Count(), [.. ended.Where(s => s.Seconds is not null).Select(s => s.Seconds!.Value / 86_400.0)], ended.Count(s => s.Seconds is not null && StayEnds.Forward.Contains(s.Kind)),
                asked.Sum(a => a.Asked), asked.Sum(a => a.Asked - a.Missing), said.Count, said.Count(a => a.IsUseful));
        }
    }

    private async Task<Dictionary<Guid, (int Asked, int Missing)>> GatesAsync(List<Guid> open, DateTimeOffset now)
    {
        var gates = new Dictionary<Guid, (int Asked, int Missing)>();
        foreach (var some in open.Chunk(Chunk))
            foreach (var deal in await docket.OpenAsync(some))
            {
                if (StageGate.NextOf(deal.File) is not { } next) continue;
                var asks = GateAsks.Of(deal.File, next, now);
                gates[deal.Deal.Id] = (Ids(asks).Distinct().Count(), StageGate.Ask(deal.File, next, deal.File.Today(now), now).Missing.Count);
            }
        return gates;
    }

    /// <summary>What a gate asks is missed once, whoever asks it twice.</summary>
    private static IEnumerable<string> Ids(GateAsks asks) => asks.Criteria.Where(c => c.Criterion.Required).Select(c => c.Criterion.Id).Concat(asks.Fields.Select(f => f.Field.Id));

    private sealed record Stay(Guid Deal, DealEventKind Kind, long? Seconds);

    private sealed record Said(Guid Deal, bool IsUseful);
}
