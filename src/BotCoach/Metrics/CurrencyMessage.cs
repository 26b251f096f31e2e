using System.Globalization;
using BotCoach.Channels;
using BotCoach.Chat;
using NodaTime;

namespace BotCoach.Metrics;

/// <summary>The words of currencies: the form in which an admin gives rates, and what a converted sum rests on.</summary>
public static class CurrencyMessage
{
    public static Form Form(RateBook book, LocalDate today) => new("money.rates", "Currencies",
        [
            new TextField(CurrencyRules.Own, "Your company’s currency") { Value = book.Own, Hint = "Its code, such as USD. An amount that names no currency is in it; deals that are there already keep theirs." },
            new TextField(CurrencyRules.Rates, "Rates", 6)
            {
                Optional = true, Value = CurrencyRules.Written(book) is { Length: > 0 } written ? written : null,
                Hint = $"A line each: a currency, what one of it is worth in yours, and the day from which that holds, such as GBP 1.27 from {today:uuuu-MM-dd}. Figures stay in their own currencies; a total in yours stands beside them. What has no rate is not converted.",
            },
        ]);

    public static string Said(RateBook book) => $"Your company’s currency is {book.Own}. {(book.IsEmpty ? "There are no rates, so nothing is converted." : $"{Wording.Count(book.Rates.Count, "rate")}: {Wording.List([.. book.Rates.Select(CurrencyRules.Written)])}.")}";

    /// <summary>"together 12,345 USD (EUR at 1.08 from 1 Oct 2026; GBP has no rate and is left out)"; null where nothing was converted.</summary>
    public static string? Of(Converted? sum) => sum is null ? null
        : sum.By.Count == 0 ? $"nothing converted: {Without(sum.Missing)}"
        : string.Create(CultureInfo.InvariantCulture, $"together {sum.Sum:#,0.##} {sum.Currency} ({Rests(sum.By, sum.Missing)})");

    /// <summary>"EUR at 1.08 from 1 Oct 2026; GBP has no rate and is left out".</summary>
    public static string Rests(IReadOnlyList<HeldRate> by, IReadOnlyList<string> missing) =>
        string.Join("; ", by.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Currency} at {r.Rate:0.########} from {r.Since:d MMM uuuu}")).Concat(missing.Count == 0 ? [] : [$"{Without(missing)} and {(missing.Count == 1 ? "is" : "are")} left out"]));

    private static string Without(IReadOnlyList<string> missing) => $"{Wording.List(missing)} {(missing.Count == 1 ? "has" : "have")} no rate";
}
