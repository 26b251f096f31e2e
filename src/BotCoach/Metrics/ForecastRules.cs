namespace BotCoach.Metrics;

/// <summary>How likely a deal in a stage is won, and between what that lies.</summary>
/// <param name="Share">0 to 1.</param>
/// <param name="Low">What the own history leaves open below; the share itself where the process says it.</param>
/// <param name="IsOwn">Of the company's own finished deals; else what the process says.</param>
public readonly record struct StageOdds(double Share, double Low, double High, bool IsOwn);

/// <summary>An open deal as the forecast counts it: in which pot its stage's odds are shared, what it is worth, and the odds.</summary>
/// <param name="Stage">Deals of one stage are right or wrong together where their odds are.</param>
public readonly record struct ForecastDeal(Guid ProcessId, string Stage, string Currency, decimal Amount, StageOdds Odds);

/// <summary>What open deals of one currency will bring.</summary>
/// <param name="Deals">Those that have an amount; the others are no part of it.</param>
/// <param name="Pipeline">The sum of their amounts.</param>
/// <param name="Weighted">Each amount × how likely its stage is won.</param>
/// <param name="Low">Between here and <paramref name="High"/> it lies four times of five.</param>
/// <param name="OfOwn">How many of them by the company's own history.</param>
public sealed record ForecastSum(string Currency, int Deals, decimal Pipeline, decimal Weighted, decimal Low, decimal High, int OfOwn);

/// <summary>
/// The weighted forecast: per currency the sum of amount × how likely the deal's stage is won. That is won ÷ finished of the company's own deals that were in the
/// stage (<see cref="StageMetrics.WonFromHere"/>) where twenty or more are finished, else what the process's version says.
/// The range is of 80 %. Its width has two parts, added as squares: that each deal is won whole or not at all, independent of the others (variance
/// amount² × p × (1 − p)), and that an own rate is itself known no better than its Wilson interval of 80 %, by which all deals of that stage are off together.
/// A sum of many is taken for normal; of two or three deals the range is rough, and it never leaves 0 to the whole pipeline. Pure.
/// </summary>
public static class ForecastRules
{
    /// <summary>So many deals that were in a stage have to be finished before their rate counts.</summary>
    public const int FewestFinished = 20;

    /// <summary>Of the normal distribution four fifths lie so many standard deviations around the middle.</summary>
    private const double Z = 1.2815515655446004;

    /// <param name="wonFromHere">Won ÷ finished of the deals that were in the stage.</param>
    /// <param name="percent">What the process says.</param>
    public static StageOdds OddsOf(Rate wonFromHere, int percent)
    {
        if (wonFromHere.All < FewestFinished) return new StageOdds(percent / 100.0, percent / 100.0, percent / 100.0, IsOwn: false);
        var (low, high) = Wilson(wonFromHere);
        return new StageOdds((double)wonFromHere.Of / wonFromHere.All, low, high, IsOwn: true);
    }

    /// <summary>A sum a currency, in the order of their names.</summary>
    public static IReadOnlyList<ForecastSum> Sums(IEnumerable<ForecastDeal> deals) => [.. deals.GroupBy(d => d.Currency).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => SumOf(g.Key, [.. g]))];

    public static ForecastSum Nothing(string currency) => new(currency, 0, 0, 0, 0, 0, 0);

    /// <summary>Between what a rate lies four times of five.</summary>
    internal static (double Low, double High) Wilson(Rate rate)
    {
        double n = rate.All, p = rate.Of / n;
        var middle = p + Z * Z / (2 * n);
        var half = Z * Math.Sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        return (Math.Max(0, (middle - half) / (1 + Z * Z / n)), Math.Min(1, (middle + half) / (1 + Z * Z / n)));
    }

    private static ForecastSum SumOf(string currency, List<ForecastDeal> deals)
    {
        var (pipeline, weighted) = (deals.Sum(d => d.Amount), deals.Sum(d => d.Amount * (decimal)d.Odds.Share));
        var drawn = deals.Sum(d => (double)d.Amount * (double)d.Amount * d.Odds.Share * (1 - d.Odds.Share));
        double below = 0, above = 0;
        foreach (var stage in deals.GroupBy(d => (d.ProcessId, d.Stage)))
        {
            var (amount, odds) = ((double)stage.Sum(d => d.Amount), stage.First().Odds);
            below += Math.Pow(amount * (odds.Share - odds.Low) / Z, 2);
            above += Math.Pow(amount * (odds.High - odds.Share) / Z, 2);
        }
        var (low, high) = (weighted - (decimal)(Z * Math.Sqrt(drawn + below)), weighted + (decimal)(Z * Math.Sqrt(drawn + above)));
        return new ForecastSum(currency, deals.Count, pipeline, Cents(weighted), Cents(Math.Max(0, low)), Cents(Math.Min(Math.Max(0, pipeline), high)), deals.Count(d => d.Odds.IsOwn));
    }

    private static decimal Cents(decimal money) => Math.Round(money, 2);
}
