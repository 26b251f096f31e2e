using NodaTime;

namespace BotCoach.Metrics;

/// <summary>A rate, and the day from which it holds.</summary>
public sealed record HeldRate(string Currency, decimal Rate, LocalDate Since);

/// <summary>Amounts of several currencies as one of the company's own.</summary>
/// <param name="By">The rates that were used, in the order of their currencies' names.</param>
/// <param name="Missing">Currencies that have no rate on that day: what is in them is no part of the sum.</param>
public sealed record Converted(string Currency, decimal Sum, IReadOnlyList<HeldRate> By, IReadOnlyList<string> Missing);

/// <summary>The company's own currency, and the rates that its admin gave. Pure.</summary>
public sealed record RateBook(string Own, IReadOnlyList<HeldRate> Rates)
{
    public bool IsEmpty => Rates.Count == 0;

    /// <summary>The rate that holds on this day; null: none was given for so early a day, or at all.</summary>
    public HeldRate? Of(string currency, LocalDate on) => Rates.Where(r => r.Currency.Equals(currency, StringComparison.OrdinalIgnoreCase) && r.Since <= on).MaxBy(r => r.Since);

    /// <summary>An amount in the company's own currency; null where there is no rate.</summary>
    public decimal? Into(decimal amount, string currency, LocalDate on) => IsOwn(currency) ? amount : Of(currency, on) is { } held ? amount * held.Rate : null;

    /// <summary>Null where the sum would say nothing new: the admin gave no rates, or all is in the company's own currency already.</summary>
    public Converted? Sum(IEnumerable<(string Currency, decimal Amount)> amounts, LocalDate on)
    {
        var all = amounts.ToList();
        if (IsEmpty || all.TrueForAll(a => IsOwn(a.Currency))) return null;
        var (by, missing) = Used(all.Select(a => a.Currency), on);
        return new Converted(Own, Math.Round(all.Sum(a => Into(a.Amount, a.Currency, on) ?? 0), 2), by, missing);
    }

    public Converted? Sum(IEnumerable<Money> amounts, LocalDate on) => Sum(amounts.Select(a => (a.Currency, a.Sum)), on);

    /// <summary>Which rates these currencies are converted by, and which of them have none.</summary>
    public (IReadOnlyList<HeldRate> By, IReadOnlyList<string> Missing) Used(IEnumerable<string> currencies, LocalDate on)
    {
        List<string> foreign = [.. currencies.Where(c => !IsOwn(c)).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];
        return ([.. foreign.Select(c => Of(c, on)).OfType<HeldRate>()], [.. foreign.Where(c => Of(c, on) is null)]);
    }

    private bool IsOwn(string currency) => currency.Equals(Own, StringComparison.OrdinalIgnoreCase);
}
