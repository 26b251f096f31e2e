using CsvHelper;

namespace BotCoach.Admin;

/// <summary>Lines of a CSV file that somebody takes from the console: cells that look like formulas are defused, and the first lines say that it is UTF-8.</summary>
internal static class CsvLines
{
    public static byte[] Of(IEnumerable<string[]> lines, bool isFirst)
    {
        using var memory = new MemoryStream();
        using (var csv = CsvWriter.Create(memory, new CsvWriterOptions { Injection = CsvInjection.Escape, WriteByteOrderMark = isFirst }, leaveOpen: true))
            foreach (var line in lines) csv.WriteRecord(line);
        return memory.ToArray();
    }
}
