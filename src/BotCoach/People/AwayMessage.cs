using System.Globalization;
using BotCoach.Channels;
using BotCoach.Chat;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.People;

/// <summary>The words of somebody's days off and quiet.</summary>
public static class AwayMessage
{
    public const string NotAway = "You are not away, and nothing is held back.";

    public static Message Of(WorkCalendar calendar, DateTimeOffset now)
    {
        var today = calendar.ShiftDay(now) ?? calendar.Today(now);
        List<Block> blocks = [new Heading("Your days off")];
        var coming = calendar.Away.Where(s => s.Last >= today).ToList();
        if (coming.Count > 0) blocks.Add(new Rows([.. coming.Select(s => new Row(Span(s, today), [new Button("Remove", "away.remove", LocalDatePattern.Iso.Format(s.First))]))]));
        if (calendar.IsQuiet(now)) blocks.Add(new Paragraph($"Quiet until {Moment(calendar, now)}."));
        if (coming.Count == 0 && !calendar.IsQuiet(now))
            blocks.Add(new Paragraph($"None noted. Type {Text.Type("off until Monday")} or {Text.Type("off 24 Dec to 2 Jan")}, and {Text.Type("quiet")} for the rest of today."));
        else blocks.Add(new Paragraph("Until you are back nothing comes but what you ask for. What waits is in your next brief.", Quiet: true));
        if (IsGone(calendar, now)) blocks.Add(Buttons.Of(new Button("I am back", "away.back", "", Look.Main)));
        return new Message(Summary(calendar, coming, today, now), blocks);
    }

    /// <summary>Away today, or quiet: there is something to come back from.</summary>
    public static bool IsGone(WorkCalendar calendar, DateTimeOffset now) => calendar.IsQuiet(now) || calendar.IsAway(calendar.Today(now));

    public static Message Back(WorkCalendar calendar, DateTimeOffset now) => Message.Say(
        calendar.IsWorking(now) ? "Welcome back. What waited comes now." : $"Welcome back. What waited comes {Wording.On(calendar.NextStart(now), calendar.Zone, now)}.");

    /// <summary>"Thu 24 Dec to 2 Jan 2027", "tomorrow".</summary>
    public static string Span(DaySpan span, LocalDate today) =>
        span.First == span.Last ? Wording.Day(span.First, today) : $"{Wording.Day(span.First, today)} to {Wording.Day(span.Last, today)}";

    /// <summary>As a form holds it, and <see cref="AwayRules"/> reads it again: the year is always there.</summary>
    public static string Written(IEnumerable<DaySpan> spans) => string.Join('\n', spans.Select(s => s.First == s.Last ? Full(s.First) : $"{Full(s.First)} to {Full(s.Last)}"));

    /// <summary>"15:00", "Mon 30 Nov", "tomorrow 10:00".</summary>
    public static string Moment(WorkCalendar calendar, DateTimeOffset now)
    {
        var until = calendar.QuietUntil ?? now;
        var local = Instant.FromDateTimeOffset(until).InZone(calendar.Zone);
        if (until == calendar.Midnight(local.Date)) return Wording.Day(local.Date, calendar.Today(now));
        var time = local.TimeOfDay.ToString("H:mm", CultureInfo.InvariantCulture);
        return local.Date == calendar.Today(now) ? time : $"{Wording.Day(local.Date, calendar.Today(now))} {time}";
    }

    private static string Summary(WorkCalendar calendar, List<DaySpan> coming, LocalDate today, DateTimeOffset now)
    {
        if (calendar.IsQuiet(now)) return $"Quiet until {Moment(calendar, now)}.";
        return coming.Count == 0 ? "No days off are noted." : $"Days off: {Wording.List([.. coming.Select(s => Span(s, today))])}.";
    }

    private static string Full(LocalDate day) => day.ToString("d MMM uuuu", CultureInfo.InvariantCulture);
}
