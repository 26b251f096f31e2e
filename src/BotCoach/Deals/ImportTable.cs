using BotCoach.Chat;

namespace BotCoach.Deals;

/// <summary>What the rows of a joined file say of: people, accounts, or the deals themselves.</summary>
internal enum ImportTableOf { Deals, Accounts, People }

/// <summary>
/// A file that says more about the deals of another: found by a column both have, one row per value; exactly first,
/// then with case, spaces and punctuation set aside.
/// </summary>
internal sealed class ImportTable
{
    private const int MostProbed = 5_000;

    // what a file beside the deals can be about, the surest first
    private static readonly string[] Joining = ["account", "owner", "owner-email", "product"];

    private readonly Dictionary<string, string[]> _exact = [];
    private readonly Dictionary<string, string[]?> _plain = [];
    private readonly int _key;
    private int _leftOut;
    private string? _firstLeftOut;

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

    /// <summary>How many deals found a row here.</summary>
    public int Met { get; set; }

    public IEnumerable<string> Notes
    {
        get
        {
            foreach (var note in File.Notes) yield return note;
            if (_leftOut > 0) yield return $"{File.Name}: {Wording.Count(_leftOut, "cell")} left out, since a spreadsheet would run it as a formula or it is no text; the first in {_firstLeftOut}.";
            if (Of == ImportTableOf.People && ImportPeopleReader.Unused(Columns) is { Count: > 0 } unused)
                yield return $"{File.Name}: not used: {Wording.List(unused)}.";
        }
    }

    /// <summary>Joins a file to the deals' file, or says why it cannot be.</summary>
    public static ImportTable Join(ImportCsv file, ImportColumns columns, ImportCsv deals, ImportColumns dealColumns)
    {
        var why = "";
        foreach (var (key, dealColumn) in Candidates(file, columns, deals, dealColumns))
        {
            if (Repeated(file, key) is { } value)
            {
                why = $": in column {file.Header[key]}, “{value}” stands twice";
                continue;
            }
            return new ImportTable(file, columns, key, dealColumn) { Of = Meant(dealColumns, dealColumn) };
        }
        throw ImportRefusedException.Of(file.Name,
            $"this file cannot be joined to {deals.Name}: it needs a column of accounts, owners or products that {deals.Name} has too, or one that is called the same in both, with every value once{why}. Name it so, or leave this file out");
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
        var cells = row.Cells;
        for (var i = 0; i < cells.Length; i++)
            if (ImportCells.IsFormula(cells[i]) || !ImportCells.IsText(cells[i])) cells = LeaveOut(row.Line, cells, i);
        var key = cells[_key];
        if (key.Length is 0 or > ImportCells.MostName) return;
        _exact[key] = cells;
        var plain = ImportCells.Plain(key);
        if (plain.Length > 0) _plain[plain] = _plain.ContainsKey(plain) ? null : cells;
    }

    private string[] LeaveOut(int line, string[] cells, int place)
    {
        var left = (string[])cells.Clone();
        left[place] = "";
        if (_leftOut++ == 0) _firstLeftOut = $"line {line}, column {File.Header[place]}";
        return left;
    }

    private static IEnumerable<(int Key, string DealColumn)> Candidates(ImportCsv file, ImportColumns columns, ImportCsv deals, ImportColumns dealColumns)
    {
        foreach (var field in Joining)
            if (columns.Has(field) && dealColumns.Has(field)) yield return (PlaceOf(columns, field), dealColumns.NameOf(field));
        // a file of accounts calls an account's name just "name", one of people a person's; their values tell which it is
        if (columns.Has("name"))
            foreach (var candidate in Joining.Where(dealColumns.Has).Select(f => (PlaceOf(columns, "name"), dealColumns.NameOf(f))).Where(c => Meets(file, c.Item1, deals, c.Item2)))
                yield return candidate;
        for (var i = 0; i < columns.Header.Count; i++)
        {
            var name = ImportCells.Plain(columns.Header[i]);
            if (deals.Header.FirstOrDefault(h => ImportCells.Plain(h) == name) is { } same && !IsOfTheDeal(dealColumns, same)) yield return (i, same);
        }
    }

    /// <summary>What is a deal's own (its id, its name, its amount) is something else in another file, though it may be called the same.</summary>
    private static bool IsOfTheDeal(ImportColumns dealColumns, string column) =>
        dealColumns.Meaning.GetValueOrDefault(column) is { } field && !Joining.Contains(field) && field is not ("segment" or "lead-source" or "deal-type" or "sales-team" or "manager");

    private static int PlaceOf(ImportColumns columns, string field) => columns.Header.ToList().IndexOf(columns.NameOf(field));

    private static bool Meets(ImportCsv file, int key, ImportCsv deals, string dealColumn)
    {
        var place = deals.Header.ToList().IndexOf(dealColumn);
        var values = deals.Rows().Take(MostProbed).Select(r => ImportCells.Plain(r.Cells[place])).Where(v => v.Length > 0).ToHashSet();
        return file.Rows().Any(r => values.Contains(ImportCells.Plain(r.Cells[key])));
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
