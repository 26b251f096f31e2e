namespace BotCoach.Metrics;

/// <summary>Amounts in one currency. Deals without an amount are not among them.</summary>
/// <param name="Deals">How many have one.</param>
/// <param name="Sum">To the cent.</param>
/// <param name="Median">The middle one, or the middle between the two middle ones; null of none.</param>
public sealed record Money(string Currency, int Deals, decimal Sum, decimal? Median);

/// <summary>Amounts as they come, by currency: nothing is added up that is not the same money.</summary>
public sealed class Purse
{
    private readonly SortedDictionary<string, List<decimal>> _amounts = new(StringComparer.Ordinal);

    public void Add(string currency, decimal? amount)
    {
        if (amount is not { } money) return;
        if (!_amounts.TryGetValue(currency, out var all)) _amounts[currency] = all = [];
        all.Add(money);
    }

    public IReadOnlyList<Money> Sums() => [.. _amounts.Select(a => new Money(a.Key, a.Value.Count, a.Value.Sum(), Middle(a.Value)))];

    private static decimal? Middle(List<decimal> amounts)
    {
        if (amounts.Count == 0) return null;
        amounts.Sort();
        var middle = amounts.Count / 2;
        return amounts.Count % 2 == 1 ? amounts[middle] : (amounts[middle - 1] + amounts[middle]) / 2;
    }
}
