using BotCoach.People;
using NodaTime;

namespace BotCoach.Tests.People;

/// <summary>Calendar files as programs write them.</summary>
public sealed class IcsRulesTests
{
    [Fact]
    public void Whole_days_are_read_also_several_in_a_row_and_yearly_ones()
    {
        var days = Read("DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20270102", "SUMMARY:Works\\, closed", " down");
        Assert.Equal(new IcsEntry("Works, closeddown", Span(2026, 12, 24, 2027, 1, 1), 0, null), Assert.Single(days.Entries));
        Assert.Equal(Span(2026, 12, 24, 2026, 12, 24), Read("DTSTART;VALUE=DATE:20261224").Entries[0].Days);
        Assert.Equal(Span(2026, 12, 24, 2026, 12, 26), Read("DTSTART:20261224", "DURATION:P3D").Entries[0].Days);
        Assert.Equal((1, null), (Read("DTSTART:20260501", "RRULE:FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1").Entries[0].EveryYears, (LocalDate?)null));
        Assert.Equal((2, new LocalDate(2030, 12, 31)), Repeat("RRULE:FREQ=YEARLY;INTERVAL=2;COUNT=3"));
        Assert.Equal((1, new LocalDate(2029, 5, 1)), Repeat("RRULE:FREQ=YEARLY;UNTIL=20290501T000000Z"));
    }

    [Fact]
    public void What_has_an_hour_or_was_cancelled_or_is_an_alarm_is_no_holiday()
    {
        var days = Read("DTSTART;TZID=\"Europe/Berlin:x\":20261224T090000", "SUMMARY:Party");
        Assert.Equal((0, 1), (days.Entries.Count, days.WithHours));
        Assert.Empty(Read("DTSTART:20261224", "STATUS:CANCELLED").Entries);
        Assert.Equal("Own", Read("SUMMARY:Own", "BEGIN:VALARM", "SUMMARY:Alarm", "END:VALARM", "DTSTART:20261224").Entries[0].Name);
    }

    [Theory]
    [InlineData("Hello", "Line 1: “Hello” is no line of a calendar file")]
    [InlineData("BEGIN:VCARD\nEND:VCARD", "This is no calendar file")]
    [InlineData("", "This is no calendar file")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:2026-12-24\nEND:VEVENT\nEND:VCALENDAR", "Line 3: “2026-12-24” is no day, like 20261224.")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:X\nEND:VEVENT\nEND:VCALENDAR", "Line 4: the entry that ends here has no DTSTART.")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224\nDTEND:20261220\nEND:VEVENT\nEND:VCALENDAR", "Line 3: the entry ends before it begins.")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224\nRRULE:FREQ=WEEKLY\nEND:VEVENT\nEND:VCALENDAR", "Line 4: I understand entries that come back every year")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224\nRRULE:FREQ=YEARLY;BYDAY=4TH\nEND:VEVENT\nEND:VCALENDAR", "Line 4: I understand")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224\nRRULE:FREQ=YEARLY;COUNT=x\nEND:VEVENT\nEND:VCALENDAR", "Line 4: COUNT is no number")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224\nDURATION:PT3H\nEND:VEVENT\nEND:VCALENDAR", "Line 4: “PT3H” is no number of whole days")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224\nEXDATE:20271224\nEND:VEVENT\nEND:VCALENDAR", "Line 4: single days of a repeated entry (EXDATE)")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224", "Line 2: what begins here is not closed")]
    [InlineData("BEGIN:VCALENDAR\nEND:VEVENT", "Line 2: END:VEVENT closes nothing that is open.")]
    public void What_is_not_understood_is_said_with_its_line(string text, string fault)
    {
        var (days, said) = IcsRules.Read(text);
        Assert.Null(days);
        Assert.StartsWith(fault, said);
    }

    [Fact]
    public void A_yearly_day_is_off_every_year_until_it_ends_and_a_leap_day_in_leap_years()
    {
        var company = new CompanyDays([Row(new(2026, 12, 31), new(2027, 1, 1), 1, new LocalDate(2028, 12, 31)), Row(new(2028, 2, 29), new(2028, 2, 29), 1, null)]);
        Assert.True(company.IsOff(new(2026, 12, 31)));
        Assert.True(company.IsOff(new(2029, 1, 1))); // it began in 2028
        Assert.False(company.IsOff(new(2029, 12, 31)));
        Assert.True(company.IsOff(new(2032, 2, 29)));
        Assert.False(company.IsOff(new(2031, 3, 1)));
        Assert.Equal(new LocalDate(2027, 12, 31), company.Next(new(2027, 2, 1))?.Day);
    }

    private static CompanyDay Row(LocalDate first, LocalDate last, int every, LocalDate? until) =>
        new() { WorkspaceId = default, SetId = default, Ordinal = 0, Name = "x", FirstOn = first, LastOn = last, EveryYears = every, UntilOn = until };

    private static (int, LocalDate?) Repeat(string rule) => Read("DTSTART:20260501", rule).Entries[0] is var entry ? (entry.EveryYears, entry.Until) : default;

    private static IcsDays Read(params string[] lines)
    {
        var (days, fault) = IcsRules.Read(string.Join("\r\n", ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", .. lines, "END:VEVENT", "END:VCALENDAR"]));
        Assert.Null(fault);
        return days!;
    }

    private static DaySpan Span(int y, int m, int d, int y2, int m2, int d2) => new(new(y, m, d), new(y2, m2, d2));
}
