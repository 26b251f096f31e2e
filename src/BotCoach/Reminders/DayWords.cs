using NodaTime;

namespace BotCoach.Reminders;

/// <summary>A day that was named.</summary>
/// <param name="AgainInDays">A weekday alone means the next such day: this many days later, when the first has passed.</param>
internal sealed record DayRead(LocalDate Day, DayPart Part = DayPart.None, int? AgainInDays = null, LocalTime? Time = null);

/// <summary>Days by their names and places in the week, the month and the year; dates in figures and months' names are <see cref="DateFigures"/>'s.</summary>
internal static class DayWords
{
    private const int Week = 7;
    private static readonly string[] Units = ["week", "month", "quarter", "year"];
    private static readonly string[] Short = ["eow", "eom", "eoq", "eoy"];

    public static DayRead? Read(WordRun run, WhenReader reader)
    {
        run.Take("on");
        if (run.Try(r => Near(r, reader)) is { } near) return near;
        if (run.Try(r => Ends(r, reader)) is { } end) return end;
        if (run.Try(r => DateFigures.Read(r, reader)) is { } date) return date;
        return run.Try(r => Weekday(r, reader)) ?? run.Try(r => Coming(r, reader));
    }

    /// <summary>The weekday of this name, or null.</summary>
    public static IsoDayOfWeek? WeekdayOf(string word)
    {
        var name = word.TrimEnd('.');
        if (name.Length < 3) return null;
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
        {
            var whole = day.ToString().ToLowerInvariant();
            if (name == whole || name == whole[..3] || (name is "tues" or "thur" or "thurs" && whole.StartsWith(name, StringComparison.Ordinal))) return day;
        }
        return null;
    }

    /// <summary>The first day of that name after this one, or this one itself.</summary>
    public static LocalDate OnOrAfter(LocalDate day, IsoDayOfWeek weekday) => day.PlusDays(((int)weekday - (int)day.DayOfWeek + Week) % Week);

    public static LocalDate Monday(LocalDate day) => day.PlusDays(1 - (int)day.DayOfWeek);

    private static DayRead? Near(WordRun run, WhenReader reader)
    {
        var today = reader.Today;
        run.TakePhrase("first thing");
        if (run.TakePhrase("in the") && TimeWords.Part(run) is var soon and not DayPart.None) return new DayRead(today, soon, AgainInDays: 1);
        if (run.Take("tonight")) return new DayRead(today, DayPart.Evening);
        if (run.Take("today")) return With(run, today);
        if (run.Take("tomorrow", "tmrw", "tomorow")) return With(run, today.PlusDays(1));
        if (run.TakePhrase("the day after tomorrow") || run.TakePhrase("day after tomorrow")) return With(run, today.PlusDays(2));
        if (run.Take("yesterday")) return new DayRead(today.PlusDays(-1));
        if (run.Word == "this" && TimeWords.Part(run) is var part and not DayPart.None) return new DayRead(today, part);
        return null;
    }

    private static DayRead With(WordRun run, LocalDate day) => new(day, TimeWords.Part(run));

    /// <summary>Month end, next month end, end of the week, of this or the next month or quarter or year, end of day.</summary>
    private static DayRead? Ends(WordRun run, WhenReader reader)
    {
        run.Take("at", "by");
        run.Take("the");
        if (run.Take("eod", "cob") || run.TakePhrase("end of day") || run.TakePhrase("end of the day") || run.TakePhrase("end of today"))
            return new DayRead(reader.Today, Time: reader.Calendar.Hours.End);
        if (Array.IndexOf(Short, run.Word) is var at and >= 0 && run.Take(Short)) return new DayRead(EndOf(Units[at], reader, next: false));
        var next = run.Take("next");
        if (!next) run.Take("this");
        var unit = Unit(run.Word);
        if (unit != "" && run.Ahead(1) == "end") run.At += 2;
        else
        {
            if (next || !(run.TakePhrase("end of") || run.TakePhrase("end"))) return null;
            run.Take("the", "this");
            next = run.Take("next");
            unit = Unit(run.Word);
            run.At++;
        }
        return unit == "" ? null : new DayRead(EndOf(unit, reader, next));
    }

    private static string Unit(string word) => Units.Contains(word) ? word : "";

    /// <summary>The last day: of a week the last that is worked. One that is today or over already is the next one's.</summary>
    private static LocalDate EndOf(string unit, WhenReader reader, bool next)
    {
        var today = reader.Today;
        var end = Last(unit, next ? Shift(unit, today, 1) : today, reader);
        return end > today ? end : Last(unit, Shift(unit, today, 1), reader);
    }

    private static LocalDate Last(string unit, LocalDate inIt, WhenReader reader)
    {
        if (unit != "week") return Shift(unit, Start(unit, inIt), 1).PlusDays(-1);
        var monday = Monday(inIt);
        return Enumerable.Range(0, Week).Select(i => monday.PlusDays(Week - 1 - i)).FirstOrDefault(reader.Calendar.IsWorkingDay, monday.PlusDays(4));
    }

    private static LocalDate Start(string unit, LocalDate day) => unit switch
    {
        "week" => Monday(day),
        "month" => new LocalDate(day.Year, day.Month, 1),
        "quarter" => new LocalDate(day.Year, (day.Month - 1) / 3 * 3 + 1, 1),
        _ => new LocalDate(day.Year, 1, 1),
    };

    private static LocalDate Shift(string unit, LocalDate day, int by) => unit switch
    {
        "week" => day.PlusWeeks(by), "month" => day.PlusMonths(by), "quarter" => day.PlusMonths(3 * by), _ => day.PlusYears(by),
    };

    /// <summary>
    /// "Monday" and "this Monday" are the next one; "next Monday" is the one of next week, Monday to Sunday. A date may follow, as in "Thursday 3 December":
    /// then it has to be such a day.
    /// </summary>
    private static DayRead? Weekday(WordRun run, WhenReader reader)
    {
        var next = run.Take("next");
        if (!next) run.Take("this", "coming");
        if (run.TakeAs(WeekdayOf) is not { } day) return null;
        if (!next && run.Try(r => DateFigures.Read(r, reader)) is { } date)
        {
            if (date.Day.DayOfWeek == day) return date;
            run.Complain($"{DateSaid.Day(date.Day)} is not a {day}.");
            return null;
        }
        var part = TimeWords.Part(run);
        if (run.TakePhrase("next week")) next = true;
        return next ? new DayRead(Monday(reader.Today).PlusDays(Week - 1 + (int)day), part) : new DayRead(OnOrAfter(reader.Today, day), part, Week);
    }

    /// <summary>The next week, month, quarter or year begins with its first day; the week with the first that is worked.</summary>
    private static DayRead? Coming(WordRun run, WhenReader reader)
    {
        var today = reader.Today;
        if (run.TakePhrase("next working day") || run.TakePhrase("next business day")) return With(run, reader.Calendar.AddWorkingDays(today, 1));
        if (run.Take("the", "at") && run.Word != "weekend") return null;
        var next = run.Take("next");
        if (!next) run.Take("this");
        if (run.Take("weekend")) return With(run, OnOrAfter(next ? Monday(today).PlusDays(Week) : today.PlusDays(1), IsoDayOfWeek.Saturday));
        if (!next || Unit(run.Word) is not { Length: > 0 } unit) return null;
        run.At++;
        var start = Start(unit, Shift(unit, Start(unit, today), 1));
        return With(run, unit == "week" ? reader.Calendar.AddWorkingDays(start.PlusDays(-1), 1) : start);
    }
}
