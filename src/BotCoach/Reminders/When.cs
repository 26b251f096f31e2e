using NodaTime;

namespace BotCoach.Reminders;

/// <summary>A day, perhaps a time of that day, perhaps again and again: what somebody chose, in their own calendar.</summary>
public sealed record When(LocalDate Day, LocalTime? Time = null, Rhythm? Every = null)
{
    /// <summary>The instant itself, where that is what was said: "in two hours" is two hours also while the clocks change.</summary>
    public DateTimeOffset? Exactly { get; init; }
}

/// <summary>Whose words are read: in which calendar, now, and whether "3/4" is a day of April or of March.</summary>
public sealed record WhenReader(People.WorkCalendar Calendar, DateTimeOffset Now, bool MonthFirst = false)
{
    // Where people write the month first, whatever language they speak.
    private static readonly string[] MonthFirstRegions = ["US", "PH", "PR", "GU", "FM", "PW", "MH"];

    public LocalDate Today => Calendar.Today(Now);

    public static WhenReader Of(People.WorkCalendar calendar, string locale, DateTimeOffset now) =>
        new(calendar, now, MonthFirstRegions.Contains(locale.Split('-', '_')[^1], StringComparer.OrdinalIgnoreCase));
}

/// <summary>What was read, and what stands beside it; or, where nothing could be read, the sentence that says why.</summary>
public sealed record Heard(When? When, string Rest, string? Fault = null)
{
    public static Heard Not(string fault) => new(null, "", fault);
}
