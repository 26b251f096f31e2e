using System.Text.RegularExpressions;

namespace BotCoach.Deals;

/// <summary>
/// What a cell may hold. A spreadsheet runs a cell that looks like a formula, so such a value is neither taken in nor written out as it is.
/// </summary>
public static partial class ImportCells
{
    /// <summary>So long may be what deals, accounts and people are called.</summary>
    public const int MostName = 200;

    public static bool IsText(string value) => !value.Contains('\0');

    private const string Starts = "=+-@\t\r";

    /// <summary>The cell's value: trimmed, and without the apostrophe that <see cref="Defuse"/> put in front.</summary>
    public static string Read(string cell)
    {
        var value = cell.Trim();
        return value.Length > 1 && value[0] == '\'' && Starts.Contains(value[1]) ? value[1..] : value;
    }

    /// <summary>
    /// True when a spreadsheet would run it: behind a sign, a call of a function, a link to another program, or a reckoning with cells.
    /// "-12", "+1 (415) 555-0100", "@anna" and "- waiting for legal (NDA)" are harmless words.
    /// </summary>
    public static bool IsFormula(string value) => value.Length > 1 && (value[0] == '=' || (value[0] is '+' or '-' or '@' && Runs().IsMatch(value)));

    /// <summary>The value as it may be written into a file that a spreadsheet opens.</summary>
    public static string Defuse(string value) => value.Length > 0 && Starts.Contains(value[0]) ? "'" + value : value;

    /// <summary>Lower case, letters and digits only: how names are compared when they do not match exactly.</summary>
    public static string Plain(string value)
    {
        Span<char> kept = value.Length <= 256 ? stackalloc char[value.Length] : new char[value.Length];
        var length = 0;
        foreach (var c in value) if (char.IsLetterOrDigit(c)) kept[length++] = char.ToLowerInvariant(c);
        return new string(kept[..length]);
    }

    [GeneratedRegex(@"[A-Za-z_.][\w.]*\(|\|.*!|^.\$?[A-Za-z]{1,3}\$?[0-9]+\s*[-+*/^&=<>:!]")]
    private static partial Regex Runs();
}
