namespace BotCoach.Recaps.Reading;

/// <summary>What stands before colons, each judged once.</summary>
internal sealed class KnownNames
{
    private readonly Dictionary<string, KnownName> _known = new(StringComparer.Ordinal);

    public IEnumerable<KnownName> All => _known.Values;

    public KnownName? Of(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty) return null;
        var lookup = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(name, out var known)) return known;
        known = new KnownName(name.ToString(), SpeakerName.IsLike(name), IsLoose(name));
        // A page of prose has thousands of different beginnings, and nobody's name among them.
        if (known.IsSomebody || known.IsLoose || _known.Count < 10_000) _known.Add(known.Name, known);
        return known;
    }

    // "rep", "speaker_0": names only where nothing better is there and they come again and again.
    private static bool IsLoose(ReadOnlySpan<char> name)
    {
        foreach (var c in name) if (!char.IsLetterOrDigit(c) && c != '_') return false;
        return !SpeakerName.IsNever(name);
    }
}

internal sealed record KnownName(string Name, bool IsSomebody, bool IsLoose)
{
    public int Count { get; set; }
    public int Bold { get; set; }
}
