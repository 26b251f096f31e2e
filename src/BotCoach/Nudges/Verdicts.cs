using BotCoach.Deals;

namespace BotCoach.Nudges;

/// <summary>The last thing that somebody did to a deal.</summary>
public sealed record LastAct(Guid? By, DateTimeOffset At);

/// <summary>What a new judgement of a deal makes of the nudges that were said of it: for the ledger, and for a look ahead alike. Pure, but for the nudges.</summary>
public static class Verdicts
{
    /// <summary>What is said holds, as it is now; returns what is said for the first time.</summary>
    /// <param name="known">All that was ever said of this deal.</param>
    /// <param name="idAt">Makes the ids of what is said for the first time.</param>
    public static List<Nudge> Follow(Deal deal, IReadOnlyList<Signal> signals, List<Nudge> known, DateTimeOffset now, Func<DateTimeOffset, Guid> idAt)
    {
        List<Nudge> fresh = [];
        foreach (var signal in signals)
        {
            if (VerdictRules.Find(known, signal, deal) is { } nudge) nudge.Hold(signal);
            else fresh.Add(New(deal, signal, now, idAt));
        }
        return fresh;
    }

    /// <summary>What was said of this deal and holds no more, or is another owner's by now.</summary>
    public static List<Nudge> Clear(Deal deal, IReadOnlyList<Signal> signals, List<Nudge> known, LastAct? last, DateTimeOffset now)
    {
        List<Nudge> cleared = [];
        foreach (var nudge in known) if (nudge.Holds && !IsSaid(nudge, signals, deal)) cleared.Add(nudge);
        foreach (var nudge in cleared) nudge.Clear(now, byThem: nudge.PersonId == last?.By && nudge.FirstShownAt <= last.At);
        return cleared;
    }

    private static bool IsSaid(Nudge nudge, IReadOnlyList<Signal> signals, Deal deal)
    {
        for (var i = 0; i < signals.Count; i++) if (VerdictRules.Is(nudge, signals[i], deal)) return true;
        return false;
    }

    private static Nudge New(Deal deal, Signal signal, DateTimeOffset now, Func<DateTimeOffset, Guid> idAt) => new()
    {
        WorkspaceId = deal.WorkspaceId, DealId = deal.Id, Rule = signal.Rule, Occurrence = signal.Occurrence, PersonId = deal.OwnerId,
        Id = idAt(now), StageId = deal.StageId, Severity = signal.Severity, Since = signal.Since, ThresholdDays = signal.ThresholdDays, FoundAt = now,
    };
}
