using BotCoach.Nudges.Rules;

namespace BotCoach.Reviews;

/// <summary>A deal of an agenda, what chose it (a signal's name, or one of <see cref="TalkWhy"/>), and the one question to begin with.</summary>
public sealed record Pick(Guid DealId, string Why, string Question);

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

/// <summary>Why a deal is talked about, in the order in which it is chosen. Kept in digests by these names.</summary>
public enum TalkReason { PromiseMissed, ThinEvidence, OverTime, SlippedTwice, WeakChampion, LargestChange }

/// <summary>A deal that was chosen, why, and the one question. Kept in digests by these names.</summary>
public sealed record Talk(Guid Deal, TalkReason Why, string Question)
{
    /// <summary>As an agenda has it.</summary>
    public Pick AsPick() => new(Deal, NameOf(Why), Question);

    private static string NameOf(TalkReason why) => why switch
    {
        TalkReason.PromiseMissed => TalkWhy.PromiseMissed,
        TalkReason.LargestChange => TalkWhy.LargestChange,
        _ => RuleOf(why)!,
    };

    /// <summary>The signal that speaks of it; null: none does.</summary>
    public static string? RuleOf(TalkReason why) => why switch
    {
        TalkReason.ThinEvidence => ThinEvidence.RuleId,
        TalkReason.OverTime => TooLongInStage.RuleId,
        TalkReason.SlippedTwice => CloseDateSlipped.RuleId,
        TalkReason.WeakChampion => ChampionWeak.RuleId,
        _ => null,
    };
}
