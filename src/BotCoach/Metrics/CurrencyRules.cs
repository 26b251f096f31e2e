using System.Globalization;
using BotCoach.Chat;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Metrics;

/// <summary>Reads what an admin says of currencies: what cannot be is refused with a sentence that names it. Pure.</summary>
public static class CurrencyRules
{
    public const string Own = "own";
    public const string Rates = "rates";
    public const int MostRates = 200;

    /// <summary>Further ahead than this nobody knows a rate.</summary>
    private const int MostDaysAhead = 31;
    private const decimal Most = 1_000_000;
    private const decimal Least = 0.000_001m;

    /// <param name="known">What held so far.</param>
    public static (RateBook? Said, IReadOnlyDictionary<string, string> Errors) Read(string? own, string? rates, RateBook known, LocalDate today)
    {
        var errors = new Dictionary<string, string>();
        var (code, read) = (CurrencyCodes.Of(own), new List<HeldRate>());
        if (code is null) errors[Own] = $"“{Wording.Short(own ?? "", 20)}” is no currency that I know. Write its code, such as USD or EUR.";
        foreach (var line in (rates ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (rate, fault) = Line(line, code, today);
            if (rate is not null && read.Exists(r => r.Currency == rate.Currency && r.Since == rate.Since)) fault = $"{rate.Currency} has two rates from {Iso(rate.Since)} on. Keep one.";
            if (rate is not null) read.Add(rate);
            if (fault is not null) errors.TryAdd(Rates, fault);
        }
        if (read.Count > MostRates) errors.TryAdd(Rates, $"These are more than {MostRates} rates. The latest of each currency are enough.");
        // they would be read as if they were meant for the other currency
        if (code is not null && code != known.Own && read.Exists(known.Rates.Contains)) errors.TryAdd(Rates, $"Your rates say what a currency is worth in {known.Own}. Write them anew for {code}, or leave them away.");
        return errors.Count > 0 ? (null, errors) : (new RateBook(code!, Sorted(read)), errors);
    }

    /// <summary>A line each, as they are read.</summary>
    public static string Written(RateBook book) => string.Join('\n', Sorted(book.Rates).Select(Written));

    public static string Written(HeldRate rate) => string.Create(CultureInfo.InvariantCulture, $"{rate.Currency} {rate.Rate:0.########} from {Iso(rate.Since)}");

    private static (HeldRate? Rate, string? Fault) Line(string line, string? own, LocalDate today)
    {
        var words = line.Replace('=', ' ').Split((char[])[' ', '\t', ';'], StringSplitOptions.RemoveEmptyEntries);
        if (words is not [var name, var number, .. var rest]) return (null, $"“{Wording.Short(line, 40)}”: write a currency, its rate and the day, such as EUR 1.08 from {Iso(today)}.");
        if (CurrencyCodes.Of(name) is not { } code) return (null, $"“{Wording.Short(name, 20)}” is no currency that I know. Write its code, such as EUR.");
        if (code == own) return (null, $"{code} is your own currency: it needs no rate.");
        if (RateOf(number) is not { } rate) return (null, $"{code}: a rate is a number above 0, such as 1.08, not “{Wording.Short(number, 20)}”.");
        if (rest is ["from" or "since" or "From" or "Since", ..]) rest = rest[1..];
        if (rest is not [var said] || LocalDatePattern.Iso.Parse(said) is not { Success: true, Value: var since }) return (null, $"{code}: write the day from which the rate holds, such as {code} {number} from {Iso(today)}.");
        if (since > today.PlusDays(MostDaysAhead)) return (null, $"{code}: {Iso(since)} is too far ahead. A rate holds from a day within the next month at the latest.");
        return since.Year < 1990 ? (null, $"{code}: {Iso(since)} is too long ago.") : (new HeldRate(code, rate, since), null);
    }

    /// <summary>With a point or a comma. Three digits behind a comma may be thousands: that is not guessed.</summary>
    private static decimal? RateOf(string number) =>
        number.IndexOf(',') is >= 0 and var comma && number.Length - comma == 4 ? null
        : decimal.TryParse(number.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate is >= Least and <= Most ? Math.Round(rate, 8) : null;

    private static IReadOnlyList<HeldRate> Sorted(IEnumerable<HeldRate> rates) => [.. rates.OrderBy(r => r.Currency, StringComparer.Ordinal).ThenByDescending(r => r.Since)];

    private static string Iso(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
