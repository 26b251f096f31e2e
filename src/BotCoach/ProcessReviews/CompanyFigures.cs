using System.Globalization;
using BotCoach.Chat;
using BotCoach.Metrics;

namespace BotCoach.ProcessReviews;

/// <summary>A figure in words, as it was in the period before, and how it has changed; empty where there is nothing to hold it against.</summary>
public sealed record CompanyFigure(string Name, string Now, string Before, string Change);

/// <summary>The figures of the company in words. Of fewer than five there is no rate, no median and no amount: it would be a deal's own. Pure.</summary>
public static class CompanyFigures
{
    public const int InChat = 3;
    private const string TooFew = "too few to say";

    public static IReadOnlyList<CompanyFigure> Of(PipelineMetrics now, PipelineMetrics? before) =>
    [
        Counted("New deals", now, before, m => m.Created),
        Shared("Win rate", now, before, m => m.WinRate),
        Shared("Moves that went back", now, before, m => m.Backward),
        Counted("Won", now, before, m => m.Won, m => Amounts(m.WonAmounts)),
        Counted("Lost", now, before, m => m.Lost),
        Counted("Not a fit", now, before, m => m.Disqualified),
        Counted("Left the first stage forward", now, before, m => m.Qualified),
        Counted("Open at the end", now, before, m => m.Open, m => Amounts(m.OpenAmounts)),
        Timed("Days to a win, median", now, before, m => m.DaysToWin),
        Timed("Days to a loss, median", now, before, m => m.DaysToLoss),
        Shared("Open without a dated next step", now, before, m => m.WithoutNextStep),
        Shared("Two people known or more", now, before, m => m.MultiThreaded),
        Shared("Close date slipped", now, before, m => m.Slipped),
        Shared("Success and impact written down", now, before, m => m.Discovery),
    ];

    /// <summary>"63 % (42 of 67)".</summary>
    public static string Rate(Rate rate) => FigureWords.Of(rate);

    public static string Median(Tally tally) => tally.Count < Metrics.Rate.Fewest ? TooFew : FigureWords.Days(tally);

    /// <summary>Nothing where so few deals have one that it might be a deal's own.</summary>
    public static string Amounts(IReadOnlyList<Money> amounts) => string.Join(" + ", amounts.Where(a => a.Deals >= Metrics.Rate.Fewest).Select(a => Wording.Money(Math.Round(a.Sum), a.Currency)));

    private static CompanyFigure Counted(string name, PipelineMetrics now, PipelineMetrics? before, Func<PipelineMetrics, int> of, Func<PipelineMetrics, string>? worth = null)
    {
        string Told(PipelineMetrics m) => worth?.Invoke(m) is { Length: > 0 } amounts ? $"{Number(of(m))}, {amounts}" : Number(of(m));
        return new CompanyFigure(name, Told(now), before is null ? "" : Told(before), before is null ? "" : Signed(of(now) - of(before), n => Number(n)));
    }

    private static CompanyFigure Shared(string name, PipelineMetrics now, PipelineMetrics? before, Func<PipelineMetrics, Rate> of) => new(
        name, Rate(of(now)), before is null ? "" : Rate(of(before)),
        of(now).Value is { } share && before is not null && of(before).Value is { } was ? Signed(FigureWords.Percent(share) - FigureWords.Percent(was), n => Wording.Count(n, "point")) : "");

    private static CompanyFigure Timed(string name, PipelineMetrics now, PipelineMetrics? before, Func<PipelineMetrics, Tally> of)
    {
        var (is_, was) = (of(now), before is null ? null : of(before));
        var changed = is_.Count >= Metrics.Rate.Fewest && was?.Count >= Metrics.Rate.Fewest ? Signed((int)Math.Round(is_.Median()!.Value - was.Median()!.Value), n => Wording.Count(n, "day")) : "";
        return new CompanyFigure(name, Median(is_), was is null ? "" : Median(was), changed);
    }

    private static string Signed(int change, Func<int, string> told) => change switch { 0 => "the same", > 0 => $"+{told(change)}", _ => $"−{told(-change)}" };

    private static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
