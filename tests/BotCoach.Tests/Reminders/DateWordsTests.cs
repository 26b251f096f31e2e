using BotCoach.People;
using BotCoach.Reminders;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Tests.Reminders;

/// <summary>What people type, and when it means. Now is Tuesday 1 December 2026, 10:00 in Berlin; work is Monday to Friday, 9:00 to 17:30.</summary>
public sealed class DateWordsTests
{
    internal static readonly DateTimeOffset Now = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Thursday 9", "2026-12-03 09:00")]
    [InlineData("Thursday 9:00", "2026-12-03 09:00")]
    [InlineData("thu 9am", "2026-12-03 09:00")]
    [InlineData("Thu. at 9.30", "2026-12-03 09:30")]
    [InlineData("thurs 9 am", "2026-12-03 09:00")]
    [InlineData("Thursday, 9 o'clock", "2026-12-03 09:00")]
    [InlineData("Thursday 3", "2026-12-03 15:00")] // nobody means three at night
    [InlineData("Thursday 03:00", "2026-12-03 03:00")]
    [InlineData("Thursday 3am", "2026-12-03 03:00")]
    [InlineData("Thursday 12am", "2026-12-03 00:00")]
    [InlineData("Thursday 12pm", "2026-12-03 12:00")]
    [InlineData("Thursday", "2026-12-03")]
    [InlineData("on Thursday morning", "2026-12-03 09:00")]
    [InlineData("Thursday afternoon", "2026-12-03 14:00")]
    [InlineData("Thursday evening at 8", "2026-12-03 20:00")]
    [InlineData("9am on Thursday", "2026-12-03 09:00")]
    [InlineData("at 9 on Thursday", "2026-12-03 09:00")]
    [InlineData("at 9 in the evening", "2026-12-01 21:00")]
    [InlineData("at 14:30", "2026-12-01 14:30")]
    [InlineData("14:30", "2026-12-01 14:30")]
    [InlineData("at 9:30", "2026-12-02 09:30")] // passed today: tomorrow
    [InlineData("2pm", "2026-12-01 14:00")]
    [InlineData("noon", "2026-12-01 12:00")]
    [InlineData("in 3 days", "2026-12-04")]
    [InlineData("in three days at 15:00", "2026-12-04 15:00")]
    [InlineData("in 2 hours", "2026-12-01 12:00")]
    [InlineData("in 2h", "2026-12-01 12:00")]
    [InlineData("in an hour", "2026-12-01 11:00")]
    [InlineData("in half an hour", "2026-12-01 10:30")]
    [InlineData("in 90 minutes", "2026-12-01 11:30")]
    [InlineData("in a week", "2026-12-08")]
    [InlineData("in 2 weeks", "2026-12-15")]
    [InlineData("in 3 working days", "2026-12-04")]
    [InlineData("in 4 working days", "2026-12-07")]
    [InlineData("in a month", "2027-01-01")]
    [InlineData("in a couple of days", "2026-12-03")]
    [InlineData("tomorrow", "2026-12-02")]
    [InlineData("tomorrow 9", "2026-12-02 09:00")]
    [InlineData("tomorrow morning", "2026-12-02 09:00")]
    [InlineData("tomorrow morning at 6", "2026-12-02 06:00")]
    [InlineData("tomorrow afternoon", "2026-12-02 14:00")]
    [InlineData("tomorrow evening", "2026-12-02 18:00")]
    [InlineData("the day after tomorrow", "2026-12-03")]
    [InlineData("tonight", "2026-12-01 18:00")]
    [InlineData("tonight at 8", "2026-12-01 20:00")]
    [InlineData("this afternoon", "2026-12-01 14:00")]
    [InlineData("in the afternoon", "2026-12-01 14:00")]
    [InlineData("in the morning", "2026-12-02 09:00")] // today's has begun
    [InlineData("first thing tomorrow morning", "2026-12-02 09:00")]
    [InlineData("today 15:00", "2026-12-01 15:00")]
    [InlineData("end of day", "2026-12-01 17:30")]
    [InlineData("midnight", "2026-12-02 00:00")]
    [InlineData("Friday at midnight", "2026-12-05 00:00")] // the night that ends Friday
    [InlineData("Friday at noon", "2026-12-04 12:00")]
    [InlineData("month end", "2026-12-31")]
    [InlineData("next month end", "2027-01-31")]
    [InlineData("end of month", "2026-12-31")]
    [InlineData("at the end of the month", "2026-12-31")]
    [InlineData("end of next month", "2027-01-31")]
    [InlineData("eom", "2026-12-31")]
    [InlineData("end of quarter", "2026-12-31")]
    [InlineData("end of next quarter", "2027-03-31")]
    [InlineData("end of week", "2026-12-04")]
    [InlineData("end of next week", "2026-12-11")]
    [InlineData("end of the year", "2026-12-31")]
    [InlineData("next week", "2026-12-07")]
    [InlineData("next month", "2027-01-01")]
    [InlineData("next quarter", "2027-01-01")]
    [InlineData("next Monday", "2026-12-07")]
    [InlineData("next Friday", "2026-12-11")] // the one of next week
    [InlineData("this Friday", "2026-12-04")]
    [InlineData("Friday next week", "2026-12-11")]
    [InlineData("this weekend", "2026-12-05")]
    [InlineData("next working day", "2026-12-02")]
    [InlineData("Tuesday 15:00", "2026-12-01 15:00")] // today: the time has not passed
    [InlineData("Tuesday 9:00", "2026-12-08 09:00")] // today: it has
    [InlineData("Tuesday", "2026-12-08")]
    [InlineData("on 3 Dec", "2026-12-03")]
    [InlineData("3rd of December", "2026-12-03")]
    [InlineData("3rd December 2027", "2027-12-03")]
    [InlineData("Dec 3", "2026-12-03")]
    [InlineData("December 3rd, 2026, 15:00", "2026-12-03 15:00")]
    [InlineData("Dec. 3 at 9", "2026-12-03 09:00")]
    [InlineData("3 Nov", "2027-11-03")] // this year's has passed
    [InlineData("29 Feb", "2028-02-29")] // the next leap year
    [InlineData("3.12.", "2026-12-03")]
    [InlineData("3.12.2026 8:00", "2026-12-03 08:00")]
    [InlineData("2026-12-03", "2026-12-03")]
    [InlineData("2026-12-03 15:00", "2026-12-03 15:00")]
    [InlineData("2026-12-03T15:00", "2026-12-03 15:00")]
    [InlineData("3/12", "2026-12-03")]
    [InlineData("3/12/26", "2026-12-03")]
    [InlineData("12/31", "2026-12-31")] // there is no month 31
    [InlineData("on the 15th", "2026-12-15")]
    [InlineData("the 1st at 15:00", "2026-12-01 15:00")]
    [InlineData("Thursday 3 December", "2026-12-03")]
    [InlineData("Thu 3 Dec 2026 at 09:00", "2026-12-03 09:00")]
    public void A_date_alone(string typed, string when) => Assert.Equal(when, Said(DateWords.ReadWhen(typed, Berlin())));

