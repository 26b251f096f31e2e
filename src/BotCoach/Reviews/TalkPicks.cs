using System.Text.RegularExpressions;
using BotCoach.Stages;

namespace BotCoach.Reviews;

/// <summary>An open deal that could be talked about.</summary>
/// <param name="Book">Of the version it is in; null: nobody can say.</param>
public sealed record TalkDeal(Guid Id, StageBook? Book, string Stage)
{
    public decimal? Amount { get; init; }
    public string Currency { get; init; } = "";

    /// <summary>Set aside until a day that has not come: it is not talked about.</summary>
    public bool IsParked { get; init; }

    /// <summary>The rules that speak of it.</summary>
    public IReadOnlyCollection<string> Signals { get; init; } = [];

    /// <summary>The rules of which its owner has said that they are of no use here: what they would choose is not chosen.</summary>
    public IReadOnlyCollection<string> Muted { get; init; } = [];

    /// <summary>A promise about it has not been kept by its day.</summary>
    public bool MissedPromise { get; init; }

    /// <summary>It has moved forward since, on somebody's word.</summary>
    public bool MovedThinly { get; init; }

    /// <summary>How often its close date has moved to a later day, and whether it has since.</summary>
    public int Slips { get; init; }
    public bool HasSlipped { get; init; }

    /// <summary>The champion's strength, 1 to 5.</summary>
    public int? Champion { get; init; }

    /// <summary>By how much it has changed, in its own currency: what came or moved with all it is worth, an amount by the difference; null: neither.</summary>
    public decimal? Change { get; init; }

    /// <summary>Something of it is other than last time.</summary>
    public bool HasChanged { get; init; }
}

/// <summary>
/// Chooses the few deals to talk about, for digests and for reviews alike: a promise missed, moved on thin evidence, over time, slipped twice, a weak champion late, the
/// largest change. The question is one of the stage's own where one fits, else of what chose the deal. What was chosen last time and has not changed rests, unless its
/// promise was missed. Money is held against all of its own currency, never against another. Pure.
/// </summary>
public static partial class TalkPicks
{
    public const int Most = 5;
    private const int Weak = 2;

    /// <param name="worth">What all open deals of a currency are worth together.</param>
    /// <param name="lastTime">What was chosen last time.</param>
    public static IReadOnlyList<Talk> Choose(IEnumerable<TalkDeal> deals, IReadOnlyDictionary<string, decimal> worth, IReadOnlySet<Guid> lastTime) =>
    [
        .. deals.Where(d => !d.IsParked).Select(d => (Deal: d, Why: WhyOf(d))).Where(d => d.Why is not null)
            .Where(d => d.Deal.HasChanged || !lastTime.Contains(d.Deal.Id) || d.Why == TalkReason.PromiseMissed)
            .OrderBy(d => d.Why).ThenByDescending(d => ShareOf(d.Deal, d.Why == TalkReason.LargestChange ? d.Deal.Change : d.Deal.Amount, worth)).ThenBy(d => d.Deal.Id)
            .Take(Most).Select(d => new Talk(d.Deal.Id, d.Why!.Value, QuestionOf(d.Why.Value, PromptsOf(d.Deal.Book, d.Deal.Stage)))),
    ];

    /// <summary>One that the manager picks: the first prompt of its stage.</summary>
    public static Pick Own(Guid dealId, StageBook book, string stage) =>
        new(dealId, TalkWhy.OwnPick, PromptsOf(book, stage) is [var first, ..] ? first : "What would move it on, and what stands in the way?");

    /// <summary>What speaks for a deal first; null: nothing does.</summary>
    private static TalkReason? WhyOf(TalkDeal deal)
    {
        foreach (var why in Enum.GetValues<TalkReason>())
            if (Holds(deal, why) && !(Talk.RuleOf(why) is { } rule && deal.Muted.Contains(rule))) return why;
        return null;
    }

    private static bool Holds(TalkDeal deal, TalkReason why)
    {
        bool Speaks() => deal.Signals.Contains(Talk.RuleOf(why)!);
        return why switch
        {
            TalkReason.PromiseMissed => deal.MissedPromise,
            TalkReason.ThinEvidence => deal.MovedThinly || Speaks(),
            TalkReason.OverTime => Speaks(),
            TalkReason.SlippedTwice => deal.Slips >= 2 && (deal.HasSlipped || Speaks()),
            TalkReason.WeakChampion => (deal.Champion <= Weak || Speaks()) && IsLate(deal.Book, deal.Stage),
            _ => deal.Change is not null,
        };
    }

    /// <summary>In the second half of the stages up to the win.</summary>
    private static bool IsLate(StageBook? book, string stage)
    {
        var (at, all) = (-1, 0);
        foreach (var one in book?.Stages ?? [])
        {
            if (one.Kind != StageKind.Pipeline) continue;
            if (one.Id == stage) at = all;
            all++;
        }
        return at >= 0 && at * 2 >= all;
    }

    private static decimal ShareOf(TalkDeal deal, decimal? money, IReadOnlyDictionary<string, decimal> worth) => (money ?? 0) / Math.Max(1, worth.GetValueOrDefault(deal.Currency));

    private static IReadOnlyList<string> PromptsOf(StageBook? book, string stage) => [.. (book?.Find(stage)?.Prompts ?? []).Select(p => p.Text)];

    private static string QuestionOf(TalkReason why, IReadOnlyList<string> prompts) => prompts.FirstOrDefault(p => Fits(why, p)) ?? Own(why);

    private static bool Fits(TalkReason why, string prompt) => why switch
    {
        TalkReason.ThinEvidence => Proof().IsMatch(prompt),
        TalkReason.OverTime => Pace().IsMatch(prompt),
        TalkReason.SlippedTwice => Dates().IsMatch(prompt),
        TalkReason.WeakChampion => Champions().IsMatch(prompt),
        _ => false,
    };

    private static string Own(TalkReason why) => why switch
    {
        TalkReason.PromiseMissed => "What got in the way of what was agreed, and what would help now?",
        TalkReason.ThinEvidence => "What have they said or sent that shows this stage is earned?",
        TalkReason.OverTime => "What has to happen for this to move on, and who can make it happen?",
        TalkReason.SlippedTwice => "What does the date hang on at their side, and who owns it there?",
        TalkReason.WeakChampion => "Who on their side wants this enough to push it through without us?",
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
