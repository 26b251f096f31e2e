namespace BotCoach.Deals;

/// <summary>The files of an import, opened: the one with the deals, and those that are joined to it.</summary>
internal sealed class ImportReading
{
    public required ImportCsv Main { get; init; }
    public required ImportColumns Columns { get; init; }
    public required IReadOnlyList<ImportTable> Tables { get; init; }
    public IEnumerable<string> Notes => Main.Notes.Concat(Tables.SelectMany(t => t.Notes));

    public IEnumerable<ImportTable> People => Tables.Where(t => t.Of == ImportTableOf.People);
    public IEnumerable<ImportTable> Accounts => Tables.Where(t => t.Of == ImportTableOf.Accounts);

    /// <summary>The columns of the files, in the files' order.</summary>
    public required IReadOnlyList<ImportColumns> AllColumns { get; init; }

    public static ImportReading Open(IReadOnlyList<ImportSource> sources, ImportChoices choices, IReadOnlyDictionary<string, string> remembered)
    {
        var files = sources.Select(ImportCsv.Open).ToList();
        RefuseUnknownColumns(files, choices);
        return Of(files, files.ConvertAll(f => ImportColumns.Of(f.Name, f.Header, choices.Columns, remembered)));
    }

    /// <summary>The same files once more, understood as they were.</summary>
    public static ImportReading Again(IReadOnlyList<ImportSource> sources, IReadOnlyList<Dictionary<string, string>> meanings)
    {
        var files = sources.Select(ImportCsv.Open).ToList();
        return Of(files, [.. files.Zip(meanings, (f, meaning) => ImportColumns.Of(f.Header, meaning))]);
    }

    private static ImportReading Of(List<ImportCsv> files, List<ImportColumns> all)
    {
        var columns = files.Zip(all).ToDictionary(f => f.First, f => f.Second);
        foreach (var file in files) RefuseWithoutRows(file);
        var main = files.Where(f => LooksLikeDeals(columns[f])).MaxBy(f => (Score(columns[f]), f.Length)) ?? throw NoDeals(files, columns);
        return new ImportReading
        {
            AllColumns = all,
            Main = main,
            Columns = columns[main],
            Tables = [.. files.Where(f => f != main).Select(f => ImportTable.Join(f, columns[f], main, columns[main]))],
        };
    }

    /// <summary>The field that names the stage: a file without a stage may have a status instead.</summary>
    public static string StageField(ImportColumns columns) => columns.Has("stage") ? "stage" : "status";

    private static bool LooksLikeDeals(ImportColumns columns) => columns.Has("stage") || columns.Has("status");

    private static int Score(ImportColumns columns) =>
        new[] { "stage", "owner", "id", "name", "amount", "close-date", "account" }.Count(columns.Has) + (columns.Has("stage") ? 3 : 0);

    private static void RefuseUnknownColumns(List<ImportCsv> files, ImportChoices choices)
    {
        var unknown = choices.Columns.Keys.FirstOrDefault(c => !files.Any(f => f.Header.Contains(c, StringComparer.OrdinalIgnoreCase)));
        if (unknown is null) return;
        throw ImportRefusedException.Of(files[0].Name, $"there is no such column. The columns are {string.Join(", ", files.SelectMany(f => f.Header))}", null, unknown);
    }

    private static void RefuseWithoutRows(ImportCsv file)
    {
        if (!file.Rows().Any()) throw ImportRefusedException.Of(file.Name, "the file has a header and no rows below it");
    }

    private static ImportRefusedException NoDeals(List<ImportCsv> files, Dictionary<ImportCsv, ImportColumns> columns)
    {
        var likely = files.MaxBy(f => Score(columns[f]))!;
        var why = $"no column says in which stage a deal is. The columns are {string.Join(", ", likely.Header)}";
        return new ImportRefusedException(new ImportFault(likely.Name, null, null, null, why) { Asks = ImportAsks.Column }) { Columns = columns[likely], Recognised = columns[likely].Export?.Sentence };
    }
}
