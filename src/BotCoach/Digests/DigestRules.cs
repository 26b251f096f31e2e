using System.Globalization;
using BotCoach.Deals;

namespace BotCoach.Digests;

/// <summary>An entry of a deal's history, as a difference asks of it.</summary>
public sealed record DigestEvent(Guid Deal, int Seq, DealEventKind Kind);

/// <summary>What happened between two snapshots, beside what they say themselves.</summary>
/// <param name="Events">Of these deals, in the order in which they happened.</param>
/// <param name="PlaceOf">Where a stage stands in a deal's process; less than 0 for one that it does not know.</param>
/// <param name="EvidenceOf">On what a move forward rests; null where nobody can say.</param>
/// <param name="OwnerOf">Who has a deal now that is not among them any more; null where nobody knows.</param>
public sealed record DigestPast(
    ILookup<Guid, DigestEvent> Events, Func<Guid, string, int> PlaceOf, Func<DigestMove, MoveEvidence?> EvidenceOf, Func<Guid, Guid?> OwnerOf, IReadOnlyList<PromiseLine> Promises);

/// <summary>The difference between two snapshots, and a difference laid over a snapshot: what the one says, the other follows. Pure.</summary>
public static class DigestRules
{
    /// <param name="before">The one that was sent last; null: none was, and nothing is said to have changed.</param>
    public static DigestDiff Diff(DigestSnapshot? before, DigestSnapshot now, DigestPast past)
    {
        if (before is null) return new DigestDiff(now.At, now.Numbers) { Promises = past.Promises };
        var known = before.Deals.ToDictionary(d => d.Id);
        var kept = now.Deals.Where(d => known.TryGetValue(d.Id, out var was) && was.IsOpen).Select(d => (Was: known[d.Id], Is: d)).ToList();
        var stay = kept.Select(k => k.Is.Id).ToHashSet();
        return new DigestDiff(now.At, now.Numbers)
        {
            Since = before.At, Before = before.Numbers, Promises = past.Promises,
            Came = [.. now.Deals.Where(d => !stay.Contains(d.Id)).Select(d => new DigestCame(d, HowOf(d, known.GetValueOrDefault(d.Id), past)))],
            Left = [.. before.Open.Where(d => !stay.Contains(d.Id)).Select(d => new DigestLeft(d.Id, past.OwnerOf(d.Id)))],
            Moves = [.. kept.Where(k => k.Was.Stage != k.Is.Stage).Select(k => MoveOf(k.Was, k.Is, past))],
            Ended = [.. now.Deals.Where(d => !d.IsOpen).Select(d => new DigestEnd(d.Id, d.Status))],
            Closes = [.. kept.Where(k => (k.Was.CloseOn, k.Was.Slips) != (k.Is.CloseOn, k.Is.Slips)).Select(k => new DigestClose(k.Is.Id, k.Was.CloseOn, k.Is.CloseOn, k.Is.Slips))],
            Owners = [.. kept.Where(k => k.Was.Owner != k.Is.Owner).Select(k => new DigestOwner(k.Is.Id, k.Was.Owner, k.Is.Owner))],
            Crossed = [.. kept.Select(k => CrossedOf(k.Was, k.Is)).OfType<DigestCrossed>()],
            Changes = [.. kept.SelectMany(k => ChangesOf(k.Was, k.Is))],
        };
    }

    /// <summary>The snapshot after, made of the one before and what is said to have changed.</summary>
    public static DigestSnapshot Apply(DigestSnapshot before, DigestDiff diff)
    {
        var left = diff.Left.Select(l => l.Deal).ToHashSet();
        // what had ended was told, and is not told again
        var deals = before.Open.Where(d => !left.Contains(d.Id)).ToDictionary(d => d.Id);
        foreach (var came in diff.Came) deals[came.Deal.Id] = came.Deal;
        foreach (var move in diff.Moves) deals[move.Deal] = deals[move.Deal] with { Stage = move.To };
        foreach (var end in diff.Ended) deals[end.Deal] = deals[end.Deal] with { Status = end.Status };
        foreach (var close in diff.Closes) deals[close.Deal] = deals[close.Deal] with { CloseOn = close.To, Slips = close.Slips };
        foreach (var owner in diff.Owners) deals[owner.Deal] = deals[owner.Deal] with { Owner = owner.To };
        foreach (var crossed in diff.Crossed) deals[crossed.Deal] = Crossed(deals[crossed.Deal], crossed);
        foreach (var change in diff.Changes) deals[change.Deal] = Changed(deals[change.Deal], change);
        return new DigestSnapshot(diff.At, [.. deals.Values.OrderBy(d => d.Id)], diff.Numbers);
    }

