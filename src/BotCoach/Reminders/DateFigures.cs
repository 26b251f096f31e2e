using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace BotCoach.Reminders;

/// <summary>
/// Dates in figures and by the month's name: 2026-12-03, 3.12., 3/12 in the order of the person's region, 3 Dec, Dec 3rd, the 15th. Without a year it is the
/// next such day, today among them.
/// </summary>
internal static partial class DateFigures
{
    private static readonly string[] Months = [.. CultureInfo.InvariantCulture.DateTimeFormat.MonthNames.Take(12).Select(m => m.ToLowerInvariant())];

    public static DayRead? Read(WordRun run, WhenReader reader)
    {
        run.Take("on");
        return (run.Try(r => Iso(r)) ?? run.Try(r => Figures(r, reader)) ?? run.Try(r => DayAndMonth(r, reader)) ?? run.Try(r => DayOfMonth(r, reader)))
            is { } day ? new DayRead(day.Day, TimeWords.Part(run), Time: day.Time) : null;
    }

    /// <summary>The month of this name, or null.</summary>
    public static int? MonthOf(string word)
    {
        var name = word.TrimEnd('.', ',');
        if (name == "sept") return 9;
        if (name.Length < 3) return null;
        var at = Array.FindIndex(Months, m => m == name || m[..3] == name);
        return at < 0 ? null : at + 1;
    }

    /// <summary>A day of the month with or without its ending: 3, 3rd, 3.</summary>
    public static int? OrdinalOf(string word) =>
        Ordinal().Match(word) is { Success: true } match && int.Parse(match.Groups[1].Value) is var day and >= 1 and <= 99 ? day : null;

    private static DayRead? Iso(WordRun run)
    {
        if (IsoDate().Match(run.Word) is not { Success: true } match) return null;
        var (year, month, day) = (Part(match, 1), Part(match, 2), Part(match, 3));
        if (Build(run, year, month, day) is not { } built) return null;
        LocalTime? time = null;
        if (match.Groups[4].Success)
        {
            if (Part(match, 4) > 23 || Part(match, 5) > 59) return Not(run, $"“{run.Word}” has no time of day in it.");
            time = new LocalTime(Part(match, 4), Part(match, 5));
        }
        run.At++;
        return new DayRead(built, Time: time);
    }

    private static DayRead? Figures(WordRun run, WhenReader reader)
    {
        if (Numbers().Match(run.Word) is not { Success: true } match) return null;
        var isDotted = run.Word.Contains('.');
        var (a, b) = (Part(match, "a"), Part(match, "b"));
        var (day, month) = isDotted || !reader.MonthFirst ? (a, b) : (b, a);
        // what can be read in one order only is read in that
        if (!isDotted && month > 12 && day <= 12) (day, month) = (month, day);
        var year = match.Groups["y"].Success ? Part(match, "y") : (int?)null;
        return Dated(run, year < 100 ? year + 2000 : year, month, day, reader, words: 1);
    }

    private static DayRead? DayAndMonth(WordRun run, WhenReader reader)
    {
        run.Take("the");
        var start = run.At;
        if (run.TakeAs(MonthOf) is { } before)
        {
            run.Take("the");
            return run.TakeAs(OrdinalOf) is { } after ? Dated(run, Year(run), before, after, reader, words: 0) : null;
        }
        if (run.TakeAs(OrdinalOf) is not { } day) return null;
        run.Take("of");
        if (run.TakeAs(MonthOf) is { } month) return Dated(run, Year(run), month, day, reader, words: 0);
        run.At = start;
        return null;
    }

    private static int? Year(WordRun run) => run.TakeAs<int>(w => w.Length == 4 && int.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out var y) && y is >= 1900 and < 2200 ? y : null);

    /// <summary>"the 15th": of this month, or of the next that has such a day.</summary>
    private static DayRead? DayOfMonth(WordRun run, WhenReader reader)
    {
        run.Take("the");
        if (!run.Word.Any(char.IsLetter) || run.TakeAs(OrdinalOf) is not { } day) return null;
        if (day > 31) return Not(run, $"No month has a {Th(day)}.");
        var month = new LocalDate(reader.Today.Year, reader.Today.Month, 1);
        while (day > CalendarSystem.Iso.GetDaysInMonth(month.Year, month.Month) || month.PlusDays(day - 1) < reader.Today) month = month.PlusMonths(1);
        return new DayRead(month.PlusDays(day - 1));
    }

    private static DayRead? Dated(WordRun run, int? year, int month, int day, WhenReader reader, int words)
    {
        var today = reader.Today;
        var known = year ?? today.Year;
        // the 29th of February waits for a leap year
        if (year is null && (month, day) == (2, 29)) while (!CalendarSystem.Iso.IsLeapYear(known)) known++;
        if (Build(run, known, month, day) is not { } built) return null;
        run.At += words;
        if (year is not null || built >= today) return new DayRead(built);
        do known++; while ((month, day) == (2, 29) && !CalendarSystem.Iso.IsLeapYear(known));
        return new DayRead(new LocalDate(known, month, day));
    }

    private static LocalDate? Build(WordRun run, int year, int month, int day)
    {
        if (month is < 1 or > 12) Not(run, $"“{run.Word}” is no date: there is no month {month}.");
        else if (year is < 1900 or > 2199) Not(run, $"I do not know the year {year}.");
        else if (day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month)) Not(run, $"{Name(month)} {year} has no {Th(day)}.");
        else return new LocalDate(year, month, day);
        return null;
    }

    private static DayRead? Not(WordRun run, string why)
    {
        run.Complain(why);
        return null;
    }

    private static string Name(int month) => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month);

    internal static string Th(int day) => day + (day % 100 is >= 11 and <= 13 ? "th" : (day % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" });

    private static int Part(Match match, int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static int Part(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\d{1,2})(?:st|nd|rd|th|\.)?$")]
    private static partial Regex Ordinal();

    [GeneratedRegex(@"^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:t(\d{2}):(\d{2})(?::\d{2})?)?$")]
    private static partial Regex IsoDate();

    [GeneratedRegex(@"^(?<a>\d{1,2})(?:\.(?<b>\d{1,2})\.(?<y>\d{4}|\d{2})?|/(?<b>\d{1,2})(?:/(?<y>\d{4}|\d{2}))?)$")]
    private static partial Regex Numbers();
}
