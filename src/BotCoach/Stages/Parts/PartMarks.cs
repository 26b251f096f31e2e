namespace BotCoach.Stages.Parts;

/// <summary>Tells what became of an item that has no id, by what all of its list said then and say now. Pure.</summary>
internal static class PartMarks
{
    /// <summary>
    /// The place of the item that has come for this one: of those that are new, the one that stands in the order where it stood among those that are gone, since
    /// what is added comes behind the last. Null where it was taken away, or where more are gone than came.
    /// </summary>
    public static int? Changed(string own, IReadOnlyList<string> before, IReadOnlyList<string> now)
    {
        var (gone, fresh) = (Beyond(before, now), Beyond(now, before));
        var at = gone.FindIndex(place => before[place] == own);
        return at >= 0 && gone.Count <= fresh.Count ? fresh[at] : null;
    }

    /// <summary>The places of what one list has beyond the other.</summary>
    private static List<int> Beyond(IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        var left = other.ToList();
        return [.. Enumerable.Range(0, one.Count).Where(i => !left.Remove(one[i]))];
    }
}
