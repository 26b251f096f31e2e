using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace BotCoach.Reminders;

/// <summary>A while from now: an instant for hours and minutes, a day for all else.</summary>
internal sealed record SpanRead(DateTimeOffset? Exactly, LocalDate? Day);

/// <summary>"in 3 days", "in an hour", "in 3 working days", "in 2h".</summary>
internal static partial class SpanWords
{
    private const int Most = 4000;
    private static readonly string[] Numbers = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    public static SpanRead? Read(WordRun run, WhenReader reader)
    {
        if (!run.Take("in")) return null;
        if (run.TakePhrase("half an hour")) return new SpanRead(reader.Now.AddMinutes(30), null);
        if (run.TakePhrase("a quarter of an hour")) return new SpanRead(reader.Now.AddMinutes(15), null);
        if (Joined().Match(run.Word) is { Success: true } joined && Number(joined.Groups[1].Value) is { } count)
        {
            run.At++;
            return Of(count, joined.Groups[2].Value, reader, working: false);
        }
        if (run.Ahead(1) == "couple") run.Take("a");
        if (run.TakeAs(Number) is not { } number) return null;
        run.TakePhrase("of");
        var working = run.Take("working", "business", "work");
        var unit = run.Word;
        if (Of(number, unit, reader, working) is not { } read) return null;
        run.At++;
        return read;
    }

    /// <summary>A number in figures or as a word.</summary>
    public static int? Number(string word)
    {
        if (word is "a" or "an") return 1;
        if (word == "couple") return 2;
        if (Array.IndexOf(Numbers, word) is var at and >= 0) return at;
        return int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Most ? number : null;
    }

    private static SpanRead? Of(int count, string unit, WhenReader reader, bool working)
    {
        var today = reader.Today;
        if (working) return unit is "day" or "days" ? new SpanRead(null, reader.Calendar.AddWorkingDays(today, count)) : null;
        return unit switch
        {
            "minute" or "minutes" or "min" or "mins" or "m" => new SpanRead(reader.Now.AddMinutes(count), null),
            "hour" or "hours" or "hr" or "hrs" or "h" => new SpanRead(reader.Now.AddHours(count), null),
            "day" or "days" or "d" => new SpanRead(null, today.PlusDays(count)),
            "workday" or "workdays" or "weekdays" => new SpanRead(null, reader.Calendar.AddWorkingDays(today, count)),
            "week" or "weeks" or "w" => new SpanRead(null, today.PlusWeeks(count)),
            "fortnight" => new SpanRead(null, today.PlusWeeks(2 * count)),
            "month" or "months" => new SpanRead(null, today.PlusMonths(count)),
            "quarter" or "quarters" => new SpanRead(null, today.PlusMonths(3 * count)),
            "year" or "years" => new SpanRead(null, today.PlusYears(count)),
            _ => null,
        };
    }

    [GeneratedRegex(@"^(\d{1,4})(m|min|mins|h|hr|hrs|d|w)$")]
    private static partial Regex Joined();
}
