using System.Text;
using BotCoach.Storage;
using CsvHelper;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Deals;

/// <summary>
/// The refused rows as a file to put right and import again: the columns of the original, then which column and why.
/// Cells that look like formulas are defused; a later import takes them as they were.
/// </summary>
internal sealed class ImportRejects : IDisposable
{
    private static readonly CsvWriterOptions Options = new() { Injection = CsvInjection.Escape, WriteByteOrderMark = true };
    private readonly CsvWriter _writer;

    public ImportRejects(Stream to, IReadOnlyList<string> header)
    {
        _writer = CsvWriter.Create(to, Options, leaveOpen: true);
        _writer.WriteRecord([.. header.Where(h => !IsOurs(h)), ImportFields.RefusedColumn, ImportFields.RefusedWhy]);
        Kept = [.. header.Index().Where(h => !IsOurs(h.Item)).Select(h => h.Index)];
    }

    private IReadOnlyList<int> Kept { get; }

    public void Add(string[] cells, ImportFault fault) => _writer.WriteRecord([.. Kept.Select(i => cells[i]), fault.Column ?? "", fault.Why]);

    public void Dispose() => _writer.Dispose();

    /// <summary>The same as text, to be copied from a chat.</summary>
    public static string Text(IReadOnlyList<string> header, IEnumerable<(string[] Cells, ImportFault Fault)> rows)
    {
        using var memory = new MemoryStream();
        using (var rejects = new ImportRejects(memory, header))
            foreach (var (cells, fault) in rows) rejects.Add(cells, fault);
        return Encoding.UTF8.GetString(memory.ToArray()).TrimStart('\uFEFF');
    }

    /// <summary>
    /// The rows that an import refused, with their cells as they stand in the file. A row that was refused only while it was applied
    /// was laid down as a deal; its cells are read once more, where the files are at hand.
    /// </summary>
    public static async Task<IReadOnlyList<(ImportRow Row, string[]? Cells)>> OfAsync(
        BotCoachDb db, Guid importId, ImportPlan plan, IReadOnlyList<ImportSource> sources, CancellationToken cancel)
    {
        var rows = await db.ImportRows.Where(r => r.ImportId == importId && r.Verdict == ImportVerdict.Refuse).OrderBy(r => r.Line).ToListAsync(cancel);
        var refused = rows.ConvertAll(r => (Row: r, ImportedRow.FromJson(r.Content).Cells));
        var lines = refused.Where(r => r.Cells is null).Select(r => r.Row.Line).ToHashSet();
        if (lines.Count == 0 || sources.FirstOrDefault(s => s.Name == plan.Main) is not { } main) return refused;
        var read = ImportCsv.Open(main).Rows().Where(r => lines.Contains(r.Line)).ToDictionary(r => r.Line, r => r.Cells);
        return [.. refused.Select(r => (r.Row, r.Cells ?? read.GetValueOrDefault(r.Row.Line)))];
    }

    public static ImportFault FaultOf(ImportPlan plan, ImportRow row) => new(plan.Main, row.Line, row.Column, row.Value, row.Why ?? "");

    private static bool IsOurs(string column) => column is ImportFields.RefusedColumn or ImportFields.RefusedWhy;
}
