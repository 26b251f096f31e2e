using BotCoach.Deals;

namespace BotCoach.Metrics;

/// <summary>When a deal counts as discovered: what success is stands in words that mean something, and what the problem costs has a number. Pure.</summary>
public static class DiscoveryRules
{
    public static bool IsDocumented(Deal deal) => Says(deal, "success-criteria") && Says(deal, "impact") && deal.Facts["impact"].Any(char.IsAsciiDigit);

    private static bool Says(Deal deal, string fact) => deal.Facts.TryGetValue(fact, out var words) && !Placeholders.IsOne(words);
}
