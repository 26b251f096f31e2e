using System.Globalization;
using BotCoach.Stages;

namespace BotCoach.Metrics;

/// <summary>Where deals die: how many of those that were in a stage were lost in it, after how long, and why.</summary>
/// <param name="Reached">Deals that were in it in the period.</param>
/// <param name="LostDays">The median, null of fewer than five.</param>
/// <param name="Reasons">The most frequent first; none where fewer than five were lost.</param>
/// <param name="IsGone">The newest version has the stage no more.</param>
public sealed record Leak(Guid ProcessId, string StageId, string Stage, int Reached, int Lost, double? LostDays, IReadOnlyList<LeakReason> Reasons, bool IsGone = false)
{
    public Rate Share => new(Lost, Reached);

    /// <summary>The most frequent one that says something; null where none does.</summary>
    public LeakReason? First => Reasons.FirstOrDefault(r => r.Words is not (LeakRules.Another or LeakRules.NoReason));
}

public sealed record LeakReason(string Words, int Deals);

/// <summary>
/// Stage leaks, for people who see no deal: a reason is told where the process itself names it or five deals have it word for word, since what somebody wrote of one deal may
/// name it. Pure.
/// </summary>
public static class LeakRules
{
    public const string Another = "another reason";
    internal const string NoReason = "no reason given";

    /// <param name="book">The newest of the process.</param>
    /// <param name="stages">The figures of its stages, in their order.</param>
    public static IReadOnlyList<Leak> Of(StageBook? book, IEnumerable<StageMetrics> stages) =>
        [.. stages.Where(s => s.Kind == StageKind.Pipeline && s.Reached > 0).Select(s => Of(book, s))];

    /// <summary>"Of 48 deals that reached Proposal, 21 were lost, most often: price (9 of 21), after 12 days in the median." Null where nothing can be said.</summary>
    /// <param name="isBounded">In a period, rather than ever.</param>
    public static string? Sentence(Leak leak, bool isBounded)
    {
        if (leak.Lost == 0 || leak.Share.Value is null) return null;
        var why = leak.First is { } first ? $", most often: {Lower(first.Words)} ({first.Deals} of {leak.Lost})" : "";
        var when = leak.LostDays is { } days ? $"{(why.Length > 0 ? ";" : ",")} the middle one {(days < 1 ? "within a day" : $"after {FigureWords.Number(days)} {(days == 1 ? "day" : "days")}")}" : "";
        return $"Of {leak.Reached.ToString("#,0", CultureInfo.InvariantCulture)} deals that {(isBounded ? "were in" : "reached")} {leak.Stage}, {leak.Lost.ToString("#,0", CultureInfo.InvariantCulture)} {(leak.Lost == 1 ? "was" : "were")} lost{why}{when}.";
    }

    /// <summary>The one worth asking about: most lost, of those of which anything can be said.</summary>
    public static Leak? Worst(IEnumerable<Leak> leaks) => leaks.Where(l => l.Lost >= Rate.Fewest).OrderByDescending(l => l.Lost).ThenByDescending(l => l.Share.Value).FirstOrDefault();

    private static Leak Of(StageBook? book, StageMetrics stage)
    {
        var lost = stage.Losses.Values.Sum();
        return new Leak(
            stage.ProcessId, stage.StageId, stage.Name, stage.Reached, lost, stage.LostHours.Count >= Rate.Fewest ? Math.Round(stage.LostHours.Median()!.Value / 24, 1) : null,
            lost < Rate.Fewest ? [] : Reasons(book, stage.Losses), book is not null && book.Find(stage.StageId) is null);
    }

    private static IReadOnlyList<LeakReason> Reasons(StageBook? book, IReadOnlyDictionary<string, int> losses)
    {
        var named = (book?.Rules.LossReasons ?? []).Select(r => r.Text.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        string Told(string reason, int deals) => reason.Length == 0 ? NoReason : named.Contains(reason) || deals >= Rate.Fewest ? reason : Another;
        return [.. losses.GroupBy(l => Told(l.Key, l.Value)).Select(g => new LeakReason(g.Key, g.Sum(l => l.Value))).OrderByDescending(r => r.Deals).ThenBy(r => r.Words, StringComparer.OrdinalIgnoreCase)];
    }

    private static string Lower(string words) => Chat.Wording.LowerFirst(words.TrimEnd('.'));
}
