using BotCoach.Reminders;
using NodaTime;

namespace BotCoach.Recaps;

/// <summary>A day as it was said, and which day that is.</summary>
public sealed record SaidDue(string Words, LocalDate Day)
{
    /// <summary>A weekday alone: "next week" said elsewhere can move it.</summary>
    public bool IsBareWeekday { get; init; }
}

/// <summary>
/// Finds by when something is promised in what was said, and reads it by the day of the call: <see cref="DateWords"/> knows dates; a call has some words
/// more, and in it "next week" is a time until which, so its last working day.
/// </summary>
public static class DueWords
{
    private static readonly string[] AtOnce =
    [
        "right now", "right away", "straight away", "immediately", "asap", "as soon as possible", "after this call", "after the call", "after this meeting", "right after this",
        "later today", "in a minute", "in a moment", "in a second",
    ];

    private static readonly string[] Leads = ["by", "on", "before", "until", "for", "end", "this", "next", "the"];

    public static SaidDue? Find(string text, WhenReader reader)
    {
        var words = Parts(text);
        var lower = words.ConvertAll(w => Plain(text, w));
        for (var i = 0; i < words.Count; i++)
        {
            if (lower[i].Length == 0 || !CanBegin(text, words[i], lower[i])) continue;
            var run = new WordRun(lower) { At = i };
            if (Day(run, reader) is not { } day) continue;
            var isBare = lower[i..run.At].Exists(w => DayWords.WeekdayOf(w) is not null) && !lower[i..run.At].Contains("next");
            if (isBare && NextWeekAt(lower, run.At) is { } end) (day, run.At, isBare) = (InNextWeek(day, reader), end, false);
            // Nobody calls today by its weekday.
            if (isBare && day == reader.Today) day = day.PlusWeeks(1);
            return new SaidDue(text[words[i].Start.Value..words[run.At - 1].End.Value].Trim(',', '.', ';', '?', '!', ' '), day) { IsBareWeekday = isBare };
        }
        return null;
    }

    /// <summary>The same weekday of the week after the call's.</summary>
    public static LocalDate InNextWeek(LocalDate day, WhenReader reader) => DayWords.Monday(reader.Today).PlusDays(7 + (int)day.DayOfWeek - 1);

    private static LocalDate? Day(WordRun run, WhenReader reader)
    {
        foreach (var words in AtOnce) if (run.TakePhrase(words)) return reader.Today;
        if (Within(run, reader) is { } within) return within;
        if (run.TakePhrase("early next week")) return DayWords.Monday(reader.Today).PlusWeeks(1);
        if (run.Word is "this" or "next" or "later" or "sometime" && Span(run, reader) is { } end) return end;
        if (DateWords.Expression(run, reader) is not { Every: null } said || (said.Day is null && said.Exactly is null)) return null;
        return said.Settle(reader).When?.Day;
    }

    /// <summary>"next week" until its last working day, "this month" until its last day.</summary>
    private static LocalDate? Span(WordRun run, WhenReader reader)
    {
        var at = run.At;
        run.Take("later", "sometime");
        var (isNext, isThis) = (run.Take("next"), run.Take("this"));
        var unit = run.Word;
        if ((isNext || isThis) && unit is "week" or "month" or "quarter" && run.Ahead(1) != "end")
        {
            run.At++;
            var run2 = new WordRun(["end", "of", isNext ? "next" : "this", unit]);
            return DayWords.Read(run2, reader)?.Day;
        }
        run.At = at;
        return null;
    }

    /// <summary>"within two weeks", "in the next few days", "in a week or two".</summary>
    private static LocalDate? Within(WordRun run, WhenReader reader)
    {
        var at = run.At;
        if (run.TakePhrase("in the next") || run.TakePhrase("within the next") || run.Take("within"))
        {
            var few = run.TakePhrase("a few") || run.Take("few");
            var inner = few ? new WordRun(["in", "3", run.Word]) : new WordRun(["in", run.Word, run.Ahead(1), run.Ahead(2)]);
            if (SpanWords.Read(inner, reader) is { } span)
            {
                run.At += few ? 1 : inner.At - 1;
                return span.Day ?? reader.Calendar.Today(span.Exactly!.Value);
            }
        }
        run.At = at;
        return null;
    }

    private static int? NextWeekAt(List<string> lower, int from)
    {
        for (var i = from; i < lower.Count - 1 && i < from + 7; i++) if (lower[i] == "next" && lower[i + 1] == "week") return i == from ? i + 2 : from;
        return null;
    }

    // "we sat down", "the sun", "may" and "march" are no days by themselves.
    private static bool CanBegin(string text, Range word, string lower)
    {
        if (DayWords.WeekdayOf(lower) is not null) return lower.Length > 5 || char.IsUpper(text[word.Start.Value]);
        return char.IsAsciiDigit(lower[0]) || DateFigures.MonthOf(lower) is not null || Leads.Contains(lower)
            || lower is "today" or "tomorrow" or "tonight" or "in" or "within" or "right" or "straight" or "immediately" or "asap" or "as" or "after" or "later" or "early" or "eod" or "cob" or "eow" or "eom" or "eoq" or "at" or "day" or "sometime" or "month" or "week" or "quarter";
    }

    private static List<Range> Parts(string text)
    {
        var parts = new List<Range>();
        foreach (var part in text.AsSpan().SplitAny(" \t\n—–")) if (part.End.Value > part.Start.Value) parts.Add(part);
        return parts;
    }

    private static string Plain(string text, Range word) => text[word].ToLowerInvariant().Trim(',', ';', ':', '.', '?', '!', '"', '(', ')', '*', '“', '”').Replace('’', '\'');
}
