using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.Stages;

namespace BotCoach.Rollout;

/// <summary>What of a deal a version would ask anew: what the gate to its next stage misses then, and did not miss before.</summary>
public sealed record DealImpact(Guid DealId, string Name, Guid OwnerId, string StageId, IReadOnlyList<MissingThing> NewlyMissing);

/// <summary>What a version would do to the open deals and to whom they belong.</summary>
/// <param name="Deals">How many open deals would get it.</param>
/// <param name="Moved">How many of them would be in another stage.</param>
/// <param name="Struck">Those of which something is asked that is not there.</param>
/// <param name="Owners">Per owner what next week's briefs would say if nobody acts.</param>
public sealed record Impact(int Deals, int Moved, IReadOnlyList<DealImpact> Struck, IReadOnlyDictionary<Guid, BriefsAhead> Owners);

/// <summary>Holds a deal's file against another version. Pure.</summary>
public static class ImpactRules
{
    /// <summary>The same deal as it would be in another version.</summary>
    public static DealFile In(DealFile file, ProcessVersion version, StageBook book)
    {
        var stage = VersionRules.StageIn(file.Deal, file.Book, version, book, null);
        return file with { Deal = file.Deal.As(version.Number, stage), Book = book };
    }

    public static DealImpact? Of(DealFile before, DealFile after, DateTimeOffset now)
    {
        var today = after.Today(now);
        if (StageGate.NextOf(after) is not { } next) return null;
        var missing = StageGate.Ask(after, next, today, now).Missing;
        if (missing.Count == 0) return null;
        HashSet<string> known = StageGate.NextOf(before) is { } was ? [.. StageGate.Ask(before, was, today, now).Missing.Select(m => m.Id)] : [];
        List<MissingThing> fresh = [.. missing.Where(m => !known.Contains(m.Id))];
        return fresh.Count == 0 ? null : new DealImpact(after.Deal.Id, after.Deal.Called, after.Deal.OwnerId, after.Deal.StageId, fresh);
    }
}
