using BotCoach.Deals;

namespace BotCoach.Nudges;

/// <summary>A nudge that holds on, with other values.</summary>
public sealed record HeldNudge(Guid Id, int Severity, DateTimeOffset Since, double ThresholdDays);

/// <summary>How a deal's new judgement differs from what is written of it.</summary>
/// <param name="IsTold">Something is found or cleared, of which somebody hears: the ledger does that.</param>
/// <param name="Held">What holds on with other values, of which nobody hears.</param>
public sealed record VerdictChange(bool IsTold, IReadOnlyList<HeldNudge> Held, DateTimeOffset? NextAt)
{
    internal static readonly VerdictChange Told = new(true, [], null);
}

/// <summary>Whether what is written of a deal is what the rules say of it now. Pure.</summary>
public static class VerdictRules
{
    // no instant is kept more finely on both databases
    private static readonly TimeSpan Same = TimeSpan.FromMilliseconds(1);

    /// <summary>Null where all is as it is written.</summary>
    /// <param name="due">When it is looked at next, as it is written.</param>
    /// <param name="holding">What is said of the deal and holds.</param>
    public static VerdictChange? Compare(Deal deal, DealDue due, IReadOnlyList<Nudge> holding, Judgement judgement, DateTimeOffset now)
    {
        if (holding.Count != judgement.Signals.Count) return VerdictChange.Told;
        List<HeldNudge>? held = null;
        foreach (var signal in judgement.Signals)
        {
            if (Find(holding, signal, deal) is not { } nudge) return VerdictChange.Told;
            if (!IsSame(nudge, signal)) (held ??= []).Add(new HeldNudge(nudge.Id, signal.Severity, signal.Since, signal.ThresholdDays));
        }
        var next = NextLook(judgement, holding, now);
        return held is null && IsSame(due.At, next) ? null : new VerdictChange(false, held ?? [], next);
    }

    /// <summary>A snoozed nudge is judged again before it returns.</summary>
    public static DateTimeOffset? NextLook(Judgement judgement, IReadOnlyList<Nudge> known, DateTimeOffset now)
    {
        var next = judgement.NextAt;
        foreach (var nudge in known) if (nudge.IsOpen && nudge.IsSnoozed(now)) next = NudgeRules.Earlier(next, nudge.SnoozedUntil);
        return next;
    }

    public static bool Is(Nudge nudge, Signal signal, Deal deal) =>
        nudge.Rule == signal.Rule && nudge.Occurrence == signal.Occurrence && nudge.PersonId == deal.OwnerId;

    public static Nudge? Find(IReadOnlyList<Nudge> nudges, Signal signal, Deal deal)
    {
        for (var i = 0; i < nudges.Count; i++) if (Is(nudges[i], signal, deal)) return nudges[i];
        return null;
    }

    private static bool IsSame(Nudge nudge, Signal signal) =>
        nudge.Severity == signal.Severity && IsSame(nudge.Since, signal.Since) && nudge.ThresholdDays == signal.ThresholdDays;

    private static bool IsSame(DateTimeOffset? one, DateTimeOffset? other) =>
        one is { } a && other is { } b ? (a - b).Duration() < Same : one is null && other is null;
}
