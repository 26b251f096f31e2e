using System.Collections.Frozen;

namespace BotCoach.Deals;

/// <summary>What each column of a file means: as a person said, else as remembered, else as the export has it that it is of, else as its name suggests; all others are the company's own fields.</summary>
internal sealed class ImportColumns
{
    private readonly FrozenDictionary<string, int> _places;

    private ImportColumns(IReadOnlyList<string> header, IReadOnlyDictionary<string, string> meaning, KnownExport? export)
    {
        (Header, Meaning, Export) = (header, meaning, export);
        _places = meaning.ToFrozenDictionary(m => m.Value, m => Index(header, m.Key));
        Own = [.. header.Index()
            .Where(h => !meaning.ContainsKey(h.Item) && h.Item is not (ImportFields.RefusedColumn or ImportFields.RefusedWhy))
            .Select(h => (h.Index, h.Item))];
    }

    public IReadOnlyList<string> Header { get; }

    /// <summary>The export that the header is of, when it is recognised.</summary>
    public KnownExport? Export { get; }

    /// <summary>Column to field, without the company's own.</summary>
    public IReadOnlyDictionary<string, string> Meaning { get; }

    /// <summary>The company's own fields: place and name.</summary>
    public IReadOnlyList<(int Place, string Name)> Own { get; }

    public bool Has(string field) => _places.ContainsKey(field);

    public string NameOf(string field) => Header[_places[field]];

    public string Cell(string[] cells, string field) => _places.TryGetValue(field, out var place) ? cells[place] : "";

    public static ImportColumns Of(string file, IReadOnlyList<string> header, IReadOnlyDictionary<string, string> said, IReadOnlyDictionary<string, string> remembered)
    {
        var export = KnownExports.Recognise(header);
        var meaning = ImportFields.Guess(header, export);
        foreach (var (column, field) in remembered) Say(header, meaning, column, field);
        foreach (var (column, field) in said)
        {
            if (!ImportFields.IsOurs(field)) throw ImportRefusedException.Of(file, $"there is no field “{field}”. The fields are {FieldList}", null, column);
            Say(header, meaning, column, field);
        }
        return new ImportColumns(header, meaning, export);
    }

    public static ImportColumns Of(IReadOnlyList<string> header, IReadOnlyDictionary<string, string> meaning) => new(header, meaning, null);

    public static string FieldList => string.Join(", ", ImportFields.Names.Keys.Append(ImportFields.Custom));

    private static void Say(IReadOnlyList<string> header, Dictionary<string, string> meaning, string column, string field)
    {
        var place = Index(header, column);
        if (place < 0 || !ImportFields.IsOurs(field)) return;
        meaning.Remove(header[place]);
        if (field == ImportFields.Custom) return;
        foreach (var other in meaning.Where(m => m.Value == field).Select(m => m.Key).ToList()) meaning.Remove(other);
        meaning[header[place]] = field;
    }

    private static int Index(IReadOnlyList<string> header, string column)
    {
        for (var i = 0; i < header.Count; i++) if (header[i].Equals(column, StringComparison.OrdinalIgnoreCase)) return i;
        return -1;
    }
}
