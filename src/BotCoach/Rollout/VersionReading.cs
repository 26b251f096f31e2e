using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Rollout;

/// <summary>
/// Reads how a process did under a version and, as many days, before it: stays that ended, and nudges that were answered. A pilot is read beside the rest of its process, as
/// <see cref="PilotReading"/> has it.
/// </summary>
public sealed class VersionReading(BotCoachDb db, StageShelf shelf, PilotReading pilots)
{
    /// <summary>The versions that can be looked at, the newest first: those that deals were in by then.</summary>
    public async Task<IReadOnlyList<ProcessVersion>> VersionsAsync(Guid process, DateTimeOffset at) => await db.ProcessVersions.AsNoTracking()
        .Where(v => v.ProcessId == process && v.State != VersionState.Draft && v.PublishedAt != null && v.PublishedAt <= at).OrderByDescending(v => v.Number).ToListAsync();

    /// <summary>This version of them, or the newest that holds for everyone; null where there is none.</summary>
    /// <param name="at">Nothing after it is looked at.</param>
    public async Task<BeforeAfter?> OfAsync(IReadOnlyList<ProcessVersion> versions, int? number, DateTimeOffset at, DateTimeZone zone, DateTimeOffset now)
    {
        var version = number is { } one ? versions.FirstOrDefault(v => v.Number == one) : versions.FirstOrDefault(v => v.State == VersionState.Published) ?? versions.FirstOrDefault();
        if (version?.PublishedAt is not { } since) return null;
        var on = Instant.FromDateTimeOffset(since).InZone(zone).Date;
        if (VersionRules.Before(version, versions) is not { PublishedAt: { } began } before) return new BeforeAfter(version.Number, null, false, on, 0, null, []);
        var changes = StageBookDiff.Between(await shelf.OpenAsync(version.ProcessId, before.Number), await shelf.OpenAsync(version.ProcessId, version.Number));
        if (version.State == VersionState.Pilot) return new BeforeAfter(version.Number, before.Number, true, on, Whole(at - since), await pilots.OfAsync(version, now, at < now ? at : null), changes);
        var end = versions.Where(v => v.State != VersionState.Pilot && v.PublishedAt > since).Min(v => v.PublishedAt) is { } next && next < at ? next : at;
        var span = end - since;
        // a version that was rolled back to has two lives, of which the second is known
        var from = began < since && since - began < span ? began : since - span;
        return new BeforeAfter(version.Number, before.Number, false, on, Whole(span), new Comparison(await SideAsync(version.ProcessId, since, end), await SideAsync(version.ProcessId, from, since)), changes);
    }

    private async Task<PilotSide> SideAsync(Guid process, DateTimeOffset from, DateTimeOffset to)
    {
        var stays = await db.DealEvents.AsNoTracking().Where(e => StayEnds.All.Contains(e.Kind) && e.HappenedAt >= from && e.HappenedAt < to && e.FromStage != null && e.DwellSeconds != null
                && db.Deals.Any(d => d.Id == e.DealId && d.ProcessId == process))
            .Select(e => new { e.DealId, e.Kind, e.DwellSeconds }).ToListAsync();
        var answers = await db.Nudges.AsNoTracking().Where(n => n.FirstShownAt >= from && n.FirstShownAt < to && (n.Verdict == NudgeVerdict.Done || n.Verdict == NudgeVerdict.NotUseful)
                && db.Deals.Any(d => d.Id == n.DealId && d.ProcessId == process))
            .GroupBy(n => n.Verdict).Select(g => new { g.Key, Count = g.Count() }).ToListAsync();
        return new PilotSide(
            stays.Select(s => s.DealId).Distinct().Count(), [.. stays.Select(s => s.DwellSeconds!.Value / 86_400.0)], stays.Count(s => StayEnds.Forward.Contains(s.Kind)), 0, 0,
            answers.Sum(a => a.Count), answers.Where(a => a.Key == NudgeVerdict.Done).Sum(a => a.Count));
    }

    private static int Whole(TimeSpan span) => Math.Max(0, (int)span.TotalDays);
}
