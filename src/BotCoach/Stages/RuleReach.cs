namespace BotCoach.Stages;

/// <summary>
/// Whether a rule can hold at all, and whether it can fail. Of each subject all values are looked at that the rule tells apart: its own figures, one between
/// each two and one beyond. Subjects are taken to be free of one another, and what would be too much to look at is taken to be possible: so it may miss a
/// rule that can never hold, but does not call one so that can.
/// </summary>
public static class RuleReach
{
    /// <summary>So many comparisons are made to find out, and no more.</summary>
    private const int Most = 30_000;

    public static bool CanHold(DealRule rule) => Can(rule, so: true);

    /// <summary>It can be known not to be so.</summary>
    public static bool CanFail(DealRule rule) => Can(rule, so: false);

    private static bool Can(DealRule rule, bool so)
    {
        var parts = Together(rule, so).ToList();
        if (parts.Count > 1) return Groups(parts).All(group => group.Count == 1 ? Can(group[0].Rule, group[0].So) : CanTogether(group));
        return parts[0] switch
        {
            (DealRule.Both both, _) => Can(both.First, false) || Can(both.Second, false),
            (DealRule.Either either, _) => Can(either.First, true) || Can(either.Second, true),
            var leaf => CanTogether([leaf]),
        };
    }

    /// <summary>What has to be so, and what not, all at once: "not (a or b)" is not a, and not b.</summary>
    private static IEnumerable<(DealRule Rule, bool So)> Together(DealRule rule, bool so) => rule switch
    {
        DealRule.Not not => Together(not.Rule, !so),
        DealRule.Both both when so => Together(both.First, so).Concat(Together(both.Second, so)),
        DealRule.Either either when !so => Together(either.First, so).Concat(Together(either.Second, so)),
        _ => [(rule, so)],
    };

    /// <summary>Those that share a subject can only be looked at together.</summary>
    private static List<List<(DealRule Rule, bool So)>> Groups(List<(DealRule Rule, bool So)> parts)
    {
        var groups = new List<(List<(DealRule, bool)> Parts, HashSet<RuleSubject> Subjects)>();
        foreach (var part in parts)
        {
            var subjects = part.Rule.Leaves().Select(l => l.Subject).ToHashSet();
            var same = groups.FindAll(g => g.Subjects.Overlaps(subjects));
            groups.RemoveAll(same.Contains);
            groups.Add(([.. same.SelectMany(g => g.Parts), part], [.. same.SelectMany(g => g.Subjects), .. subjects]));
        }
        return [.. groups.Select(g => g.Parts)];
    }

    private static bool CanTogether(List<(DealRule Rule, bool So)> parts)
    {
        var subjects = parts.SelectMany(p => p.Rule.Leaves()).GroupBy(l => l.Subject).Select(g => (Subject: g.Key, States: RuleStates.Of(g.Key, [.. g]))).ToList();
        long comparisons = parts.Sum(p => p.Rule.Leaves().Count());
        foreach (var (_, states) in subjects) if ((comparisons *= states.Count) > Most) return true;
        var places = new int[subjects.Count];
        var supposed = new Supposed(subjects.ToDictionary(s => s.Subject, s => s.States[0]));
        do
        {
            if (parts.TrueForAll(p => RuleVerdict.Of(p.Rule, supposed) == (p.So ? RuleTruth.Yes : RuleTruth.No))) return true;
        }
        while (Next());
        return false;

        bool Next()
        {
            for (var i = 0; i < places.Length; i++)
            {
                places[i] = (places[i] + 1) % subjects[i].States.Count;
                supposed.States[subjects[i].Subject] = subjects[i].States[places[i]];
                if (places[i] > 0) return true;
            }
            return false;
        }
    }

    /// <summary>A deal that says this.</summary>
    private sealed class Supposed(Dictionary<RuleSubject, RuleState> states) : IRuleFacts
    {
        public Dictionary<RuleSubject, RuleState> States => states;

        public RuleState Of(RuleSubject subject) => states[subject];
    }
}

/// <summary>What a subject can be, as far as a rule tells it apart.</summary>
internal static class RuleStates
{
    public static IReadOnlyList<RuleState> Of(RuleSubject subject, IReadOnlyList<DealRule.Leaf> leaves)
    {
        var numbers = subject.Kind switch
        {
            RuleKind.Flag => [0, 1],
            RuleKind.Strength => [1, 2, 3, 4, 5],
            RuleKind.Money => Between(Figures(leaves)),
            RuleKind.Count => Around(Figures(leaves)).Where(n => n >= 0),
            RuleKind.Day => Around(Figures(leaves)),
            _ => Enumerable.Empty<decimal>(),
        };
        return [new RuleState(false), new RuleState(true), .. numbers.Select(n => new RuleState(true, n)), .. Words(subject, leaves).Select(w => new RuleState(true, null, w))];
    }

    private static List<decimal> Figures(IReadOnlyList<DealRule.Leaf> leaves) =>
        [.. leaves.SelectMany(l => l switch { DealRule.Compared compared => [compared.With], DealRule.Within within => [0, within.Days], _ => Array.Empty<decimal>() }).Append(0).Distinct().Order()];

    private static IEnumerable<decimal> Around(List<decimal> figures) => figures.SelectMany(f => new[] { f - 1, f, f + 1 }).Distinct();

    private static IEnumerable<decimal> Between(List<decimal> figures) =>
        [figures[0] - 1, .. figures, .. figures.Zip(figures.Skip(1), (one, other) => (one + other) / 2), figures[^1] + 1];

    private static IEnumerable<string> Words(RuleSubject subject, IReadOnlyList<DealRule.Leaf> leaves)
    {
        if (subject.Kind != RuleKind.Choice) return [];
        var named = leaves.OfType<DealRule.OneOf>().SelectMany(c => c.Words).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        // a word that none of them is
        return named.Append(string.Concat(named) + "?");
    }
}
