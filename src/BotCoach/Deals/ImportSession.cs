using BotCoach.Stages;

namespace BotCoach.Deals;

/// <summary>The processes of a workspace as an import sees them: which is for which kind of deal.</summary>
internal sealed class ImportProcesses(IReadOnlyList<Process> published, IReadOnlyDictionary<Guid, ImportProcess> open)
{
    private readonly Dictionary<ImportKind, ImportProcess> _chosen = [];

    public ImportProcess For(ImportKind kind)
    {
        if (!_chosen.TryGetValue(kind, out var chosen))
            _chosen[kind] = chosen = open[ProcessRules.Choose(published, kind.Segment, kind.LeadSource, kind.DealType)!.Id];
        return chosen;
    }
}

/// <summary>
/// A pass over the deals' file, row by row, from behind the last line that was staged. It remembers every id it has seen,
/// so that a second row for the same deal is refused by its line.
/// </summary>
internal sealed class ImportSession : IDisposable
{
    private readonly ImportReading _reading;
    private readonly ImportRowReader _reader;
    private readonly IEnumerator<ImportCsvRow> _rows;
    private readonly Dictionary<string, int> _seen = [];

    public ImportSession(ImportReading reading, ImportPlan plan, ImportProcesses processes)
    {
        (_reading, _reader) = (reading, new ImportRowReader(reading, plan, processes));
        _rows = reading.Main.Rows().GetEnumerator();
        After = plan.StagedLine;
    }

    public ImportReading Reading => _reading;
    private int After { get; }

    /// <summary>The next rows, at most so many; none at the end of the file.</summary>
    public IReadOnlyList<ImportCandidate> Next(int most)
    {
        var next = new List<ImportCandidate>(most);
        while (next.Count < most && _rows.MoveNext())
        {
            var row = _rows.Current;
            var first = FirstLineOf(row);
            if (row.Line <= After) continue;
            if (first != row.Line) next.Add(new ImportCandidate(row.Line, row.Cells, null, Twice(row, first)));
            else next.Add(_reader.Read(row));
        }
        return next;
    }

    public void Dispose() => _rows.Dispose();

    private int FirstLineOf(ImportCsvRow row)
    {
        if (KeyOf(row) is not { } key || _seen.TryAdd(key, row.Line)) return row.Line;
        return _seen[key];
    }

    private string? KeyOf(ImportCsvRow row)
    {
        var columns = _reading.Columns;
        if (columns.Cell(row.Cells, "id") is { Length: > 0 } id) return id;
        return columns.Cell(row.Cells, "name") is { Length: > 0 } name ? $"{columns.Cell(row.Cells, "account")}\n{name}".ToLowerInvariant() : null;
    }

    private ImportFault Twice(ImportCsvRow row, int first)
    {
        var field = _reading.Columns.Cell(row.Cells, "id").Length > 0 ? "id" : "name";
        var same = field == "id" ? "id" : "account and name";
        return new ImportFault(_reading.Main.Name, row.Line, _reading.Columns.NameOf(field), _reading.Columns.Cell(row.Cells, field).Replace("\0", ""),
            $"line {first} has the same {same}. Keep one of the two rows");
    }
}
