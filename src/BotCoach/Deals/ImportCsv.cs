using System.Text;
using CsvHelper;

namespace BotCoach.Deals;

/// <summary>A row of a file: the line it begins on, and its cells, trimmed.</summary>
internal readonly record struct ImportCsvRow(int Line, string[] Cells);

/// <summary>
/// A CSV file, read as a stream and strictly: a file that is malformed is refused with its line and what would be right, never half read.
/// </summary>
internal sealed class ImportCsv
{
    private const int LargestRow = 1 << 20;
    private readonly ImportSource _source;
    private readonly Encoding _encoding;
    private readonly List<string> _notes;

    private ImportCsv(ImportSource source, Encoding encoding, string? note)
    {
        (_source, _encoding) = (source, encoding);
        _notes = note is null ? [] : [note];
        Header = ReadHeader();
    }

    public string Name => _source.Name;
    public long Length => _source.Length;

    /// <summary>What stands between the cells: a comma, semicolon, tab or bar, as the file shows.</summary>
    public char Separator { get; private set; }
    public IReadOnlyList<string> Notes => _notes;
    public IReadOnlyList<string> Header { get; }

    public static ImportCsv Open(ImportSource source)
    {
        if (source.Length > ImportSource.MostBytes) throw ImportRefusedException.Of(source.Name, ImportSource.TooLarge(source.Length));
        var (encoding, note) = ImportEncoding.Of(source);
        return new ImportCsv(source, encoding, note);
    }

    /// <summary>The rows below the header, one at a time.</summary>
    public IEnumerable<ImportCsvRow> Rows()
    {
        foreach (var row in Records().Skip(1)) yield return new ImportCsvRow(row.Line, Fitting(row));
    }

    private string[] ReadHeader()
    {
        var first = Records().Select(r => r.Cells).FirstOrDefault() ?? throw ImportRefusedException.Of(Name, "the file is empty");
        var names = first.Select((name, i) => name.Length == 0 ? $"column {i + 1}" : name).ToArray();
        if (names.FirstOrDefault(n => n.Length > ImportCells.MostName || !ImportCells.IsText(n)) is { } wrong)
            throw ImportRefusedException.Of(Name, $"the name of this column is no text of at most {ImportCells.MostName} characters", 1, Chat.Wording.Short(wrong.Replace("\0", ""), 40));
        var twice = names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1)?.Key;
        if (twice is null) return names;
        // a field that a company added may be called like one that the system has
        if (KnownExports.Recognise(names) is not null) return Numbered(names);
        var places = names.Index().Where(n => n.Item.Equals(twice, StringComparison.OrdinalIgnoreCase)).Select(n => $"{n.Index + 1}").ToList();
        throw ImportRefusedException.Of(Name,
            $"the header has this name {places.Count} times (columns {Chat.Wording.List(places)}). Give each column a name of its own", 1, twice);
    }

    /// <summary>The first of several columns with one name keeps it; the system's own stands first.</summary>
    private string[] Numbered(string[] names)
    {
        var taken = new HashSet<string>(names, StringComparer.OrdinalIgnoreCase);
        var met = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var numbered = (string[])names.Clone();
        foreach (var (i, name) in names.Index().Where(n => !met.Add(n.Item)))
        {
            for (var number = 2; !taken.Add(numbered[i] = $"{name} ({number})"); number++) { }
            _notes.Add($"{Name} has the column “{name}” more than once; column {i + 1} is called “{numbered[i]}” here.");
        }
        return numbered;
    }

    private string[] Fitting(ImportCsvRow row)
    {
        var cells = row.Cells;
        if (cells.Length == Header.Count) return cells;
        if (cells.Length > Header.Count && cells.Skip(Header.Count).All(c => c.Length == 0)) return cells[..Header.Count];
        throw ImportRefusedException.Of(Name,
            $"this row has {Chat.Wording.Count(cells.Length, "cell")}, the header has {Header.Count}. A cell that holds “{Separator}” must stand in double quotes", row.Line);
    }

    private IEnumerable<ImportCsvRow> Records()
    {
        CsvMalformedRecord? bad = null;
        using var reader = CsvReader.Create(_source.Open(), Options(found => bad ??= found), leaveOpen: false);
        while (Next(reader))
        {
            if (bad is { } malformed) throw Malformed((int)malformed.LineNumber, malformed.Reason);
            Separator = reader.Separator;
            yield return new ImportCsvRow((int)reader.LineNumber, Cells(reader));
        }
        if (bad is { } last) throw Malformed((int)last.LineNumber, last.Reason);
    }

    private bool Next(CsvReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException fault)
        {
            throw Malformed((int)fault.LineNumber, CsvMalformedReason.UnterminatedQuote);
        }
        catch (DecoderFallbackException)
        {
            throw ImportRefusedException.Of(Name, "the file holds bytes that are no text in its encoding. Save it as “CSV UTF-8”", (int)reader.LineNumber + 1);
        }
    }

    private static string[] Cells(CsvReader reader)
    {
        var cells = new string[reader.FieldCount];
        for (var i = 0; i < cells.Length; i++) cells[i] = ImportCells.Read(reader.GetString(i));
        return cells;
    }

    private CsvReaderOptions Options(Action<CsvMalformedRecord> malformed) => new()
    {
        HasHeader = false,
        Encoding = _encoding is UTF8Encoding ? null : _encoding,
        DetectSeparatorHint = true,
        TrackLineNumbers = true,
        PoolStrings = true,
        MaxRecordSize = LargestRow,
        OnMalformedRecord = malformed,
    };

    private ImportRefusedException Malformed(int line, CsvMalformedReason reason) => ImportRefusedException.Of(Name, reason switch
    {
        CsvMalformedReason.UnterminatedQuote =>
            "a double quote is opened in this row and never closed. Close it, or write a quote that belongs to the text twice (\"\") inside a quoted cell",
        _ => "a double quote stands inside a cell. Put the whole cell in double quotes and write the quote inside it twice (\"\")",
    }, line);
}
