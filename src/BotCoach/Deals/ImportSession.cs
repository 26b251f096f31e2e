namespace BotCoach.Deals;

/// <summary>A row that is to be written, and what the dry run said of it.</summary>
internal sealed record ImportDue(ImportCandidate Row, ImportVerdict Verdict);

/// <summary>
/// A pass over the files of an import: once to check every row, once more to write those that are to be written. It remembers its place,
/// and can begin behind any line.
/// </summary>
internal sealed class ImportSession : IDisposable
{
    private readonly ImportRowReader _reader;
    private readonly IEnumerator<ImportCsvRow> _rows;
    private readonly Dictionary<string, int> _seen = [];
    private IReadOnlyList<ImportedRow>? _foundation;
    private int _row = -1;

    public ImportSession(ImportReading reading, ImportPlan plan, IReadOnlyDictionary<ImportKind, ImportProcess> processes, ImportVerdicts verdicts)
    {
        (Reading, Plan, Verdicts) = (reading, plan, verdicts);
        _reader = new ImportRowReader(reading, plan, processes);
        _rows = reading.Main.Rows().GetEnumerator();
    }

    public ImportReading Reading { get; }
    public ImportPlan Plan { get; }
    public ImportVerdicts Verdicts { get; }

    /// <summary>When the import began.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>The last line that was read.</summary>
    public int Line { get; private set; }

    /// <summary>The rows to check behind the last one that was, at most so many; none at the end of the file. The second row for a deal is refused by its line.</summary>
    public IReadOnlyList<ImportCandidate> ToCheck(int most)
    {
        var next = new List<ImportCandidate>(most);
        while (next.Count < most && Move() is { } row)
        {
            var first = FirstLineOf(row);
            if (row.Line <= Plan.CheckedLine) continue;
            if (first != row.Line) next.Add(new ImportCandidate(row.Line, row.Cells, null, Twice(row, first)));
            else next.Add(_reader.Read(row));
        }
        return next;
    }

    /// <summary>The rows to write behind a line, at most so many; none at the end.</summary>
    public IReadOnlyList<ImportDue> ToWrite(int behind, int most)
    {
        var next = new List<ImportDue>(most);
        while (next.Count < most && Move() is { } row)
            if (row.Line > behind && Verdicts.Of(_row) is { } verdict) next.Add(new ImportDue(_reader.Read(row), verdict));
        return next;
    }

    /// <summary>
    /// The people and accounts of the files: whoever owns a row that is not refused, and whoever leads them. They are written first, on lines below
    /// zero, since the deals refer to them; so they are known once all rows are checked.
    /// </summary>
    public IReadOnlyList<ImportedRow> Foundation => _foundation ??=
    [
        .. ImportPeopleReader.Of(Reading, Plan.Owners.Values).Select(p => new ImportedRow { Person = p }),
        .. Reading.Accounts.SelectMany(accounts => accounts.Rows.Select(r => new ImportedRow { Account = AccountOf(accounts, r) })),
    ];

    public void Dispose() => _rows.Dispose();

    private ImportCsvRow? Move()
    {
        if (!_rows.MoveNext()) return null;
        _row++;
        Line = _rows.Current.Line;
        return _rows.Current;
    }

    private static ImportedAccount AccountOf(ImportTable accounts, string[] row) =>
        new(accounts.KeyOf(row), accounts.Others(row).ToDictionary(o => o.Column, o => o.Value));

    private int FirstLineOf(ImportCsvRow row)
    {
        if (KeyOf(row) is not { } key || _seen.TryAdd(key, row.Line)) return row.Line;
        return _seen[key];
    }

    private string? KeyOf(ImportCsvRow row)
    {
        var columns = Reading.Columns;
        if (columns.Cell(row.Cells, "id") is { Length: > 0 } id) return id;
        return columns.Cell(row.Cells, "name") is { Length: > 0 } name ? $"{columns.Cell(row.Cells, "account")}\n{name}".ToLowerInvariant() : null;
    }

    private ImportFault Twice(ImportCsvRow row, int first)
    {
        var field = Reading.Columns.Cell(row.Cells, "id").Length > 0 ? "id" : "name";
        var same = field == "id" ? "id" : "account and name";
        return new ImportFault(Reading.Main.Name, row.Line, Reading.Columns.NameOf(field), Reading.Columns.Cell(row.Cells, field).Replace("\0", ""),
            $"line {first} has the same {same}. Keep one of the two rows");
    }
}
