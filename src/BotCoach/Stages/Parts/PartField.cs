namespace BotCoach.Stages.Parts;

public enum FieldShape { Words, Lines, Number, Choice, Several }

/// <summary>A field of an item of a process, as a form shows it, in chat and on a page alike.</summary>
public sealed record PartField(string Key, string Label, FieldShape Shape = FieldShape.Words)
{
    public bool Optional { get; init; }
    public string? Hint { get; init; }

    /// <summary>What stands in it at first, of an item that is new.</summary>
    public string? AtFirst { get; init; }

    /// <summary>What can be chosen, in a book: value and words.</summary>
    public Func<StageBook, string?, IReadOnlyList<(string Value, string Label)>> Options { get; init; } = (_, _) => [];

    /// <summary>Words by which a problem of the item is this field's.</summary>
    public IReadOnlyList<string> Hears { get; init; } = [];

    public static PartField Source { get; } = new("source", "Where it comes from") { Optional = true, Hint = "Empty: ours." };

    public static PartField YesNo(string key, string label) => new(key, label, FieldShape.Choice) { Options = (_, _) => [("yes", "Yes"), ("no", "No")], AtFirst = "yes" };
}

/// <summary>What somebody wrote into the fields of an item, read field by field; what cannot be read is noted at its field.</summary>
public sealed class PartValues(Func<string, string?> said, IReadOnlySet<string>? taken = null)
{
    private readonly Dictionary<string, string> _faults = [];

    public IReadOnlyDictionary<string, string> Faults => _faults;

    /// <summary>Ids that earlier versions have: answers are kept by them, so nothing new gets one.</summary>
    public IEnumerable<string> Taken => taken ?? Enumerable.Empty<string>();

    public string Words(string key)
    {
        if (Maybe(key) is { } words) return words;
        _faults[key] = "This cannot be empty.";
        return "";
    }

    public string? Maybe(string key) => said(key)?.Trim() is { Length: > 0 } words ? words : null;

    public string Source() => Maybe("source") ?? "ours";

    public bool Yes(string key) => Maybe(key) != "no";

    public int Number(string key) => MaybeNumber(key) ?? (_faults.ContainsKey(key) ? 0 : Missing(key));

    public int? MaybeNumber(string key)
    {
        if (Maybe(key) is not { } words) return null;
        if (int.TryParse(words, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)) return number;
        _faults[key] = "Write a whole number.";
        return null;
    }

    /// <summary>Some of a choice, joined by commas.</summary>
    public IReadOnlyList<string> Several(string key) => [.. (Maybe(key) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    public IReadOnlyList<string> Lines(string key) => [.. (Maybe(key) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    public void Refuse(string key, string sentence) => _faults.TryAdd(key, sentence);

    private int Missing(string key)
    {
        _faults[key] = "This cannot be empty.";
        return 0;
    }
}
