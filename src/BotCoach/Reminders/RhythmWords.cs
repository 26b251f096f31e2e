using NodaTime;

namespace BotCoach.Reminders;

/// <summary>"every Monday", "every weekday", "every 2 weeks on Tuesday", "every month on the last day", "daily".</summary>
internal static class RhythmWords
{
    private static readonly string[] Places = ["first", "second", "third", "fourth", "last"];

    public static Rhythm? Read(WordRun run, WhenReader reader)
    {
        run.Take("on");
        if (run.Take("weekdays")) return new Rhythm(RhythmUnit.WorkingDay);
        if (run.Try(r => Adverb(r, reader)) is { } often) return often;
        if (run.Word.EndsWith("days", StringComparison.Ordinal) && Weekdays(run) is { } mondays) return new Rhythm(RhythmUnit.Week, 1, mondays);
        if (!run.Take("every", "each")) return null;
        if (run.Try(OfMonth) is { } placed) return placed;
        var step = run.Take("other", "second", "2nd") ? 2 : run.TakeAs(SpanWords.Number) ?? 1;
        return step is < 1 or > 365 ? null : Stepped(run, reader, step);
    }

    /// <summary>"daily at 9", "weekly on Friday"; a weekly report is none.</summary>
    private static Rhythm? Adverb(WordRun run, WhenReader reader)
    {
        var next = run.Ahead(1);
        if (next is not ("" or "on" or "at" or "the") && !char.IsDigit(next[0]) && DayWords.WeekdayOf(next) is null) return null;
        if (run.Take("daily")) return new Rhythm(RhythmUnit.Day);
        if (run.Take("weekly")) return Weekly(run, reader, 1);
        if (run.Take("monthly")) return Monthly(run, reader, 1);
        if (run.Take("quarterly")) return Monthly(run, reader, 3);
        return run.Take("yearly", "annually") ? Yearly(run, reader, 1) : null;
    }

    private static Rhythm? Stepped(WordRun run, WhenReader reader, int step)
    {
        if (run.Word is "morning" or "afternoon" or "evening" or "night") return new Rhythm(RhythmUnit.Day, step);
        if (run.Take("day", "days")) return new Rhythm(RhythmUnit.Day, step);
        if (step == 1 && (run.Take("weekday", "workday") || run.TakePhrase("working day") || run.TakePhrase("business day"))) return new Rhythm(RhythmUnit.WorkingDay);
        if (run.Take("week", "weeks")) return Weekly(run, reader, step);
        if (run.Take("month", "months")) return Monthly(run, reader, step);
        if (run.Take("quarter", "quarters")) return Monthly(run, reader, 3 * step);
        if (run.Take("year", "years")) return Yearly(run, reader, step);
        return Weekdays(run) is { } days ? new Rhythm(RhythmUnit.Week, step, days) : null;
    }

    private static Rhythm Weekly(WordRun run, WhenReader reader, int step)
    {
        var at = run.At;
        run.Take("on");
        if (Weekdays(run) is { } days) return new Rhythm(RhythmUnit.Week, step, days);
        run.At = at;
        return new Rhythm(RhythmUnit.Week, step, Rhythm.Bit(reader.Today.DayOfWeek));
    }

    private static Rhythm Monthly(WordRun run, WhenReader reader, int step)
    {
        var at = run.At;
        run.Take("on");
        if (Place(run) is { } place) return place with { Unit = RhythmUnit.Month, Step = step };
        run.At = at;
        return new Rhythm(RhythmUnit.Month, step, DayOfMonth: reader.Today.Day);
    }

    private static Rhythm Yearly(WordRun run, WhenReader reader, int step)
    {
        var day = run.Try(r => DateFigures.Read(r, reader))?.Day ?? reader.Today;
        return new Rhythm(RhythmUnit.Year, step, DayOfMonth: day.Day, Month: day.Month);
    }

    /// <summary>"first Monday", "last Friday of the month", "1st of the month"; "second Tuesday" is one of the month only where it says so.</summary>
    private static Rhythm? OfMonth(WordRun run)
    {
        var mayBeFortnightly = run.Word is "second" or "2nd";
        if (Place(run) is not { } place) return null;
        var says = run.TakePhrase("of the month") || run.TakePhrase("of every month") || run.TakePhrase("of each month") || run.TakePhrase("in the month");
        return says || (place.Nth > 0 && !mayBeFortnightly) ? place : null;
    }

    /// <summary>The last day, the first Monday, the 15th: a place in a month.</summary>
    private static Rhythm? Place(WordRun run)
    {
        run.Take("the");
        if (run.TakePhrase("last day")) return new Rhythm(RhythmUnit.Month, DayOfMonth: Rhythm.LastDay);
        var nth = Array.IndexOf(Places, run.Word) + 1;
        if (nth == 0 && DateFigures.OrdinalOf(run.Word) is { } number && DayWords.WeekdayOf(run.Ahead(1)) is not null) nth = number <= 4 ? number : 0;
        if (nth > 0 && DayWords.WeekdayOf(run.Ahead(1)) is { } weekday)
        {
            run.At += 2;
            return new Rhythm(RhythmUnit.Month, Weekdays: Rhythm.Bit(weekday), Nth: nth);
        }
        if (run.TakePhrase("first day")) return new Rhythm(RhythmUnit.Month, DayOfMonth: 1);
        return run.TakeAs(DateFigures.OrdinalOf) is { } day and <= 31 ? new Rhythm(RhythmUnit.Month, DayOfMonth: day) : null;
    }

    /// <summary>"Monday", "Mon, Wed and Fri"; null where no weekday comes.</summary>
    private static int? Weekdays(WordRun run)
    {
        var bits = 0;
        while (true)
        {
            var at = run.At;
            if (bits != 0) run.Take("and", "&");
            if (run.TakeAs(w => DayWords.WeekdayOf(w.EndsWith("days", StringComparison.Ordinal) ? w[..^1] : w)) is not { } day)
            {
                run.At = at;
                return bits == 0 ? null : bits;
            }
            bits |= Rhythm.Bit(day);
        }
    }
}
