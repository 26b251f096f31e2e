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
        var known = Known(amounts.Values);
        var items = nudges.Where(n => n.IsOpen && !n.IsSnoozed(now) && amounts.ContainsKey(n.DealId))
            .Select(n => new Ranked(n, Quartile(amounts[n.DealId], known), now)).Order().Select(r => r.Nudge)
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

    /// <summary>4 for the most valuable quarter of the owner's open deals, 1 for the least valuable and for deals without an amount.</summary>
    /// <param name="known">The amounts that there are, in order: of many deals it is worked out once.</param>
    public static int Quartile(decimal? amount, decimal[] known)
    {
        if (amount is not { } own) return 1;
        var (from, to) = (0, known.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (known[middle] <= own) from = middle + 1;
            else to = middle;
        }
        return (int)Math.Ceiling(4.0 * from / known.Length);
    }

    /// <summary>The amounts that there are, in order.</summary>
    public static decimal[] Known(IEnumerable<decimal?> amounts) => [.. amounts.OfType<decimal>().Order()];

    /// <summary>How long it has held, in thresholds of its rule, at most three: what is oldest does not drown out what matters.</summary>
    public static double Age(Nudge nudge, DateTimeOffset now) =>
        Math.Clamp((now - nudge.Since).TotalDays / Math.Max(1, nudge.ThresholdDays), LeastAge, MostAge);

    /// <summary>A nudge as it stands in the order of a brief: by weight, then the oldest.</summary>
    public readonly struct Ranked(Nudge nudge, int quartile, DateTimeOffset now) : IComparable<Ranked>
    {
        private readonly double _weight = nudge.Severity * quartile * Age(nudge, now);
        private readonly DateTimeOffset _since = nudge.Since;

        public Nudge Nudge => nudge;

        public int CompareTo(Ranked other)
        {
            if (_weight != other._weight) return other._weight.CompareTo(_weight);
            if (_since.CompareTo(other._since) is not 0 and var age) return age;
            return nudge.DealId.CompareTo(other.Nudge.DealId) is not 0 and var deal ? deal : string.CompareOrdinal(nudge.Rule, other.Nudge.Rule);
        }
    }
}
