using BotCoach.Deals;
using BotCoach.Stages;

namespace BotCoach.Nudges;

/// <summary>Something that was not proven when the deal passed. <c>Id</c> is the criterion's, or <c>field/rule</c>.</summary>
public sealed record ThinThing(string Id, Criterion? Criterion, Stage? Stage, bool LetPass);

/// <summary>What an override let pass, and what of it is still missing.</summary>
public static class Overruled
{
    public static IEnumerable<ThinThing> StillMissing(DealCase deal, GateOverride given)
    {
        foreach (var id in given.Missing.Split(',', StringSplitOptions.RemoveEmptyEntries))
            if (Find(deal.Plan, id) is { } thing && !Holds(deal, thing)) yield return thing;
    }

    /// <summary>Null where the process asks for it no longer.</summary>
    private static ThinThing? Find(StagePlan plan, string id)
    {
        if (id.Contains('/', StringComparison.Ordinal)) return new ThinThing(id, null, null, LetPass: true);
        return plan.Criterion(id) is var (stage, criterion) ? new ThinThing(id, criterion, stage, LetPass: true) : null;
    }

    private static bool Holds(DealCase deal, ThinThing thing)
    {
        if (thing.Criterion is { } criterion) return deal.Passes(criterion);
        return FieldRules.Holds(deal.File, FieldAsk.Parse(thing.Id), deal.Today);
    }
}
