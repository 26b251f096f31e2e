using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Chat;

/// <summary>How days, spans and money are said to a person. English for now; every sentence of a feature stands in its own words file.</summary>
public static class Wording
{
    private static readonly LocalDatePattern ThisYear = LocalDatePattern.CreateWithInvariantCulture("ddd d MMM");
    private static readonly LocalDatePattern OtherYear = LocalDatePattern.CreateWithInvariantCulture("d MMM yyyy");
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>"today", "tomorrow", "yesterday", "Thu 27 Nov", "5 Jan 2027".</summary>
    public static string Day(LocalDate day, LocalDate today) => Period.DaysBetween(today, day) switch
    {
        0 => "today",
        1 => "tomorrow",
        -1 => "yesterday",
        _ => (day.Year == today.Year ? ThisYear : OtherYear).Format(day),
    };

    /// <summary>"tomorrow", "on Thu 27 Nov".</summary>
    public static string On(LocalDate day, LocalDate today) => Day(day, today) is var words && words is "today" or "tomorrow" or "yesterday" ? words : $"on {words}";

    /// <summary>"tomorrow at 15:00", "on Thu 27 Nov at 09:30": an instant as it is called in a zone.</summary>
    public static string On(DateTimeOffset at, DateTimeZone zone, DateTimeOffset now) => $"{On(at.DayIn(zone), now.DayIn(zone))} at {Time(at, zone)}";

    /// <summary>"09:30".</summary>
    public static string Time(DateTimeOffset at, DateTimeZone zone) => Clock.Format(Instant.FromDateTimeOffset(at).InZone(zone).TimeOfDay);

    /// <summary>A sentence behind another's colon: "a name", but "IT" as it is.</summary>
    public static string LowerFirst(string sentence) =>
        sentence.Length > 1 && char.IsUpper(sentence[0]) && !char.IsUpper(sentence[1]) ? char.ToLowerInvariant(sentence[0]) + sentence[1..] : sentence;

    /// <summary>"1 day", "12 days".</summary>
    public static string Days(double days) => Math.Round(days) is var whole && whole == 1 ? "1 day" : $"{whole:0} days";

    /// <summary>"1 deal", "3 deals".</summary>
    public static string Count(int number, string one, string? many = null) =>
        $"{number.ToString("#,0", CultureInfo.InvariantCulture)} {(number == 1 ? one : many ?? one + "s")}";

    /// <summary>"$12,400", "€980.50", "12,400 SEK".</summary>
    public static string Money(decimal amount, string currency)
    {
        var number = amount.ToString(amount == Math.Truncate(amount) ? "#,0" : "#,0.00", CultureInfo.InvariantCulture);
        return currency switch { "USD" => $"${number}", "EUR" => $"€{number}", "GBP" => $"£{number}", _ => $"{number} {currency}" };
    }

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string List(IReadOnlyList<string> items) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} and {items[^1]}",
    };

    /// <summary>The first so many characters, with "…" when there are more.</summary>
    public static string Short(string words, int most) => words.Length <= most ? words : words[..(char.IsHighSurrogate(words[most - 2]) ? most - 2 : most - 1)].TrimEnd() + "…";

    /// <summary>The same, cut between two words where there is a blank.</summary>
    public static string ShortAtWord(string words, int most) =>
        words.Length > most && words.LastIndexOf(' ', most - 1) is > 0 and var at ? words[..at].TrimEnd() + "…" : Short(words, most);

    /// <summary>Stands for a channel where the words come from a call with the buyer.</summary>
    public const string FromCall = "call";

    /// <summary>", in Slack": behind who and when. Nothing where there is only one place it can have been.</summary>
    public static string Where(string channel) => channel switch { "slack" => ", in Slack", "teams" => ", in Teams", "console" => ", in the console", FromCall => ", from a call", "calendar" => ", from the calendar", _ => "" };

    /// <summary>An instant as its calendar day in a zone.</summary>
    public static LocalDate DayIn(this DateTimeOffset instant, DateTimeZone zone) => Instant.FromDateTimeOffset(instant).InZone(zone).Date;
}
