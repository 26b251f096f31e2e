using System.Globalization;

namespace BotCoach.Metrics;

/// <summary>Figures in words, the same wherever they are told: a rate with what it is a rate of, and none under five.</summary>
public static class FigureWords
{
    /// <summary>"63 % (4,238 of 6,711)"; under five "2 of 3, too few for a rate".</summary>
    public static string Of(Rate rate) => rate.All == 0 ? "none yet"
        : rate.Value is { } share ? string.Create(CultureInfo.InvariantCulture, $"{Percent(share)} % ({rate.Of:#,0} of {rate.All:#,0})") : string.Create(CultureInfo.InvariantCulture, $"{rate.Of} of {rate.All}, too few for a rate");

    /// <summary>In whole hundredths, a half away from nothing: as <see cref="Of"/> has it.</summary>
    public static int Percent(double share) => (int)Math.Round(share * 100, MidpointRounding.AwayFromZero);

    /// <summary>"57 days (n = 4,238)".</summary>
    public static string Days(Tally tally, int perDay = 1) => tally.Median() is { } middle ? string.Create(CultureInfo.InvariantCulture, $"{Number(middle / perDay)} days (n = {tally.Count:#,0})") : "none yet";

    /// <summary>"35 minutes of working time (n = 12)".</summary>
    public static string Minutes(Tally tally) => tally.Median() is { } middle ? string.Create(CultureInfo.InvariantCulture, $"{Number(middle)} minutes of working time (n = {tally.Count:#,0})") : "none yet";

    /// <summary>"120,000 USD + 4,000 EUR".</summary>
    public static string Sum(IReadOnlyList<Money> amounts) => amounts.Count == 0 ? "no amounts" : string.Join(" + ", amounts.Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.Sum:#,0.##} {a.Currency}")));

    /// <summary>"2,100 USD (n = 40)".</summary>
    public static string Middle(IReadOnlyList<Money> amounts) => amounts.Count == 0 ? "no amounts" : string.Join(", ", amounts.Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.Median:#,0.##} {a.Currency} (n = {a.Deals:#,0})")));

    /// <summary>"14,000"; nothing for what is not known.</summary>
    public static string Whole(decimal? money) => money?.ToString("#,0", CultureInfo.InvariantCulture) ?? "";

    public static string Number(double number) => number.ToString("#,0.#", CultureInfo.InvariantCulture);
}
