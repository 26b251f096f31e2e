using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace BotCoach.Deals;

/// <summary>A row of a file: the line it begins on, and its cells, trimmed.</summary>
internal readonly record struct ImportCsvRow(int Line, string[] Cells);

/// <summary>
/// A CSV file, read as a stream and strictly: a file that is malformed is refused with its line and what would be right, never half read.
/// </summary>
internal sealed class ImportCsv
{
    private readonly ImportSource _source;
    private readonly Encoding _encoding;
    private readonly bool _says;

    private ImportCsv(ImportSource source, Encoding encoding, string? note)
    {
        (_source, _encoding) = (source, encoding);
        Notes = note is null ? [] : [note];
        (Delimiter, _says) = ImportDelimiter.Of(Head());
        Header = ReadHeader();
    }

    public string Name => _source.Name;
    public char Delimiter { get; }
    public IReadOnlyList<string> Notes { get; }
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
        var twice = names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1)?.Key;
        if (twice is not null)
        {
            var places = names.Index().Where(n => n.Item.Equals(twice, StringComparison.OrdinalIgnoreCase)).Select(n => $"{n.Index + 1}").ToList();
            throw ImportRefusedException.Of(Name, $"the header has this name {places.Count} times (columns {Chat.Wording.List(places)}). Give each column a name of its own", 1, twice);
        }
        return names;
    }

    private string[] Fitting(ImportCsvRow row)
    {
        var cells = row.Cells;
        if (cells.Length == Header.Count) return cells;
        if (cells.Length > Header.Count && cells.Skip(Header.Count).All(c => c.Length == 0)) return cells[..Header.Count];
        throw ImportRefusedException.Of(Name,
            $"this row has {Chat.Wording.Count(cells.Length, "cell")}, the header has {Header.Count}. A cell that holds “{Delimiter}” must stand in double quotes", row.Line);
    }

    private IEnumerable<ImportCsvRow> Records()
    {
        using var text = new ImportText(new StreamReader(_source.Open(), _encoding, true, 1 << 16));
        if (_says) text.ReadLine();
        using var parser = new CsvParser(text, Configuration());
        while (Next(parser, text) is { } row) yield return row;
    }

    private ImportCsvRow? Next(CsvParser parser, ImportText text)
    {
        try
        {
            if (!parser.Read()) return null;
        }
        catch (MaxFieldSizeException)
        {
            throw Unclosed(parser.RawRow);
        }
        catch (DecoderFallbackException)
        {
            throw ImportRefusedException.Of(Name, "the file holds bytes that are no text in any encoding we know. Save it as “CSV UTF-8”", parser.RawRow + 1);
        }
        var cells = new string[parser.Count];
        var breaks = 0;
        for (var i = 0; i < cells.Length; i++)
        {
            breaks += parser[i].AsSpan().Count('\n');
            cells[i] = ImportCells.Read(parser[i]);
        }
        var line = parser.RawRow - breaks + (_says ? 1 : 0);
        if (text.AtEnd && text.QuotesAreOdd) throw Unclosed(line);
        return new ImportCsvRow(line, cells);
    }

    private CsvConfiguration Configuration() => new(CultureInfo.InvariantCulture)
    {
        Delimiter = Delimiter.ToString(),
        MaxFieldSize = 1 << 20,
        BadDataFound = bad => throw ImportRefusedException.Of(Name,
            "a double quote stands inside a cell. Put the whole cell in double quotes and write the quote inside it twice (\"\")",
            bad.Context.Parser!.RawRow, null, bad.Field.Trim()),
    };

    private ImportRefusedException Unclosed(int line) => ImportRefusedException.Of(
        Name, "a double quote is opened in this row and never closed. Close it, or write a quote that belongs to the text twice (\"\")", line);

    private string Head()
    {
        using var reader = new StreamReader(_source.Open(), _encoding, true);
        var buffer = new char[1 << 14];
        return new string(buffer, 0, reader.ReadBlock(buffer));
    }
}

/// <summary>Counts the quotes that pass, since an odd number at the end means one was never closed.</summary>
internal sealed class ImportText(StreamReader reader) : TextReader
{
    private long _quotes;

    public bool AtEnd { get; private set; }
    public bool QuotesAreOdd => _quotes % 2 == 1;

    public override int Read(char[] buffer, int index, int count)
    {
        var read = reader.Read(buffer, index, count);
        _quotes += buffer.AsSpan(index, read).Count('"');
        AtEnd = reader.EndOfStream;
        return read;
    }

    public override string? ReadLine() => reader.ReadLine();

    protected override void Dispose(bool disposing) => reader.Dispose();
}
