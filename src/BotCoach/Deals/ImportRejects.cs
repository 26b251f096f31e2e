using System.Text;
using System.Text.Json;
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

    /// <summary>The rows that an import refused, in their order in the file.</summary>
    public static async Task<IReadOnlyList<(string[] Cells, ImportFault Fault)>> OfAsync(
        BotCoachDb db, Guid importId, ImportPlan plan, CancellationToken cancel, int most = int.MaxValue)
    {
        var rows = await db.ImportRows.AsNoTracking().Where(r => r.ImportId == importId).OrderBy(r => r.Line).Take(most).ToListAsync(cancel);
        return rows.ConvertAll(r => (JsonSerializer.Deserialize<string[]>(r.Cells)!, new ImportFault(plan.Main, r.Line, r.Column, r.Value, r.Why)));
    }

    private static bool IsOurs(string column) => column is ImportFields.RefusedColumn or ImportFields.RefusedWhy;
}
