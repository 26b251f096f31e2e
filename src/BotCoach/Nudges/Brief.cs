namespace BotCoach.Nudges;

/// <summary>A deal in a brief: the nudge that speaks for it, and what else holds of the same deal.</summary>
public sealed record BriefItem(Nudge Lead, IReadOnlyList<Nudge> Also);

/// <summary>What a brief says, and what stays one tap away.</summary>
public sealed record BriefChoice(IReadOnlyList<BriefItem> Items, IReadOnlyList<BriefItem> Rest);

/// <summary>
/// Chooses the few things that matter: severity × value quartile among the owner's own open deals × age, one item a deal. Pure.
/// </summary>
public static class Brief
{
    public const int Usual = 3;
    public const int AfterTwoQuietDays = 5;
    private const double MostAge = 3;
    private const double LeastAge = 0.25;

    /// <param name="amounts">The amounts of the owner's open deals, by deal.</param>
    public static BriefChoice Choose(IEnumerable<Nudge> nudges, IReadOnlyDictionary<Guid, decimal?> amounts, int room, DateTimeOffset now)
    {
        var known = Known(amounts);
        var items = nudges.Where(n => n.IsOpen && !n.IsSnoozed(now) && amounts.ContainsKey(n.DealId))
            .OrderByDescending(n => Weight(n, amounts, known, now)).ThenBy(n => n.Since).ThenBy(n => n.DealId).ThenBy(n => n.Rule, StringComparer.Ordinal)
            .GroupBy(n => n.DealId).Select(g => new BriefItem(g.First(), [.. g.Skip(1)])).ToList();
        return new BriefChoice([.. items.Take(room)], [.. items.Skip(room)]);
    }

    /// <summary>Five when something was shown in both of the last two briefs and nobody has answered it, else three.</summary>
    /// <param name="lastShown">What the last briefs showed, the newest first.</param>
    public static int Room(IReadOnlyList<IReadOnlyCollection<Guid>> lastShown, IEnumerable<Nudge> nudges, DateTimeOffset now)
    {
        if (lastShown is not [var newest, var before, ..]) return Usual;
        return nudges.Any(n => n.IsOpen && !n.IsSnoozed(now) && newest.Contains(n.Id) && before.Contains(n.Id)) ? AfterTwoQuietDays : Usual;
    }

    private static double Weight(Nudge nudge, IReadOnlyDictionary<Guid, decimal?> amounts, decimal[] known, DateTimeOffset now) =>
        nudge.Severity * Quartile(nudge.DealId, amounts, known) * Age(nudge, now);

    /// <summary>4 for the most valuable quarter of the owner's open deals, 1 for the least valuable and for deals without an amount.</summary>
    public static int Quartile(Guid dealId, IReadOnlyDictionary<Guid, decimal?> amounts) => Quartile(dealId, amounts, Known(amounts));

    /// <param name="known">The amounts that there are, in order: of many deals it is worked out once.</param>
    private static int Quartile(Guid dealId, IReadOnlyDictionary<Guid, decimal?> amounts, decimal[] known)
    {
        if (amounts.GetValueOrDefault(dealId) is not { } own) return 1;
        var (from, to) = (0, known.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (known[middle] <= own) from = middle + 1;
            else to = middle;
        }
        return (int)Math.Ceiling(4.0 * from / known.Length);
    }

    private static decimal[] Known(IReadOnlyDictionary<Guid, decimal?> amounts) => [.. amounts.Values.OfType<decimal>().Order()];

    /// <summary>How long it has held, in thresholds of its rule, at most three: what is oldest does not drown out what matters.</summary>
    public static double Age(Nudge nudge, DateTimeOffset now) =>
        Math.Clamp((now - nudge.Since).TotalDays / Math.Max(1, nudge.ThresholdDays), LeastAge, MostAge);
}