    private static DigestCameHow HowOf(DigestDeal deal, DigestDeal? was, DigestPast past)
    {
        var events = past.Events[deal.Id];
        if (was is { IsOpen: false } || events.Any(e => e.Kind == DealEventKind.Reopened)) return DigestCameHow.Reopened;
        return events.Any(e => e.Seq == 1) ? DigestCameHow.New : DigestCameHow.HandedIn;
    }

    private static DigestMove MoveOf(DigestDeal was, DigestDeal now, DigestPast past)
    {
        var move = new DigestMove(now.Id, was.Stage, now.Stage, WayOf(was, now, past));
        return move.Way switch
        {
            DigestWay.Forward => move with { Evidence = past.EvidenceOf(move) },
            DigestWay.Back => move with { Reason = past.Events[now.Id].LastOrDefault(e => e.Kind == DealEventKind.MovedBack)?.Seq },
            _ => move,
        };
    }

    /// <summary>By where both stages stand; where the process knows one of them no longer, by what was done last.</summary>
    private static DigestWay WayOf(DigestDeal was, DigestDeal now, DigestPast past)
    {
        var (from, to) = (past.PlaceOf(now.Id, was.Stage), past.PlaceOf(now.Id, now.Stage));
        if (from >= 0 && to >= 0) return to > from ? DigestWay.Forward : DigestWay.Back;
        return past.Events[now.Id].LastOrDefault(e => e.Kind is DealEventKind.Advanced or DealEventKind.Overridden or DealEventKind.MovedBack)?.Kind switch
        {
            null => DigestWay.Renamed,
            DealEventKind.MovedBack => DigestWay.Back,
            _ => DigestWay.Forward,
        };
    }

    private static DigestCrossed? CrossedOf(DigestDeal was, DigestDeal now)
    {
        List<DigestSignal> began = [.. now.Signals.Where(s => !was.Signals.Contains(s))];
        List<string> over = [.. was.Signals.Where(s => !now.Signals.Contains(s)).Select(KeyOf)];
        return began.Count + over.Count == 0 ? null : new DigestCrossed(now.Id, began, over);
    }

    private static DigestDeal Crossed(DigestDeal deal, DigestCrossed crossed) => deal with
    {
        Signals = InOrder(deal.Signals.Where(s => !crossed.Over.Contains(KeyOf(s))).Concat(crossed.Began)),
    };

    internal static IReadOnlyList<DigestSignal> InOrder(IEnumerable<DigestSignal> signals) => [.. signals.OrderBy(s => s.Rule, StringComparer.Ordinal).ThenBy(s => s.Occurrence, StringComparer.Ordinal)];

    /// <summary>Since when it speaks is part of it: a rule whose clock was set anew has begun anew.</summary>
    private static string KeyOf(DigestSignal signal) => string.Create(CultureInfo.InvariantCulture, $"{signal.Rule} {signal.Occurrence} {signal.Since.ToUnixTimeMilliseconds()}");

    private static IEnumerable<DigestChange> ChangesOf(DigestDeal was, DigestDeal now)
    {
        foreach (var field in Enum.GetValues<DigestField>())
            if (ValueOf(was, field) is var before && ValueOf(now, field) is var after && before != after) yield return new DigestChange(now.Id, field, before, after);
    }

    private static string? ValueOf(DigestDeal deal, DigestField field) => field switch
    {
        DigestField.Amount => deal.Amount?.ToString("0.####", CultureInfo.InvariantCulture),
        DigestField.Currency => deal.Currency,
        DigestField.Step => deal.HasStep ? "yes" : null,
        DigestField.Parked => deal.IsParked ? "yes" : null,
        DigestField.Champion => deal.Champion?.ToString(CultureInfo.InvariantCulture),
        _ => deal.Known.ToString(CultureInfo.InvariantCulture),
    };

    private static DigestDeal Changed(DigestDeal deal, DigestChange change) => change.Field switch
    {
        DigestField.Amount => deal with { Amount = change.Is is { } amount ? decimal.Parse(amount, CultureInfo.InvariantCulture) : null },
        DigestField.Currency => deal with { Currency = change.Is ?? "" },
        DigestField.Step => deal with { HasStep = change.Is is not null },
        DigestField.Parked => deal with { IsParked = change.Is is not null },
        DigestField.Champion => deal with { Champion = change.Is is { } strength ? int.Parse(strength, CultureInfo.InvariantCulture) : null },
        _ => deal with { Known = int.Parse(change.Is ?? "0", CultureInfo.InvariantCulture) },
    };
}
