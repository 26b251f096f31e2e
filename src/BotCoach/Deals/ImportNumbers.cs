using System.Globalization;

namespace BotCoach.Deals;

/// <summary>Amounts as people write them: 12,400 · 12.400,50 · $1,234.50 · 1 234,50 EUR.</summary>
internal static class ImportNumbers
{
    private static readonly Dictionary<string, string> Signs = new() { ["$"] = "USD", ["US$"] = "USD", ["€"] = "EUR", ["£"] = "GBP", ["¥"] = "JPY", ["₹"] = "INR" };

    /// <summary>The decimal mark that a cell proves, or null when it proves none.</summary>
    public static char? MarkOf(string cell)
    {
        if (cell.AsSpan().IndexOfAny(',', '.') < 0) return null;
        var (digits, _) = Split(cell);
        var (comma, point) = (digits.LastIndexOf(','), digits.LastIndexOf('.'));
        if (comma >= 0 && point >= 0) return comma > point ? ',' : '.';
        var mark = comma >= 0 ? ',' : point >= 0 ? '.' : (char?)null;
        if (mark is not { } m) return null;
        if (digits.IndexOf(m) != digits.LastIndexOf(m)) return m == ',' ? '.' : ',';
        var after = digits.Length - 1 - digits.IndexOf(m);
        var before = digits.IndexOf(m);
        return after == 3 && before is > 0 and <= 3 && digits[0] != '0' ? null : m;
    }

    /// <summary>Reads an amount; <paramref name="decimalMark"/> is the column's, null when no cell proves one (then a mark parts thousands).</summary>
    public static bool TryRead(string cell, char? decimalMark, out decimal amount, out string? currency, out string why)
    {
        (amount, currency) = (0, null);
        why = "this is not an amount. Write it in digits, for example 12400 or 12400.50";
        // most cells are nothing but digits
        if (cell.Length is > 0 and < 13 && cell.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0) return decimal.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out amount);
        (var digits, currency) = Split(cell);
        if (digits.Length == 0 || digits[0] == '-')
        {
            if (digits.Length > 0) why = "an amount cannot be below zero";
            return false;
        }
        if (!Fits(digits, decimalMark)) return false;
        var plain = string.Concat(digits.Where(c => char.IsAsciiDigit(c) || c == decimalMark).Select(c => c == decimalMark ? '.' : c));
        if (!decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount)) return false;
        if (amount < 1_000_000_000_000m) return true;
        why = "an amount must be less than a million millions";
        return false;
    }

    private static bool Fits(string digits, char? decimalMark)
    {
        var end = decimalMark is { } mark && digits.Contains(mark) ? digits.IndexOf(mark) : digits.Length;
        if (digits[Math.Min(end + 1, digits.Length)..].Any(c => !char.IsAsciiDigit(c))) return false;
        var groups = digits[..end].Split(',', '.', '\'');
        return groups.All(g => g.Length > 0 && g.All(char.IsAsciiDigit)) && groups.Skip(1).All(g => g.Length == 3) && (groups.Length == 1 || groups[0].Length <= 3);
    }

    private static (string Digits, string? Currency) Split(string cell)
    {
        var text = cell.Replace("\u00A0", "").Replace("\u202F", "").Replace("’", "'").Replace(" ", "");
        var start = 0;
        while (start < text.Length && !char.IsAsciiDigit(text[start]) && text[start] is not ('-' or '.' or ',')) start++;
        var end = text.Length;
        while (end > start && !char.IsAsciiDigit(text[end - 1])) end--;
        var sign = text[..start] + text[end..];
        return sign.Length == 0 ? (text, null) : Known(sign) is { } currency ? (text[start..end], currency) : ("", null);
    }

    private static string? Known(string sign) =>
        Signs.TryGetValue(sign, out var code) ? code : IsCurrency(sign) ? sign.ToUpperInvariant() : null;

    public static bool IsCurrency(string code) => code.Length == 3 && code.All(char.IsAsciiLetter);
}