    [Theory]
    [InlineData("every Monday 9:00", "2026-12-07 09:00", "every Monday at 09:00")]
    [InlineData("every Tuesday 9:00", "2026-12-08 09:00", "every Tuesday at 09:00")]
    [InlineData("every Tuesday 11:00", "2026-12-01 11:00", "every Tuesday at 11:00")]
    [InlineData("Mondays at 9", "2026-12-07 09:00", "every Monday at 09:00")]
    [InlineData("every Mon, Wed and Fri 8:30", "2026-12-02 08:30", "every Monday, Wednesday and Friday at 08:30")]
    [InlineData("every weekday 8:30", "2026-12-02 08:30", "every working day at 08:30")]
    [InlineData("every working day", "2026-12-02", "every working day")]
    [InlineData("daily at 16:00", "2026-12-01 16:00", "every day at 16:00")]
    [InlineData("every day", "2026-12-02", "every day")]
    [InlineData("every morning", "2026-12-02 09:00", "every day at 09:00")]
    [InlineData("every 3 days", "2026-12-02", "every 3 days")]
    [InlineData("every 2 weeks on Tuesday", "2026-12-08", "every 2 weeks on Tuesday")]
    [InlineData("every other Thursday at 9", "2026-12-03 09:00", "every 2 weeks on Thursday at 09:00")]
    [InlineData("weekly on Friday", "2026-12-04", "every Friday")]
    [InlineData("every month on the 1st", "2027-01-01", "every month on the 1st")]
    [InlineData("every month on the last day", "2026-12-31", "every month on the last day")]
    [InlineData("every month on the first Monday", "2026-12-07", "every month on the first Monday")]
    [InlineData("every first Monday of the month at 9", "2026-12-07 09:00", "every month on the first Monday at 09:00")]
    [InlineData("every last Friday", "2026-12-25", "every month on the last Friday")]
    [InlineData("every 2nd Tuesday", "2026-12-08", "every 2 weeks on Tuesday")]
    [InlineData("every 2nd Tuesday of the month", "2026-12-08", "every month on the second Tuesday")]
    [InlineData("every quarter on the last day", "2026-12-31", "every 3 months on the last day")]
    [InlineData("every year on 3 Dec", "2026-12-03", "every year on 3 December")]
    [InlineData("at 9 every Monday", "2026-12-07 09:00", "every Monday at 09:00")]
    public void A_date_that_comes_again(string typed, string first, string saidBack)
    {
        var heard = DateWords.ReadWhen(typed, Berlin());
        Assert.Equal(first, Said(heard));
        Assert.Equal(saidBack, DateSaid.Of(heard.When!));
    }

