using System.Text.RegularExpressions;
using BotCoach.Recaps;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using NodaTime;

namespace BotCoach.Meetings;

/// <summary>Reads a person's calendar (RFC 5545): the meetings of the next two weeks, those of a series one by one. Days without an hour, what is cancelled and what is private are none. Pure.</summary>
public static partial class CalendarRules
{
    public const int DaysAhead = 14;
    public const string NoCalendar = "there is no calendar file at it";

    /// <summary>A series that finds no time in so many steps is given up.</summary>
    private const int MostSteps = 5_000;
    private const int MostMeetings = 500;

    /// <param name="zone">In which an hour without a zone is meant: the person's own.</param>
    public static (PlannedMeetings? Meetings, string? Fault) Read(string text, DateTimeZone zone, DateTimeOffset now)
    {
        if (Load(text) is not { } calendar) return (null, NoCalendar);
        var (all, unread) = (new List<PlannedMeeting>(), 0);
        foreach (var same in calendar.Events.GroupBy(e => e.Uid ?? ""))
        {
            try
            {
                all.AddRange(Of([.. same], zone, now));
            }
            catch (Exception broken) when (broken is ArgumentException or FormatException or InvalidOperationException or NullReferenceException or EvaluationException or OverflowException)
            {
                unread++;
            }
        }
        return (new PlannedMeetings([.. all.OrderBy(m => m.StartsAt).ThenBy(m => m.Key, StringComparer.Ordinal).Take(MostMeetings)], unread), null);
    }

    /// <summary>A way of repeating that is not understood leaves its first time.</summary>
    private static Calendar? Load(string text)
    {
        foreach (var tried in (string[])[text, Strange().Replace(text, "")])
        {
            try
            {
                return Calendar.Load(tried);
            }
            catch (Exception broken) when (broken is ArgumentException or FormatException or System.Runtime.Serialization.SerializationException or OverflowException)
            {
                // read without what is strange, or it is none
            }
        }
        return null;
    }

    /// <summary>The times of one meeting, with what single times of a series say otherwise.</summary>
    private static IEnumerable<PlannedMeeting> Of(List<CalendarEvent> same, DateTimeZone zone, DateTimeOffset now)
    {
        var one = new Calendar();
        foreach (var e in same) one.Events.Add(e);
        var repeats = same.Any(e => e.RecurrenceRule is not null || e.RecurrenceIdentifier is not null);
        var from = new CalDateTime(now.UtcDateTime.AddHours(-12));
        foreach (var time in one.GetOccurrences<CalendarEvent>(from, new EvaluationOptions { MaxUnmatchedIncrementsLimit = MostSteps }).Take(MostMeetings))
        {
            var (e, start) = ((CalendarEvent)time.Source, At(time.Period.StartTime, zone));
            if (start >= now.AddDays(DaysAhead)) yield break;
            var end = time.Period.EffectiveEndTime is { } until ? At(until, zone) : start;
            if (end <= now || e.IsAllDay || Is(e.Status, "CANCELLED") || Is(e.Class, "PRIVATE") || Is(e.Class, "CONFIDENTIAL")) continue;
            var which = !repeats ? "" : e.RecurrenceIdentifier is { } moved ? $"{At(moved.StartTime, zone).UtcTicks}" : $"{start.UtcTicks}";
            yield return new PlannedMeeting(PlannedMeeting.Hash($"{e.Uid}|{which}"), Chat.Wording.Short(RecapLines.Clean(e.Summary ?? "").Trim(), Meeting.LongestTitle), start, end, [.. GuestsOf(e)]);
        }
    }

    private static IEnumerable<MeetingGuest> GuestsOf(CalendarEvent e)
    {
        if (e.Organizer is { } organizer && Who(organizer.CommonName, organizer.Value) is { } by) yield return new MeetingGuest(by, false);
        foreach (var guest in e.Attendees ?? [])
            if (Who(guest.CommonName, guest.Value) is { } who) yield return new MeetingGuest(who, Is(guest.ParticipationStatus, "ACCEPTED"));
    }

    private static CallAttendee? Who(string? name, Uri? address)
    {
        var mail = address?.OriginalString is { } said && said.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(said[7..]).Trim() : null;
        if (mail is not null && !CallAttendee.IsAddress(mail)) mail = null;
        name = string.IsNullOrWhiteSpace(name) || name.Contains('@') ? null : RecapLines.Clean(name).Trim();
        return name is null && mail is null ? null : new CallAttendee(name, mail);
    }

    private static DateTimeOffset At(CalDateTime at, DateTimeZone zone) => at.IsFloating
        ? zone.AtLeniently(LocalDateTime.FromDateTime(at.Value)).ToDateTimeOffset().ToUniversalTime()
        : new DateTimeOffset(DateTime.SpecifyKind(at.AsUtc, DateTimeKind.Utc));

    private static bool Is(string? value, string other) => string.Equals(value, other, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^RRULE[^\r\n]*FREQ=(?!(?:SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)\b)[^\r\n]*(\r?\n[ \t][^\r\n]*)*\r?\n?", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Strange();
}
