using NodaTime;

namespace BotCoach.Deals;

/// <summary>Which process a deal is for is chosen by these three.</summary>
internal readonly record struct ImportKind(string? Segment, string? LeadSource, string? DealType)
{
    public static ImportKind Of(ImportColumns columns, string[] cells) =>
        new(Said(columns.Cell(cells, "segment")), Said(columns.Cell(cells, "lead-source")), Said(columns.Cell(cells, "deal-type")));

    private static string? Said(string cell) => cell.Length == 0 ? null : cell;
}

/// <summary>A first look over all rows: what only the whole column can say (the order of its dates, its decimal mark), and which names occur.</summary>
internal sealed class ImportFacts
{
    public static readonly string[] DateFields = ["close-date", "closed", "won-time", "lost-time", "started", "stage-entered", "next-step-date", "heard", "touched"];

    private const int MostStages = 200;
    private readonly Dictionary<string, Dictionary<DateHint, (int Line, string Value)>> _dates = [];
    private readonly Dictionary<char, (int Line, string Value)> _marks = [];
    private readonly ImportReading _reading;

    private readonly List<(ImportTable Table, int Place)> _tables;

    private ImportFacts(ImportReading reading) =>
        (_reading, _tables) = (reading, [.. reading.Tables.Select(t => (t, reading.Main.Header.ToList().IndexOf(t.DealColumn)))]);

    public int Rows { get; private set; }

    public ImportEnds Ends { get; } = new();

    /// <summary>The stage names of each kind of deal, with the number of rows.</summary>
    public Dictionary<ImportKind, Dictionary<string, int>> Stages { get; } = [];

    public static ImportFacts Of(ImportReading reading)
    {
        var facts = new ImportFacts(reading);
        foreach (var row in reading.Main.Rows()) facts.Look(row);
        return facts;
    }

    /// <summary>The order of a column's days and months; a question when its rows leave both open, or contradict one another.</summary>
    public (DateOrder Order, ImportFault? Question) OrderOf(string field)
    {
        if (!_dates.TryGetValue(field, out var hints)) return (DateOrder.Unsaid, null);
        var (day, month) = (hints.ContainsKey(DateHint.DayFirst), hints.ContainsKey(DateHint.MonthFirst));
        if (day && month) return (DateOrder.Unsaid, Mixed(field, hints[DateHint.DayFirst], hints[DateHint.MonthFirst]));
        if (day) return (DateOrder.DayFirst, null);
        if (month) return (DateOrder.MonthFirst, null);
        return (DateOrder.Unsaid, hints.TryGetValue(DateHint.Either, out var either) ? Open(field, either) : null);
    }

    /// <summary>The order may be taken for its columns that leave it open: no column of the file proves the other one.</summary>
    public bool MayBe(DateOrder order)
    {
        var other = order == DateOrder.DayFirst ? DateHint.MonthFirst : DateHint.DayFirst;
        return order != DateOrder.Unsaid && !_dates.Values.Any(hints => hints.ContainsKey(other));
    }

    public char? DecimalMark()
    {
        if (_marks.Count < 2) return _marks.Count == 0 ? null : _marks.Keys.First();
        var (comma, point) = (_marks[','], _marks['.']);
        throw ImportRefusedException.Of(_reading.Main.Name,
            $"the decimal mark is a comma here and a point in line {point.Line} (“{point.Value}”). Write all amounts of the column in one way", comma.Line,
            _reading.Columns.NameOf("amount"), comma.Value);
    }

    private void Look(ImportCsvRow row)
    {
        Rows++;
        var columns = _reading.Columns;
        foreach (var field in DateFields)
        {
            if (columns.Cell(row.Cells, field) is not { Length: > 0 } cell || ImportDates.HintOf(cell) is not (var hint and not DateHint.Nothing)) continue;
            if (!_dates.TryGetValue(field, out var hints)) _dates[field] = hints = [];
            hints.TryAdd(hint, (row.Line, cell));
        }
        if (ImportNumbers.MarkOf(columns.Cell(row.Cells, "amount")) is { } mark) _marks.TryAdd(mark, (row.Line, columns.Cell(row.Cells, "amount")));
        LookAtStage(row with { Cells = Joined(row.Cells) });
    }

    /// <summary>The cells as the other files spell them: by these a deal's process is chosen.</summary>
    private string[] Joined(string[] cells)
    {
        foreach (var (table, place) in _tables)
        {
            if (table.Find(cells[place]) is not { } found) continue;
            table.Met++;
            if (table.KeyOf(found) is var ours && ours != cells[place]) (cells = (string[])cells.Clone())[place] = ours;
        }
        return cells;
    }

    private void LookAtStage(ImportCsvRow row)
    {
        var columns = _reading.Columns;
        var stage = columns.Cell(row.Cells, ImportReading.StageField(columns));
        if (stage.Length is 0 or > ImportCells.MostName || !ImportCells.IsText(stage)) return;
        var kind = ImportKind.Of(columns, row.Cells);
        if (!Stages.TryGetValue(kind, out var names)) Stages[kind] = names = new(StringComparer.OrdinalIgnoreCase);
        names[stage] = names.GetValueOrDefault(stage) + 1;
        if (columns.Has("is-closed") || columns.Has("is-won")) Ends.Look(stage, columns.Cell(row.Cells, "is-closed"), columns.Cell(row.Cells, "is-won"));
        if (names.Count > MostStages)
            throw ImportRefusedException.Of(_reading.Main.Name, $"there are more than {MostStages} different names: is this the column of the stage?", row.Line, columns.NameOf(ImportReading.StageField(columns)));
    }

    private ImportFault Mixed(string field, (int Line, string Value) day, (int Line, string Value) month) => new(
        _reading.Main.Name, day.Line, _reading.Columns.NameOf(field), day.Value,
        $"the day stands first here, but in line {month.Line} (“{month.Value}”) the month does. Say which order is right; the rows of the other are then refused")
    {
        Asks = ImportAsks.Dates,
    };

    private ImportFault Open(string field, (int Line, string Value) either)
    {
        ImportDates.TryRead(either.Value, DateOrder.DayFirst, out var dayFirst, out _);
        ImportDates.TryRead(either.Value, DateOrder.MonthFirst, out var monthFirst, out _);
        return new ImportFault(_reading.Main.Name, either.Line, _reading.Columns.NameOf(field), either.Value,
            $"this can be {Words(dayFirst)} (day first) or {Words(monthFirst)} (month first), and no row of the column settles it")
        {
            Asks = ImportAsks.Dates,
        };
    }

    private static string Words(LocalDate day) => day.ToString("d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture);
}