    [Theory]
    [InlineData("me Thursday 9:00 call Acme's CFO", "2026-12-03 09:00", "call Acme's CFO")]
    [InlineData("me to call Acme's CFO on Thursday at 9", "2026-12-03 09:00", "call Acme's CFO")]
    [InlineData("me in 2 hours to send the recap", "2026-12-01 12:00", "send the recap")]
    [InlineData("me to send the recap in 3 days", "2026-12-04", "send the recap")]
    [InlineData("Thursday call Acme at 9", "2026-12-03 09:00", "call Acme")]
    [InlineData("at 9:30 call Acme on Friday", "2026-12-04 09:30", "call Acme")]
    [InlineData("me tomorrow: send Bob's draft", "2026-12-02", "send Bob's draft")]
    [InlineData("me that the pilot ends next Friday", "2026-12-11", "the pilot ends")]
    [InlineData("me Thursday 9:00 prepare the Friday review", "2026-12-03 09:00", "prepare the Friday review")]
    [InlineData("me to plan next steps with Acme on 3 Dec", "2026-12-03", "plan next steps with Acme")]
    [InlineData("me every Monday 9:00 to look at the forecast", "2026-12-07 09:00", "look at the forecast")]
    [InlineData("me to look at the forecast every Monday at 9", "2026-12-07 09:00", "look at the forecast")]
    [InlineData("me to call the 24/7 desk tomorrow morning", "2026-12-02 09:00", "call the 24/7 desk")]
    [InlineData("me to ask May about 3 things tomorrow", "2026-12-02", "ask May about 3 things")]
    [InlineData("me to send the weekly report on Friday", "2026-12-04", "send the weekly report")]
    [InlineData("me weekly report tomorrow", "2026-12-02", "weekly report")]
    [InlineData("me in the morning to call Bob", "2026-12-02 09:00", "call Bob")]
    public void The_date_stands_before_or_after_what_to_do(string typed, string when, string rest)
    {
        var heard = DateWords.Read(typed, Berlin());
        Assert.Equal((when, rest), (Said(heard), heard.Rest));
    }

