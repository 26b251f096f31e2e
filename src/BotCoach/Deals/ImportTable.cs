namespace BotCoach.Deals;

/// <summary>What the rows of a joined file say of: people, accounts, or the deals themselves.</summary>
internal enum ImportTableOf { Deals, Accounts, People }

/// <summary>
/// A file that says more about the deals of another: found by a column both have, one row per value; exactly first,
/// then with case, spaces and punctuation set aside.
/// </summary>
internal sealed class ImportTable
{
    private readonly Dictionary<string, string[]> _exact = [];
    private readonly Dictionary<string, string[]?> _plain = [];
    private readonly int _key;

    private ImportTable(ImportCsv file, ImportColumns columns, int key, string dealColumn)
    {
        (File, Columns, _key, DealColumn) = (file, columns, key, dealColumn);
        foreach (var row in file.Rows()) Keep(row);
    }

    public ImportCsv File { get; }
    public ImportColumns Columns { get; }

    /// <summary>The column of the deals' file it is joined by.</summary>
    public string DealColumn { get; }
    public string KeyColumn => File.Header[_key];
    public ImportTableOf Of { get; private init; }
    public IEnumerable<string[]> Rows => _exact.Values;

    /// <summary>Joins a file to the deals' file, or says why it cannot be.</summary>
    public static ImportTable Join(ImportCsv file, ImportColumns columns, ImportCsv deals, ImportColumns dealColumns)
    {
        var why = "";
        foreach (var (key, dealColumn) in Candidates(columns, deals, dealColumns))
        {
            if (Repeated(file, key) is { } value)
            {
                why = $": in column {file.Header[key]}, “{value}” stands twice";
                continue;
            }
            return new ImportTable(file, columns, key, dealColumn) { Of = Meant(dealColumns, dealColumn) };
        }
        throw ImportRefusedException.Of(file.Name,
            $"this file cannot be joined to {deals.Name}: it needs a column that {deals.Name} has too, with every value once{why}. Give that column the same name in both files, or leave this one out");
    }

    /// <summary>The row for a value, and the value as this file spells it; null when there is none.</summary>
    public string[]? Find(string value)
    {
        if (value.Length == 0) return null;
        return _exact.GetValueOrDefault(value) ?? _plain.GetValueOrDefault(ImportCells.Plain(value));
    }

    public string KeyOf(string[] row) => row[_key];

    /// <summary>The row's cells besides the key, by column; empty cells say nothing.</summary>
    public IEnumerable<(string Column, string Value)> Others(string[] row)
    {
        for (var i = 0; i < row.Length; i++)
            if (i != _key && row[i].Length > 0) yield return (File.Header[i], row[i]);
    }

    private void Keep(ImportCsvRow row)
    {
        for (var i = 0; i < row.Cells.Length; i++)
            if (ImportCells.IsFormula(row.Cells[i])) throw ImportRefusedException.Of(File.Name, ImportRowReader.Formula, row.Line, File.Header[i], row.Cells[i]);
        var key = row.Cells[_key];
        if (key.Length == 0) return;
        _exact[key] = row.Cells;
        var plain = ImportCells.Plain(key);
        if (plain.Length > 0) _plain[plain] = _plain.ContainsKey(plain) ? null : row.Cells;
    }

    private static IEnumerable<(int Key, string DealColumn)> Candidates(ImportColumns columns, ImportCsv deals, ImportColumns dealColumns)
    {
        for (var i = 0; i < columns.Header.Count; i++)
        {
            var name = ImportCells.Plain(columns.Header[i]);
            if (deals.Header.FirstOrDefault(h => ImportCells.Plain(h) == name) is { } same) yield return (i, same);
        }
        foreach (var (column, field) in columns.Meaning)
            if (field is "account" or "owner" or "owner-email" or "product" && dealColumns.Has(field)) yield return (columns.Header.ToList().IndexOf(column), dealColumns.NameOf(field));
    }

    private static string? Repeated(ImportCsv file, int key)
    {
        var seen = new HashSet<string>();
        return file.Rows().Select(r => r.Cells[key]).FirstOrDefault(value => value.Length > 0 && !seen.Add(value));
    }

    private static ImportTableOf Meant(ImportColumns dealColumns, string dealColumn) => dealColumns.Meaning.GetValueOrDefault(dealColumn) switch
    {
        "account" => ImportTableOf.Accounts,
        "owner" or "owner-email" => ImportTableOf.People,
        _ => ImportTableOf.Deals,
    };
}
