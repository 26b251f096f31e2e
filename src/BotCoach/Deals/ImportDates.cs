using System.Globalization;
using NodaTime;

namespace BotCoach.Deals;

/// <summary>In which order a column writes days and months, where it is not year first.</summary>
public enum DateOrder { Unsaid, DayFirst, MonthFirst }

/// <summary>What one cell proves of its column's order.</summary>
internal enum DateHint { Nothing, DayFirst, MonthFirst, Either }

/// <summary>Days as files write them: 2026-03-01 (also with a time), 1/3/2026 in the column's order, 1 Mar 2026.</summary>
internal static class ImportDates
{
    private static readonly string[] Named =
    [
        "d MMM yyyy", "d MMMM yyyy", "d-MMM-yyyy", "d-MMM-yy", "MMM d, yyyy", "MMMM d, yyyy", "MMM d yyyy", "ddd, d MMM yyyy", "d. MMMM yyyy", "dd-MMM-yyyy",
    ];

    public static DateHint HintOf(string cell)
    {
        if (!Parts(cell, out var a, out var b, out _, out var mark) || a > 31) return DateHint.Nothing;
        if (mark == '.') return DateHint.DayFirst;
        if (a > 12) return b > 12 ? DateHint.Nothing : DateHint.DayFirst;
        if (b > 12) return DateHint.MonthFirst;
        return a == b ? DateHint.Nothing : DateHint.Either;
    }

    public static bool TryRead(string cell, DateOrder order, out LocalDate day, out string why)
    {
        day = default;
        why = "this is not a date. Write it as year-month-day, for example 2026-03-31";
        if (Parts(cell, out var a, out var b, out var c, out var mark)) return TryBuild(a, b, c, mark == '.' ? DateOrder.DayFirst : order, out day, ref why);
        if (DateTime.TryParseExact(cell, Named, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var named))
            return TryBuild(named.Year, named.Month, named.Day, order, out day, ref why);
        if (cell.Length == 8 && cell.All(char.IsAsciiDigit))
            return TryBuild(Number(cell[..4]), Number(cell[4..6]), Number(cell[6..]), order, out day, ref why);
        if (cell.Length == 5 && cell.All(char.IsAsciiDigit))
            why = "this looks like a spreadsheet's day number. Format the column as a date and export it again";
        return false;
    }

    private static bool TryBuild(int a, int b, int c, DateOrder order, out LocalDate day, ref string why)
    {
        day = default;
        var (year, month, date) = a > 31 ? (a, b, c) : order == DateOrder.MonthFirst ? (c, a, b) : (c, b, a);
        if (year < 100) year += year < 70 ? 2000 : 1900;
        if (year is < 1970 or > 2100)
        {
            why = "the year must lie between 1970 and 2100";
            return false;
        }
        if (month is < 1 or > 12 || date < 1 || date > CalendarSystem.Iso.GetDaysInMonth(year, month))
        {
            why = month > 12 && date <= 12 ? "this day does not fit the order of days and months in the rest of the column" : "there is no such day";
            return false;
        }
        day = new LocalDate(year, month, date);
        return true;
    }

    /// <summary>Three numbers with the same mark between them; a time behind them is left away.</summary>
    private static bool Parts(string cell, out int a, out int b, out int c, out char mark)
    {
        (a, b, c, mark) = (0, 0, 0, '\0');
        var end = cell.AsSpan().IndexOfAny(' ', 'T', 't');
        // "31.12.2026, 10:22"
        var text = (end < 0 ? cell.AsSpan() : cell.AsSpan(0, end)).TrimEnd(',');
        if (end >= 0 && !LooksLikeTime(cell.AsSpan(end + 1))) return false;
        var first = text.IndexOfAny('-', '/', '.');
        if (first is < 1 or > 4) return false;
        mark = text[first];
        var rest = text[(first + 1)..];
        var second = rest.IndexOf(mark);
        return second is 1 or 2 && Digits(text[..first], out a) && Digits(rest[..second], out b) && Digits(rest[(second + 1)..], out c)
            && (first == 4 || rest.Length - second - 1 is 2 or 4);
    }

    private static bool LooksLikeTime(ReadOnlySpan<char> rest) => rest.Length >= 4 && char.IsAsciiDigit(rest[0]) && rest.IndexOf(':') is 1 or 2;

    private static bool Digits(ReadOnlySpan<char> text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
