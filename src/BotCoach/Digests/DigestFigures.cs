using System.Globalization;
using BotCoach.Chat;
using BotCoach.Metrics;

namespace BotCoach.Digests;

/// <summary>A figure in words, with how it has changed; null where it has not, or there is nothing to hold it against.</summary>
public sealed record DigestFigure(string Name, string Value, string? Change);

/// <summary>The figures of a digest in words: the first three in chat, all on the page. What the forecast rests on stands beside it. Pure.</summary>
public static class DigestFigures
{
    public const int InChat = 3;

    public static IReadOnlyList<DigestFigure> Of(DigestNumbers now, DigestNumbers? before) =>
    [
        new("Pipeline", Pipeline(now), before is null ? null : Moneys(now.Pipeline.ToDictionary(m => m.Currency, m => m.Sum), before.Pipeline.ToDictionary(m => m.Currency, m => m.Sum))),
        new("Weighted forecast", Forecast(now), before is null ? null : Moneys(now.Forecast.ToDictionary(m => m.Currency, m => m.Weighted), before.Forecast.ToDictionary(m => m.Currency, m => m.Weighted))),
        new("With a dated next step", Of(now.Stepped), Points(now.Stepped, before?.Stepped)),
        new("Evidence behind the forecast", Of(now.Coverage, " criteria proven"), Points(now.Coverage, before?.Coverage)),
        new("Two or more people known", Of(now.MultiThreaded), Points(now.MultiThreaded, before?.MultiThreaded)),
        new($"Stays that led on, of {DigestReading.Weeks} weeks", Of(now.Conversion), Points(now.Conversion, before?.Conversion)),
        new($"Median time in a stage, of {DigestReading.Weeks} weeks", now.MedianDays is { } days ? Days(days) : "no stay has ended", Longer(now.MedianDays, before?.MedianDays)),
    ];

    private static string Pipeline(DigestNumbers now) => now.Pipeline.Count == 0 ? Wording.Count(now.Open, "open deal")
        : $"{Wording.List([.. now.Pipeline.Select(m => Money(m.Sum, m.Currency))])} on {Wording.Count(now.Open, "open deal")}";

    private static string Forecast(DigestNumbers now) => now.Forecast.Count == 0 ? "no deal has an amount"
        : $"{Wording.List([.. now.Forecast.Select(f => $"{Money(f.Weighted, f.Currency)} (likely {Money(f.Low, f.Currency)} to {Money(f.High, f.Currency)})")])}; {Of(now.Coverage, " criteria behind it proven")}";

    private static string? Moneys(Dictionary<string, decimal> now, Dictionary<string, decimal> before)
    {
        List<string> changes = [.. now.Keys.Union(before.Keys).Order(StringComparer.Ordinal).Select(c => (c, Math.Round(now.GetValueOrDefault(c)) - Math.Round(before.GetValueOrDefault(c)))).Where(c => c.Item2 != 0)
            .Select(c => (c.Item2 > 0 ? "+" : "−") + Money(Math.Abs(c.Item2), c.c))];
        return changes.Count == 0 ? null : Wording.List(changes);
    }

    private static string Money(decimal money, string currency) => Wording.Money(Math.Round(money), currency);

    /// <summary>"21 of 25, 84 %".</summary>
    private static string Of(Rate rate, string what = "") => $"{rate.Of.ToString("#,0", CultureInfo.InvariantCulture)} of {rate.All.ToString("#,0", CultureInfo.InvariantCulture)}{what}{(rate.Value is { } share ? $", {Math.Round(100 * share)} %" : "")}";

    private static string? Points(Rate now, Rate? before) =>
        now.Value is { } is_ && before?.Value is { } was && (int)(Math.Round(100 * is_) - Math.Round(100 * was)) is var points && points != 0
            ? $"{(points > 0 ? "+" : "−")}{Wording.Count(Math.Abs(points), "point")}" : null;

    private static string? Longer(double? now, double? before) =>
        now is { } days && before is { } was && Math.Round(days - was, 1) is var more && more != 0 ? $"{(more > 0 ? "+" : "−")}{Days(Math.Abs(more))}" : null;

    private static string Days(double days) => $"{days.ToString("0.#", CultureInfo.InvariantCulture)} {(days == 1 ? "day" : "days")}";
}
