using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BotCoach.Deals;

/// <summary>
/// An export of another system in one language: what its columns are called, how it writes days and amounts where its rows leave that open, and what its
/// own stages are called in English. Names are compared without case and accents, but with their marks: "Deal - Stage" is not "Deal Stage".
/// </summary>
internal sealed partial class KnownExport
{
    // one such name may stand in anybody's sheet
    private const int FewestTelling = 2;

    private readonly List<(string Field, List<string> Names)> _columns;
    private readonly FrozenSet<string> _telling;
    private readonly FrozenSet<string> _known;
    private readonly FrozenDictionary<string, string> _stages;
    private readonly FrozenDictionary<string, string> _words;

    public KnownExport(KnownExportEntry entry, IReadOnlyDictionary<string, string> words)
    {
        if (entry.Columns.Keys.FirstOrDefault(f => !ImportFields.Names.ContainsKey(f)) is { } wrong) throw new InvalidOperationException($"“{entry.Id}” names a field that there is not: {wrong}.");
        (Id, What, Language, DecimalMark) = (entry.Id, entry.What, entry.Language, entry.Decimal is [var mark] ? mark : null);
        Dates = entry.Dates switch { "day-first" => DateOrder.DayFirst, "month-first" => DateOrder.MonthFirst, _ => DateOrder.Unsaid };
        _columns = [.. entry.Columns.Select(c => (c.Key, c.Value.ConvertAll(KeyOf)))];
        _telling = entry.KnownBy.Select(KeyOf).ToFrozenSet();
        _known = _columns.SelectMany(c => c.Names).Concat(entry.Own.Select(KeyOf)).ToFrozenSet();
        _stages = entry.Stages.ToFrozenDictionary(s => KeyOf(s.Key), s => s.Value);
        _words = words.ToFrozenDictionary(w => KeyOf(w.Key), w => w.Value);
    }

    public string Id { get; }

    /// <summary>"HubSpot's deal export".</summary>
    public string What { get; }
    public string? Language { get; }

    /// <summary>The order of days and months, and the decimal mark, where its rows do not prove one.</summary>
    public DateOrder Dates { get; }
    public char? DecimalMark { get; }

    public string Sentence => $"This looks like {What}{(Language is null ? "" : $", in {Language}")}.";

    /// <summary>How many of a file's columns it knows; none when the file has too few names that tell it from all else.</summary>
    public int Knows(IReadOnlyList<string> header)
    {
        var keys = header.Select(KeyOf).ToHashSet();
        return keys.Count(_telling.Contains) < FewestTelling ? 0 : keys.Count(_known.Contains);
    }

    /// <summary>Column to field.</summary>
    public Dictionary<string, string> Meaning(IReadOnlyList<string> header)
    {
        var columns = header.GroupBy(KeyOf).ToDictionary(h => h.Key, h => h.First());
        var meaning = new Dictionary<string, string>();
        foreach (var (field, names) in _columns)
            if (names.Find(n => columns.TryGetValue(n, out var column) && !meaning.ContainsKey(column)) is { } name) meaning[columns[name]] = field;
        return meaning;
    }

    /// <summary>One of its columns: when it gives the column no meaning, nobody's guess shall.</summary>
    public bool Has(string column) => _known.Contains(KeyOf(column));

    /// <summary>A stage's or a status' name in English: one of the system's own, or with the words in English that say how a deal ended.</summary>
    public string InEnglish(string name)
    {
        var key = KeyOf(ImportStageNames.Unnumbered(name));
        if (_stages.GetValueOrDefault(key) is { } whole) return whole;
        // "Termin vereinbart (Vertrieb)": the pipeline stands behind the stage
        if (key.EndsWith(')') && key.LastIndexOf('(') is > 0 and var at && _stages.GetValueOrDefault(key[..at].TrimEnd()) is { } stage) return stage;
        return _words.Count == 0 ? name : Words().Replace(name, word => _words.GetValueOrDefault(KeyOf(word.Value), word.Value));
    }

    private static string KeyOf(string name)
    {
        var key = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) continue;
            if (!char.IsWhiteSpace(c)) key.Append(c == '’' ? '\'' : char.ToLowerInvariant(c));
            else if (key.Length > 0 && key[^1] != ' ') key.Append(' ');
        }
        // Pipedrive marks a column that it needs with a star
        return key.ToString().TrimEnd(' ', '*');
    }

    [GeneratedRegex(@"[\p{L}\p{M}]+")]
    private static partial Regex Words();
}

/// <summary>An entry of the tables in Exports/*.yaml.</summary>
internal sealed class KnownExportEntry
{
    public string Id { get; set; } = "";
    public string What { get; set; } = "";
    public string? Language { get; set; }

    /// <summary>"day-first" or "month-first".</summary>
    public string? Dates { get; set; }
    public string? Decimal { get; set; }

    /// <summary>Names that tell this export from all else; two of them must be there.</summary>
    public List<string> KnownBy { get; set; } = [];

    /// <summary>Our field to the names its column has, the surest first.</summary>
    public Dictionary<string, List<string>> Columns { get; set; } = [];

    /// <summary>Columns that stay the company's own, whatever their names suggest.</summary>
    public List<string> Own { get; set; } = [];

    /// <summary>The system's own stages to their English names.</summary>
    public Dictionary<string, string> Stages { get; set; } = [];
}