    [Theory]
    [InlineData("me to call Acme's CFO", "I find no day and no time in “to call Acme's CFO”")]
    [InlineData("", "When, and of what?")]
    [InlineData("me", "When, and of what?")]
    [InlineData("me Thursday 25:00 call", "“25:00” is no time of day.")]
    [InlineData("me to call on 31 April", "April 2026 has no 31st.")]
    [InlineData("me 2026-13-01 call", "there is no month 13")]
    [InlineData("me Friday 3 December to call", "Thursday 3 December 2026 is not a Friday.")]
    [InlineData("me to call on Friday 3 December", "Thursday 3 December 2026 is not a Friday.")]
    [InlineData("me today 8:00 call", "Tuesday 1 December 2026 at 08:00 has passed: it is Tuesday 1 December 2026 at 10:00 where you are.")]
    [InlineData("me yesterday to call", "Monday 30 November 2026 has passed")]
    [InlineData("me 2025-01-01 to call", "Wednesday 1 January 2025 has passed")]
    [InlineData("me today to call", "Your working day has begun already. Say a time too")]
    [InlineData("me on 2050-01-01 to call", "Is the year right?")]
    public void What_cannot_be_read_is_named_with_two_examples(string typed, string why)
    {
        var heard = DateWords.Read(typed, Berlin());
        Assert.Null(heard.When);
        Assert.Contains(why, heard.Fault);
        if (!why.Contains("year right")) Assert.Contains(DateWords.Examples, heard.Fault);
    }

    [Fact]
    public void The_order_of_day_and_month_is_that_of_the_persons_region()
    {
        Assert.Equal("2027-04-03", Said(DateWords.ReadWhen("3/4", Berlin("en-GB"))));
        Assert.Equal("2027-03-04", Said(DateWords.ReadWhen("3/4", Berlin("en-US"))));
        Assert.Equal("2027-04-03", Said(DateWords.ReadWhen("3.4.", Berlin("en-US"))));
    }

    [Theory]
    [InlineData("2026-03-28T12:00:00Z", "Sunday 02:30", "2026-03-29T01:30:00Z")] // skipped: 3:30, as much later as was skipped
    [InlineData("2026-10-24T12:00:00Z", "Sunday 02:30", "2026-10-25T00:30:00Z")] // twice: the first
    [InlineData("2026-10-24T23:30:00Z", "in 2 hours", "2026-10-25T01:30:00Z")] // two hours are two hours
    public void Clock_changes(string now, string typed, string at)
    {
        var reader = Berlin(now: OffsetDateTimePattern.Rfc3339.Parse(now).Value.ToDateTimeOffset());
        var when = DateWords.ReadWhen(typed, reader).When!;
        Assert.Equal(OffsetDateTimePattern.Rfc3339.Parse(at).Value.ToDateTimeOffset(), when.Exactly ?? reader.Calendar.At(when.Day, when.Time!.Value));
    }

    [Fact]
    public void Who_works_at_night_means_the_hour_as_it_is_said()
    {
        var early = Berlin() with { Calendar = Berlin().Calendar with { Hours = new WorkingHours(new LocalTime(5, 0), new LocalTime(13, 0), 31) } };
        Assert.Equal("2026-12-03 06:00", Said(DateWords.ReadWhen("Thursday 6", early)));
        Assert.Equal("2026-12-03 16:00", Said(DateWords.ReadWhen("Thursday 4", early)));
        Assert.Equal("2026-12-03 05:00", Said(DateWords.ReadWhen("Thursday morning", early)));
    }

    internal static WhenReader Berlin(string locale = "en-GB", DateTimeOffset? now = null) => WhenReader.Of(
        new WorkCalendar(DateTimeZoneProviders.Tzdb["Europe/Berlin"], new WorkingHours(new LocalTime(9, 0), new LocalTime(17, 30), 0b0011111)), locale, now ?? Now);

    internal static string? Said(Heard heard) => heard.When is not { } when ? null
        : LocalDatePattern.Iso.Format(when.Day) + (when.Time is { } time ? $" {time:HH:mm}" : "");
}
