using System.Runtime.CompilerServices;
using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.Stages;

namespace BotCoach.Rollout;

/// <summary>Something that a version asks of a deal and that is not there.</summary>
/// <param name="Id">The criterion's id, or <c>field/rule</c>.</param>
public sealed record AskedAnew(string Id, string Text);

/// <summary>What of a deal a version would ask anew: what the gate to its next stage misses then, and did not miss before.</summary>
public sealed record DealImpact(Guid DealId, string Name, Guid OwnerId, string StageId, IReadOnlyList<AskedAnew> NewlyMissing);

/// <summary>What a version would do to the open deals and to whom they belong.</summary>
/// <param name="Deals">How many open deals would get it.</param>
/// <param name="Moved">How many of them would be in another stage.</param>
/// <param name="Struck">Those of which something is asked that is not there.</param>
/// <param name="Owners">Per owner what next week's briefs would say if nobody acts.</param>
public sealed record Impact(int Deals, int Moved, IReadOnlyList<DealImpact> Struck, IReadOnlyDictionary<Guid, BriefsAhead> Owners);

/// <summary>Holds a deal's file against another version. Pure.</summary>
public static class ImpactRules
{
    // they are the same for all deals, of which there are many
    private static readonly ConditionalWeakTable<RequiredField, AskedAnew> Fields = [];

    /// <summary>The same deal as it would be in another version.</summary>
    public static DealFile In(DealFile file, ProcessVersion version, StageBook book)
    {
        var stage = VersionRules.StageIn(file.Deal, file.Book, version, book, null);
        return file with { Deal = file.Deal.As(version.Number, stage), Book = book };
    }

    /// <summary>As <see cref="StageGate.Ask"/> answers for both on the way to the next stage, of open deals; words are made of what is missing anew alone.</summary>
    public static DealImpact? Of(DealFile before, DealFile after, DateTimeOffset now)
    {
        if (AskedOf(after, now) is not { } asks) return null;
        var (today, were) = (after.Today(now), AskedOf(before, now));
        List<AskedAnew>? fresh = null;
        foreach (var (_, criterion) in asks.Criteria)
            if (StageGate.Lacks(after, criterion, today, now) && IsNew(criterion.Id, fresh) && !WasMissing(criterion.Id))
                (fresh ??= []).Add(new AskedAnew(criterion.Id, StageGate.Told(after, criterion, today)));
        foreach (var (_, field) in asks.Fields)
            if (StageGate.Lacks(after, field, today) && IsNew(field.Id, fresh) && !WasMissing(field.Id))
                (fresh ??= []).Add(Fields.GetValue(field, f => new AskedAnew(f.Id, FieldWords.Needed(f.Field, f.Rule))));
        return fresh is null ? null : new DealImpact(after.Deal.Id, after.Deal.Called, after.Deal.OwnerId, after.Deal.StageId, fresh);

        bool WasMissing(string id)
        {
            if (were is null) return false;
            foreach (var (_, criterion) in were.Criteria) if (criterion.Id == id && StageGate.Lacks(before, criterion, today, now)) return true;
            foreach (var (_, field) in were.Fields) if (field.Id == id && StageGate.Lacks(before, field, today)) return true;
            return false;
        }
    }

    /// <summary>What stands between an open deal and its next stage; null where its process knows its stage no longer.</summary>
    private static GateAsks? AskedOf(DealFile file, DateTimeOffset now) => StagePlan.Of(file.Book, file.Deal.StageId).Onward?.WithLapsed(file, now);

    private static bool IsNew(string id, List<AskedAnew>? fresh)
    {
        foreach (var asked in fresh ?? []) if (asked.Id == id) return false;
        return true;
    }
}
