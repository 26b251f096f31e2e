using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.People;

/// <summary>Reads when somebody is off or wants quiet: a few forms, as people type them.</summary>
public static partial class AwayRules
{
    private const int MostDays = 366;
    private const int MostQuietDays = 31;

    private static readonly LocalDatePattern[] WithYear =
        [.. new[] { "uuuu'-'MM'-'dd", "d MMM uuuu", "d MMMM uuuu", "MMM d uuuu", "MMMM d uuuu", "d'.'M'.'uuuu" }.Select(LocalDatePattern.CreateWithInvariantCulture)];

    private static readonly AnnualDatePattern[] Yearly =
        [.. new[] { "d MMM", "d MMMM", "MMM d", "MMMM d", "d'.'M'.'" }.Select(AnnualDatePattern.CreateWithInvariantCulture)];

    /// <summary>"until Monday" ends the day before; "24 Dec to 2 Jan", "tomorrow" and "next week" are off with both their ends.</summary>
    /// <param name="today">The day whose shift is under way, or today.</param>
    public static (DaySpan? Days, string? Fault) Off(string words, LocalDate today)
    {
        var typed = Plain(words);
        if (Until().Match(typed) is { Success: true, Groups: [_, var until] })
            return Day(until.Value, today) is { } back ? Checked(new DaySpan(today, back.PlusDays(-1)), today) : (null, Unread(words));
        if (typed is "this week" or "next week")
        {
            var sunday = today.With(DateAdjusters.NextOrSame(IsoDayOfWeek.Sunday));
            return typed == "this week" ? (new DaySpan(today, sunday), null) : (new DaySpan(sunday.PlusDays(1), sunday.PlusDays(7)), null);
        }
        if (To().Match(typed) is { Success: true, Groups: [_, var from, var to] }) return Between(from.Value, to.Value, today, words);
        return Day(typed, today) is { } day ? Checked(new DaySpan(day, day), today) : (null, Unread(words));
    }

    /// <summary>Until when it is to be quiet: a time, a day, both, so many hours; without words until this day's work is over.</summary>
    public static (DateTimeOffset? Until, string? Fault) Quiet(string words, WorkCalendar calendar, DateTimeOffset now)
    {
        var (typed, today) = (Until().Match(Plain(words)) is { Success: true, Groups: [_, var until] } ? until.Value : Plain(words), calendar.Today(now));
        var tomorrow = calendar.Midnight(today.PlusDays(1));
        if (typed is "" or "today") return (calendar.EndOfShift(now) is { } end && end > tomorrow ? end : tomorrow, null);
        if (Hours().Match(typed) is { Success: true, Groups: [_, var hours] }) return Near(now.AddHours(int.Parse(hours.Value, CultureInfo.InvariantCulture)), now);
        if (SettingsRules.TimeOf(typed) is { } time) return (calendar.At(today, time) is var at && at > now ? at : calendar.At(today.PlusDays(1), time), null);
        if (Day(typed, today) is { } day) return Near(calendar.Midnight(day), now);
        if (typed.LastIndexOf(' ') is var cut and > 0 && Day(typed[..cut].Replace(" at", ""), today) is { } on && SettingsRules.TimeOf(typed[(cut + 1)..]) is { } hour)
            return Near(calendar.At(on, hour), now);
        return (null, $"I cannot read “{Chat.Wording.Short(words, 40)}”. Write a time or a day, like 15:00, Monday or 24 Dec.");
    }

    /// <summary>A day; one without its year or week is the next from today on, a weekday the next after today.</summary>
    public static LocalDate? Day(string words, LocalDate today)
    {
        var typed = Plain(words);
        if (typed == "today") return today;
        if (typed == "tomorrow") return today.PlusDays(1);
        if (Weekday(typed.Replace("next ", "")) is { } weekday) return today.With(DateAdjusters.Next(weekday));
        foreach (var pattern in WithYear) if (pattern.Parse(typed) is { Success: true, Value: var day }) return day;
        return Annual(typed) is { } annual ? Next(annual, today) : null;
    }

    private static (DaySpan?, string?) Between(string from, string to, LocalDate today, string words)
    {
        if (Day(from, today) is not { } first)
        {
            // "24 to 28 Dec"
            if (!int.TryParse(from, CultureInfo.InvariantCulture, out var number) || Day(to, today) is not { } end || number < 1 || number > end.Day) return (null, Unread(words));
            return Checked(new DaySpan(new LocalDate(end.Year, end.Month, number), end), today);
        }
        // said in the midst of it
        if (Annual(from) is not null && Day(to, today) is { } soon && soon < first && first.PlusYears(-1) is var began && began <= today) return Checked(new DaySpan(began, soon), today);
        return Day(to, first) is { } last ? Checked(new DaySpan(first, last), today) : (null, Unread(words));
    }

    private static (DaySpan?, string?) Checked(DaySpan span, LocalDate today)
    {
        if (span.Last < span.First) return (null, "That ends before it begins.");
        if (span.Last < today) return (null, "That is over already.");
        return Period.DaysBetween(span.First, span.Last) >= MostDays ? (null, "That is longer than a year. Write a shorter one.") : (span, null);
    }

    private static (DateTimeOffset?, string?) Near(DateTimeOffset until, DateTimeOffset now)
    {
        if (until <= now) return (null, "That is over already.");
        return until > now.AddDays(MostQuietDays) ? (null, "That is longer than a month. Note it as days off instead, with off until and the day.") : (until, null);
    }

    private static LocalDate Next(AnnualDate annual, LocalDate from)
    {
        var year = from.Year;
        while (!annual.IsValidYear(year) || annual.InYear(year) < from) year++;
        return annual.InYear(year);
    }

    private static AnnualDate? Annual(string typed)
    {
        foreach (var pattern in Yearly) if (pattern.Parse(typed) is { Success: true, Value: var day }) return day;
        return null;
    }

    private static IsoDayOfWeek? Weekday(string typed)
    {
        if (typed.Length < 3) return null;
        var days = Enumerable.Range(1, 7).Select(n => (IsoDayOfWeek)n).Where(d => $"{d}".StartsWith(typed, StringComparison.OrdinalIgnoreCase)).ToList();
        return days.Count == 1 ? days[0] : null;
    }

    private static string Unread(string words) => $"I cannot read “{Chat.Wording.Short(words, 40)}”. Write it like until Monday, tomorrow, or 24 Dec to 2 Jan.";

    private static string Plain(string words) => Ordinal().Replace(
        string.Join(' ', words.ToLowerInvariant().Replace(",", " ").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), "$1");

    [GeneratedRegex("^(?:until|till|til) (.+)$")]
    private static partial Regex Until();

    [GeneratedRegex("^(?:from )?(.+?)(?: (?:to|until|till|through) | ?[–—] ?| - )(.+)$")]
    private static partial Regex To();

    [GeneratedRegex("^(?:for )?(\\d{1,3}) ?(?:h|hours?)$")]
    private static partial Regex Hours();

    [GeneratedRegex("\\b(\\d{1,2})(?:st|nd|rd|th)\\b")]
    private static partial Regex Ordinal();
}
