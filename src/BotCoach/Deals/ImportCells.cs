namespace BotCoach.Deals;

/// <summary>
/// What a cell may hold. A spreadsheet runs a cell that looks like a formula, so such a value is neither taken in nor written out as it is.
/// </summary>
public static class ImportCells
{
    private const string Starts = "=+-@\t\r";

    /// <summary>The cell's value: trimmed, and without the apostrophe that <see cref="Defuse"/> put in front.</summary>
    public static string Read(string cell)
    {
        var value = cell.Trim();
        return value.Length > 1 && value[0] == '\'' && Starts.Contains(value[1]) ? value[1..] : value;
    }

    /// <summary>True when a spreadsheet would run it. "-12", "+49 170 1234", "@anna" and "- call them" are harmless words.</summary>
    public static bool IsFormula(string value) => value.Length > 1 && value[0] switch
    {
        '=' => true,
        '+' or '-' or '@' => value.AsSpan(1).IndexOfAny("(!|=") >= 0,
        _ => false,
    };

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
}
