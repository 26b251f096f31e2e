using System.Collections.Frozen;

namespace BotCoach.Recaps.Writing;

/// <summary>Which language a call is in, by its commonest small words. The rules of this writer know English; of a call in another it says so.</summary>
internal static class Languages
{
    private const double Some = 0.15;
    private const double Most = 0.6;

    private static readonly (string Name, FrozenSet<string> Words)[] Known =
    [
        ("English", Set("the and to of is that it you we i in for on with are have this be will not do what so can")),
        ("German", Set("der die das und ist nicht wir ich sie ein eine mit auf für den dem zu haben auch wird werden noch dann schon aber oder")),
        ("French", Set("le la les et est que nous vous je un une des du pas pour dans avec sur ce qui mais on ça cette notre votre")),
        ("Spanish", Set("el la los las y es que de en un una por con para no nosotros ustedes lo se muy pero como esto está usted")),
        ("Italian", Set("il la gli e è che di un una per con non noi voi sono questo ma anche della nel ci si più come")),
        ("Portuguese", Set("o a os as e é que de em um uma por com para não nós você isso mas como está muito também do da")),
        ("Dutch", Set("de het een en is dat van wij jullie ik niet met voor op te zijn ook maar wel nog dan naar heb kan")),
    ];

    /// <summary>What is to be said about it; nothing for a call in English.</summary>
    public static IReadOnlyList<string> Notes(Talk talk)
    {
        var counts = new int[Known.Length];
        var spoken = 0;
        foreach (var said in talk.Said)
        {
            if (said.Words.Length < 4) continue;
            spoken++;
            if (Of(said) is >= 0 and var language) counts[language]++;
            else spoken--;
        }
        if (spoken == 0) return [];
        var others = Enumerable.Range(1, Known.Length - 1).Where(i => counts[i] >= Some * spoken && counts[i] > 1).OrderByDescending(i => counts[i]).Select(i => Known[i].Name).ToList();
        if (others.Count == 0) return [];
        return counts[0] < (1 - Most) * spoken
            ? [$"This call is mostly in {others[0]}. The built-in writer reads English only, so it may have missed what was agreed; what it lists stands in the call's own words."]
            : [$"Part of this call is in {string.Join(" and ", others)}. The built-in writer reads English only: look through those parts yourself."];
    }

    private static int Of(Said said)
    {
        var (best, most) = (-1, 0);
        for (var i = 0; i < Known.Length; i++)
        {
            var count = 0;
            foreach (var token in said.Words) if (Known[i].Words.Contains(token.Word)) count++;
            if (count > most) (best, most) = (i, count);
        }
        return best;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
