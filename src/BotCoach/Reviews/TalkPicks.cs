using BotCoach.Nudges;
using BotCoach.Nudges.Rules;

namespace BotCoach.Reviews;

/// <summary>A deal to talk about, what chose it (a signal's name, or one of <see cref="TalkWhy"/>), and the one question to begin with.</summary>
public sealed record Pick(Guid DealId, string Why, string Question);

/// <summary>A signal that stands at a deal.</summary>
public sealed record TalkSignal(string Rule, int Severity, DateTimeOffset Since)
{
    public static TalkSignal Of(Signal signal) => new(signal.Rule, signal.Severity, signal.Since);

    public static TalkSignal Of(Nudge nudge) => new(nudge.Rule, nudge.Severity, nudge.Since);
}

/// <summary>A deal that may be worth talking about.</summary>
public sealed record TalkCandidate(Guid DealId)
{
    public IReadOnlyList<TalkSignal> Signals { get; init; } = [];

    /// <summary>The words of a promise about it whose day is over, unkept; null: there is none.</summary>
    public string? MissedPromise { get; init; }

    /// <summary>It is in the second half of its way.</summary>
    public bool IsLate { get; init; }

    /// <summary>How much has changed about it, in one currency; 0: nothing.</summary>
    public decimal Change { get; init; }

    /// <summary>The coaching prompts of its stage.</summary>
    public IReadOnlyList<string> Prompts { get; init; } = [];
}

/// <summary>What else than a signal can choose a deal. Kept with it: never renamed.</summary>
public static class TalkWhy
{
    public const string OwnPick = "own pick";
    public const string LeftOver = "left over";
    public const string PromiseMissed = "promise missed";
    public const string LargestChange = "largest change";

    /// <summary>The manager chose it, or was promised to find it again: no digest takes it away.</summary>
    public static bool IsTheManagers(string why) => why is OwnPick or LeftOver;
}

/// <summary>
/// Which deals are worth talking about, at most five, in this order: promise missed, moved on thin evidence, over time, slipped twice, weak champion late, largest
/// change. Each with one question: the prompt of its stage that speaks of what chose it, else the signal's own.
/// </summary>
public static class TalkPicks
{
    public const int Most = 5;

    private static readonly IReadOnlyList<Reason> Reasons =
    [
        new(TalkWhy.PromiseMissed, c => c.MissedPromise is not null, [], "What stood in the way of what was promised, and what would help?"),
        new(ThinEvidence.RuleId, c => Has(c, ThinEvidence.RuleId), ["evidence", "assume", "words they used", "who said", "proof", "prove", "do we"], "What did they say or send that shows that it belongs in this stage?"),
        new(TooLongInStage.RuleId, c => Has(c, TooLongInStage.RuleId), ["stuck", "stall", "hold", "wait", "block", "stop"], "What has to happen for it to move on, and who decides that?"),
        new(CloseDateSlipped.RuleId, c => Has(c, CloseDateSlipped.RuleId), ["date", "why now", "this quarter", "by when", "deadline"], "What does the close date hang on, on their side?"),
        new(ChampionWeak.RuleId, c => c.IsLate && Has(c, ChampionWeak.RuleId), ["champion", "in the room", "speak for"], "Who there wants this enough to argue for it when we are not in the room?"),
        new(TalkWhy.LargestChange, c => c.Change > 0, [], "What changed, and how do we know?"),
    ];

    public static IReadOnlyList<Pick> Of(IEnumerable<TalkCandidate> candidates) =>
    [
        .. candidates.Select(c => (Candidate: c, Place: PlaceOf(c))).Where(c => c.Place >= 0)
            .OrderBy(c => c.Place).ThenByDescending(c => SignalOf(c.Candidate, c.Place)?.Severity ?? 0).ThenBy(c => SignalOf(c.Candidate, c.Place)?.Since)
            .ThenByDescending(c => c.Candidate.Change).ThenBy(c => c.Candidate.DealId)
            .Take(Most).Select(c => new Pick(c.Candidate.DealId, Reasons[c.Place].Why, QuestionOf(Reasons[c.Place], c.Candidate.Prompts))),
    ];

    /// <summary>One that the manager picks: the first prompt of its stage.</summary>
    public static Pick Own(Guid dealId, IReadOnlyList<string> prompts) => new(dealId, TalkWhy.OwnPick, prompts.Count > 0 ? prompts[0] : "What would move it on, and what stands in the way?");

    private sealed record Reason(string Why, Func<TalkCandidate, bool> Holds, string[] Speaks, string Asks);

    private static int PlaceOf(TalkCandidate candidate)
    {
        for (var i = 0; i < Reasons.Count; i++) if (Reasons[i].Holds(candidate)) return i;
        return -1;
    }

    private static TalkSignal? SignalOf(TalkCandidate candidate, int place) => candidate.Signals.FirstOrDefault(s => s.Rule == Reasons[place].Why);

    private static string QuestionOf(Reason reason, IReadOnlyList<string> prompts) =>
        prompts.FirstOrDefault(p => reason.Speaks.Any(s => p.Contains(s, StringComparison.OrdinalIgnoreCase))) ?? reason.Asks;

    private static bool Has(TalkCandidate candidate, string rule) => candidate.Signals.Any(s => s.Rule == rule);
}
