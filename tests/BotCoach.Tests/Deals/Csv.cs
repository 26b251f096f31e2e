using System.Text;
using BotCoach.Deals;

namespace BotCoach.Tests.Deals;

/// <summary>CSV files made in a test.</summary>
internal static class Csv
{
    public static ImportSource File(string name, params string[] lines) => File(name, Encoding.UTF8, lines);

    public static ImportSource File(string name, Encoding encoding, params string[] lines) =>
        ImportSource.OfBytes(name, [.. encoding.GetPreamble(), .. encoding.GetBytes(string.Join("\r\n", lines) + "\r\n")]);

    public static byte[] Bytes(params string[] lines) => Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\r\n");

    public static IReadOnlyList<ImportCsvRow> Rows(this ImportSource source) => [.. ImportCsv.Open(source).Rows()];

    public static ImportFault Refused(Action read) => Assert.Throws<ImportRefusedException>(read).Fault;
}
