using System.Text.RegularExpressions;

namespace BotCoach.Digests;

/// <summary>Why a deal is talked about, in the order in which it is chosen.</summary>
public enum TalkWhy { PromiseMissed, ThinEvidence, OverTime, SlippedTwice, WeakChampion, LargestChange }

/// <summary>A deal to talk about, why, and the one question.</summary>
public sealed record Talk(Guid Deal, TalkWhy Why, string Question);

/// <summary>A deal that could be talked about.</summary>
public sealed record TalkCandidate(Guid Deal)
{
    /// <summary>What speaks for it.</summary>
    public required IReadOnlySet<TalkWhy> Whys { get; init; }

    /// <summary>What it is worth: of two with the same to say the larger one comes first.</summary>
    public decimal Amount { get; init; }

    /// <summary>By how much it has changed, in money: what came, moved, ended or is worth something else.</summary>
    public decimal Change { get; init; }

    /// <summary>Something of it is other than last time.</summary>
    public bool HasChanged { get; init; }

    /// <summary>What a good manager would ask in its stage.</summary>
    public IReadOnlyList<string> Prompts { get; init; } = [];
}

/// <summary>
/// Chooses the few deals to talk about: a promise missed, moved on thin evidence, over time, slipped twice, a weak champion late, the largest change. The question is one of
/// the stage's own where one fits, else of what chose the deal. What was chosen last time and has not changed rests, unless its promise was missed. Pure.
/// </summary>
public static partial class TalkPicks
{
    public const int Most = 5;

    public static IReadOnlyList<Talk> Choose(IEnumerable<TalkCandidate> candidates, IReadOnlySet<Guid> lastTime, int most = Most) =>
    [
        .. candidates.Where(c => c.Whys.Count > 0).Select(c => (Deal: c, Why: c.Whys.Min()))
            .Where(c => c.Deal.HasChanged || !lastTime.Contains(c.Deal.Deal) || c.Why == TalkWhy.PromiseMissed)
            .OrderBy(c => c.Why).ThenByDescending(c => c.Why == TalkWhy.LargestChange ? c.Deal.Change : c.Deal.Amount).ThenBy(c => c.Deal.Deal)
            .Take(most).Select(c => new Talk(c.Deal.Deal, c.Why, QuestionOf(c.Why, c.Deal.Prompts))),
    ];

    private static string QuestionOf(TalkWhy why, IReadOnlyList<string> prompts) => prompts.FirstOrDefault(p => Fits(why, p)) ?? Own(why);

    private static bool Fits(TalkWhy why, string prompt) => why switch
    {
        TalkWhy.ThinEvidence => Proof().IsMatch(prompt),
        TalkWhy.OverTime => Pace().IsMatch(prompt),
        TalkWhy.SlippedTwice => Dates().IsMatch(prompt),
        TalkWhy.WeakChampion => Champions().IsMatch(prompt),
        _ => false,
    };

    private static string Own(TalkWhy why) => why switch
    {
        TalkWhy.PromiseMissed => "What got in the way of what was agreed, and what would help now?",
        TalkWhy.ThinEvidence => "What have they said or sent that shows this stage is earned?",
        TalkWhy.OverTime => "What has to happen for this to move on, and who can make it happen?",
        TalkWhy.SlippedTwice => "What does the date hang on at their side, and who owns it there?",
        TalkWhy.WeakChampion => "Who on their side wants this enough to push it through without us?",
        _ => "What made the difference, and what follows from it?",
    };

    [GeneratedRegex(@"\b(evidence|proof|prove[sn]?|who said|did we show|in the buyer's words|whose numbers|would sign)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Proof();

    [GeneratedRegex(@"\b(next step|what is left|in the way|friction|stuck|poor fit)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Pace();

    [GeneratedRegex(@"\b(why now|dates?|deadline|by when|signature)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Dates();

    [GeneratedRegex(@"\b(champion|contact explain|sponsor)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Champions();
}
