using BotCoach.Meetings;
using NodaTime;

namespace BotCoach.Tests.Meetings;

/// <summary>Calendar files as people's servers write them, and as they should not.</summary>
public sealed class CalendarRulesTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
    private static readonly DateTimeOffset Now = new(2026, 3, 24, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("DTSTART;TZID=Europe/Berlin:20260326T090000", "2026-03-26T08:00:00Z")]
    [InlineData("DTSTART;TZID=W. Europe Standard Time:20260326T090000", "2026-03-26T08:00:00Z")]
    [InlineData("DTSTART:20260326T090000Z", "2026-03-26T09:00:00Z")]
    [InlineData("DTSTART:20260326T090000", "2026-03-26T08:00:00Z")] // an hour without a zone is the person's own
    public void An_hour_is_read_in_its_zone(string start, string at) => Assert.Equal(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture), Assert.Single(Read(start)).StartsAt);

    [Fact]
    public void A_weekly_meeting_stays_at_its_hour_when_the_clocks_change() => Assert.Equal(
        [new DateTimeOffset(2026, 3, 27, 8, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 4, 3, 7, 0, 0, TimeSpan.Zero)], Read("DTSTART;TZID=Europe/Berlin:20260306T090000\r\nRRULE:FREQ=WEEKLY").Select(m => m.StartsAt));

    [Fact]
    public void A_way_of_repeating_that_nobody_knows_leaves_the_first_time() => Assert.Single(Read("DTSTART:20260326T090000Z\r\nRRULE:FREQ=FORTNIGHTLY;COUNT=3"));

    [Theory]
    [InlineData("DTSTART;VALUE=DATE:20260326")]
    [InlineData("DTSTART:20260326T090000Z\r\nSTATUS:CANCELLED")]
    [InlineData("DTSTART:20260326T090000Z\r\nCLASS:CONFIDENTIAL")]
    [InlineData("DTSTART:20260323T090000Z")]
    [InlineData("DTSTART:20260408T090000Z")]
    public void Whole_days_the_cancelled_the_private_the_past_and_the_far_are_none(string said) => Assert.Empty(Read(said));

    [Fact]
    public void One_that_cannot_be_read_does_not_spoil_the_others()
    {
        var (meetings, fault) = CalendarRules.Read(Calendar("DTSTART;TZID=Nowhere/Zone:20260326T090000", "DTSTART:20260326T100000Z"), Berlin, Now);
        Assert.Null(fault);
        Assert.Single(meetings!.All);
        Assert.Equal(1, meetings.Unread);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Sign in</html>")]
    [InlineData("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20260326T090000Z\r\n")]
    public void What_is_no_calendar_is_said_to_be_none(string text) => Assert.Equal(CalendarRules.NoCalendar, CalendarRules.Read(text, Berlin, Now).Fault);

    [Fact]
    public void A_meeting_keeps_its_key_when_it_moves_and_each_time_of_a_series_has_its_own()
    {
        Assert.Equal(Read("DTSTART:20260326T090000Z")[0].Key, Read("DTSTART:20260327T110000Z")[0].Key);
        var series = Read("DTSTART:20260325T090000Z\r\nRRULE:FREQ=DAILY;COUNT=4");
        Assert.Equal(4, series.Select(m => m.Key).Distinct().Count());
    }

    private static IReadOnlyList<PlannedMeeting> Read(string said)
    {
        var (meetings, fault) = CalendarRules.Read(Calendar(said), Berlin, Now);
        Assert.Null(fault);
        return meetings!.All;
    }

    private static string Calendar(params string[] events) =>
        $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n{string.Concat(events.Select((e, i) => $"BEGIN:VEVENT\r\nUID:e{i}\r\nSUMMARY:Meeting\r\n{e}\r\nEND:VEVENT\r\n"))}END:VCALENDAR\r\n";
}
