using System.Globalization;
using BotCoach.People;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Tests.People;

/// <summary>How days off and quiet are typed. It is Wednesday 25 November 2026, 10:00 in Berlin.</summary>
public sealed class AwayRulesTests
{
    private static readonly LocalDate Today = new(2026, 11, 25);
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-11-25T09:00:00Z", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("until Monday", "2026-11-25", "2026-11-29")]
    [InlineData("until wednesday", "2026-11-25", "2026-12-01")]
    [InlineData("until tomorrow", "2026-11-25", "2026-11-25")]
    [InlineData("until 2 Jan", "2026-11-25", "2027-01-01")]
    [InlineData("24 Dec to 2 Jan", "2026-12-24", "2027-01-02")]
    [InlineData("from 24th December until 2nd January", "2026-12-24", "2027-01-02")]
    [InlineData("Dec 24 – Jan 2", "2026-12-24", "2027-01-02")]
    [InlineData("24 to 28 Dec", "2026-12-24", "2026-12-28")]
    [InlineData("20 Nov to 27 Nov", "2026-11-20", "2026-11-27")] // said in the midst of it
    [InlineData("Monday to Friday", "2026-11-30", "2026-12-04")]
    [InlineData("next week", "2026-11-30", "2026-12-06")]
    [InlineData("this week", "2026-11-25", "2026-11-29")]
    [InlineData("today", "2026-11-25", "2026-11-25")]
    [InlineData("tomorrow", "2026-11-26", "2026-11-26")]
    [InlineData("fri", "2026-11-27", "2026-11-27")]
    [InlineData("2026-12-24", "2026-12-24", "2026-12-24")]
    [InlineData("24.12.2026", "2026-12-24", "2026-12-24")]
    [InlineData("24 Dec 2026 to 2 Jan 2027", "2026-12-24", "2027-01-02")]
    [InlineData("29 Feb", "2028-02-29", "2028-02-29")]
    public void Days_off_are_read_as_people_write_them(string typed, string first, string last) =>
        Assert.Equal((new DaySpan(Day(first), Day(last)), null), AwayRules.Off(typed, Today));

    [Theory]
    [InlineData("whenever", "I cannot read “whenever”")]
    [InlineData("until whenever", "I cannot read “until whenever”")]
    [InlineData("2026-12-24 to 2026-12-20", "That ends before it begins.")]
    [InlineData("2026-11-01", "That is over already.")]
    [InlineData("until today", "That ends before it begins.")]
    [InlineData("2026-12-24 to 2028-01-01", "That is longer than a year.")]
    [InlineData("31 Feb", "I cannot read")]
    public void What_cannot_be_is_said(string typed, string fault) => Assert.StartsWith(fault, AwayRules.Off(typed, Today).Fault);

    [Fact]
    public void What_a_form_holds_is_read_again_as_it_was()
    {
        DaySpan[] spans = [new(Day("2026-12-24"), Day("2027-01-02")), new(Day("2027-05-14"), Day("2027-05-14"))];
        Assert.Equal(spans, AwayMessage.Written(spans).Split('\n').Select(l => AwayRules.Off(l, Today).Days!.Value));
        Assert.Equal(spans, DaySpan.Read(DaySpan.Write(spans)));
    }

    [Theory]
    [InlineData("", "2026-11-25T23:00:00Z")] // midnight in Berlin
    [InlineData("today", "2026-11-25T23:00:00Z")]
    [InlineData("until 15:00", "2026-11-25T14:00:00Z")]
    [InlineData("3pm", "2026-11-25T14:00:00Z")]
    [InlineData("until 8:00", "2026-11-26T07:00:00Z")] // it is past eight
    [InlineData("until Monday", "2026-11-29T23:00:00Z")]
    [InlineData("until tomorrow 10:00", "2026-11-26T09:00:00Z")]
    [InlineData("until Friday at 9:30", "2026-11-27T08:30:00Z")]
    [InlineData("for 2 hours", "2026-11-25T11:00:00Z")]
    public void Quiet_is_read_as_people_write_it(string typed, string until) =>
        Assert.Equal((DateTimeOffset.Parse(until, CultureInfo.InvariantCulture), null), AwayRules.Quiet(typed, Berlin("09:00", "17:30"), Now));

    [Fact]
    public void Quiet_in_a_night_shift_lasts_until_the_shift_is_over() => Assert.Equal(
        DateTimeOffset.Parse("2026-11-26T05:00:00Z", CultureInfo.InvariantCulture),
        AwayRules.Quiet("", Berlin("22:00", "06:00"), DateTimeOffset.Parse("2026-11-25T22:00:00Z", CultureInfo.InvariantCulture)).Until);

    [Theory]
    [InlineData("whenever")]
    [InlineData("until 1 Mar")]
    [InlineData("2026-11-20")]
    public void A_quiet_that_cannot_be_is_refused(string typed) => Assert.Null(AwayRules.Quiet(typed, Berlin("09:00", "17:30"), Now).Until);

    private static WorkCalendar Berlin(string start, string end) => new(
        DateTimeZoneProviders.Tzdb["Europe/Berlin"], new WorkingHours(Time(start), Time(end), 31));

    private static LocalTime Time(string text) => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text).Value;

    private static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
