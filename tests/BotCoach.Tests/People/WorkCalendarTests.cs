using BotCoach.People;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace BotCoach.Tests.People;

public sealed class WorkCalendarTests
{
    private const int MondayToFriday = 0b0011111;

    [Theory]
    [InlineData("2026-11-23T08:59:59Z", false)] // Monday, a second early
    [InlineData("2026-11-23T09:00:00Z", true)]
    [InlineData("2026-11-23T17:29:59Z", true)]
    [InlineData("2026-11-23T17:30:00Z", false)]
    [InlineData("2026-11-22T10:00:00Z", false)] // Sunday
    public void Working_time_begins_with_the_start_and_ends_before_the_end(string now, bool working) =>
        Assert.Equal(working, Office("Etc/UTC").IsWorking(At(now)));

    [Theory]
    [InlineData("2026-11-23T21:59:00Z", null)]
    [InlineData("2026-11-23T22:00:00Z", "2026-11-23")]
    [InlineData("2026-11-24T05:59:00Z", "2026-11-23")]
    [InlineData("2026-11-24T06:00:00Z", null)]
    [InlineData("2026-11-28T03:00:00Z", "2026-11-27")] // Saturday night still belongs to Friday's shift
    [InlineData("2026-11-23T03:00:00Z", null)] // Sunday's shift never began
    public void A_shift_over_midnight_belongs_to_the_day_it_began(string now, string? day) =>
        Assert.Equal(day is null ? null : Day(day), Calendar("Etc/UTC", "22:00", "06:00").ShiftDay(At(now)));

    [Theory]
    [InlineData("2026-11-20T08:00:00Z", "2026-11-20T09:00:00Z")] // Friday before work
    [InlineData("2026-11-20T09:00:00Z", "2026-11-23T09:00:00Z")] // at the very start: the next one
    [InlineData("2026-11-21T12:00:00Z", "2026-11-23T09:00:00Z")]
    public void The_next_start_lies_strictly_after_and_on_a_working_day(string after, string start) =>
        Assert.Equal(At(start), Office("Etc/UTC").NextStart(At(after)));

    [Fact]
    public void The_next_start_keeps_the_wall_clock_across_a_clock_change()
    {
        var berlin = Office("Europe/Berlin");
        Assert.Equal(At("2026-03-27T08:00:00Z"), berlin.NextStart(At("2026-03-27T00:00:00Z"))); // Friday, winter time
        Assert.Equal(At("2026-03-30T07:00:00Z"), berlin.NextStart(At("2026-03-27T08:00:00Z"))); // Monday, summer time
    }

    [Fact]
    public void A_start_that_the_clock_skips_comes_later_and_never_early()
    {
        var nights = Calendar("Europe/Berlin", "02:30", "10:00", 0b1111111);
        Assert.Equal(At("2026-03-29T01:30:00Z"), nights.NextStart(At("2026-03-28T12:00:00Z"))); // 02:30 does not exist: 03:30
    }

    [Fact]
    public void A_start_that_the_clock_repeats_comes_once_the_first_time()
    {
        var nights = Calendar("Europe/Berlin", "02:30", "10:00", 0b1111111);
        var first = nights.NextStart(At("2026-10-24T12:00:00Z"));
        Assert.Equal(At("2026-10-25T00:30:00Z"), first); // 02:30 summer time, not the second 02:30
        Assert.Equal(At("2026-10-26T01:30:00Z"), nights.NextStart(first));
    }

    [Fact]
    public void A_day_begins_later_where_midnight_is_skipped() =>
        Assert.Equal(At("2018-11-04T03:00:00Z"), Office("America/Sao_Paulo").Midnight(Day("2018-11-04"))); // 01:00 is the first instant

    [Fact]
    public void Working_days_leave_out_weekends_and_days_off()
    {
        var office = Office("Etc/UTC") with { DaysOff = new HashSet<LocalDate> { Day("2026-11-26") } };
        Assert.Equal(Day("2026-11-27"), office.AddWorkingDays(Day("2026-11-25"), 1));
        Assert.Equal(Day("2026-12-01"), office.AddWorkingDays(Day("2026-11-25"), 3));
        Assert.Equal(Day("2026-11-25"), office.AddWorkingDays(Day("2026-11-25"), 0));
        Assert.Equal(3, office.WorkingDaysBetween(Day("2026-11-25"), Day("2026-12-01")));
        Assert.Equal(-3, office.WorkingDaysBetween(Day("2026-12-01"), Day("2026-11-25")));
        Assert.False(office.IsWorking(At("2026-11-26T10:00:00Z")));
    }

    [Fact]
    public void A_calendar_without_working_days_is_asked_again_in_a_year() =>
        Assert.Equal(At("2027-11-23T00:00:00Z"), Calendar("Etc/UTC", "09:00", "17:00", 0).NextStart(At("2026-11-23T10:00:00Z")));

    [Fact]
    public void Public_holidays_are_no_working_days_and_move_the_start()
    {
        var berlin = Office("Europe/Berlin") with { Holidays = BotCoach.People.Holidays.HolidayBook.Find("DE-BY") };
        Assert.Equal(At("2026-01-07T08:00:00Z"), berlin.NextStart(At("2026-01-05T12:00:00Z"))); // Epiphany, in Bavaria alone
        Assert.Equal(Day("2026-01-07"), berlin.AddWorkingDays(Day("2026-01-05"), 1));
        Assert.Null(berlin.ShiftDay(At("2026-01-06T10:00:00Z")));
    }

    [Fact]
    public void Days_off_of_ones_own_move_what_is_said_and_stay_working_days()
    {
        var away = Office("Etc/UTC") with { Away = [new(Day("2026-11-24"), Day("2026-11-29"))] };
        Assert.Equal(At("2026-11-30T09:00:00Z"), away.NextStart(At("2026-11-23T12:00:00Z")));
        Assert.False(away.IsWorking(At("2026-11-24T10:00:00Z")));
        Assert.True(away.IsWorkingDay(Day("2026-11-24")));
        Assert.Equal(At("2026-11-30T09:00:00Z"), away.NextMoment(At("2026-11-24T10:00:00Z")));
        Assert.Equal(At("2026-11-23T12:00:00Z"), away.NextMoment(At("2026-11-23T12:00:00Z")));
    }

    [Theory]
    [InlineData("2026-11-23T11:00:00Z", "2026-11-23T08:00:00Z", "2026-11-23T11:00:00Z")] // its end lies in the shift
    [InlineData("2026-11-23T20:00:00Z", "2026-11-23T08:00:00Z", "2026-11-24T09:00:00Z")] // after work
    [InlineData("2026-11-23T09:00:00Z", "2026-11-23T08:00:00Z", "2026-11-23T09:00:00Z")]
    [InlineData("2026-11-28T12:00:00Z", "2026-11-23T08:00:00Z", "2026-11-30T09:00:00Z")] // a Saturday
    [InlineData("2026-11-23T07:00:00Z", "2026-11-23T08:00:00Z", "2026-11-23T09:00:00Z")] // over
    public void A_quiet_moves_what_is_said_to_its_end_or_the_next_start(string until, string after, string next)
    {
        var quiet = Office("Etc/UTC") with { QuietUntil = At(until) };
        Assert.Equal(At(next), quiet.NextStart(At(after)));
        Assert.Equal(At(until) <= At("2026-11-23T10:00:00Z"), quiet.IsWorking(At("2026-11-23T10:00:00Z")));
    }

    [Theory]
    [InlineData("Pacific/Apia", "2011-12-29T20:00:00Z", "2011-12-30T19:00:00Z")] // Friday 30 December did not exist: Saturday 31 is next, at 9:00 +14
    [InlineData("Asia/Kathmandu", "2026-03-02T00:00:00Z", "2026-03-02T03:15:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-03T10:00:00Z", "2026-10-03T22:00:00Z")] // half an hour is skipped that night
    [InlineData("Africa/Casablanca", "2026-02-15T12:00:00Z", "2026-02-16T09:00:00Z")] // Ramadan: the clock goes back
    public void Strange_zones_keep_the_wall_clock(string zone, string after, string start) =>
        Assert.Equal(At(start), Calendar(zone, "09:00", "17:30", 0b1111111).NextStart(At(after)));

    [Fact]
    public void A_night_shift_is_an_hour_shorter_or_longer_when_the_clock_changes()
    {
        var nights = Calendar("America/New_York", "22:00", "06:00", 0b1111111);
        Assert.Equal(At("2026-03-08T10:00:00Z"), nights.EndOfShift(At("2026-03-08T04:00:00Z"))); // seven hours after 3:00
        Assert.Equal(At("2026-11-01T11:00:00Z"), nights.EndOfShift(At("2026-11-01T03:00:00Z"))); // nine hours after 2:00
    }

    [Theory]
    [InlineData("Asia/Tokyo", "Europe/Berlin", "Asia/Tokyo")]
    [InlineData(null, "Europe/Berlin", "Europe/Berlin")]
    [InlineData("Nowhere/AtAll", "Europe/Berlin", "Europe/Berlin")]
    [InlineData(null, "Nowhere/AtAll", "UTC")]
    public void A_person_lives_in_the_own_zone_else_in_the_workspaces(string? own, string workspaces, string zone)
    {
        var workspace = new Workspace { Id = Guid.NewGuid(), Name = "W", Zone = workspaces };
        var person = new Person { WorkspaceId = workspace.Id, Id = Guid.NewGuid(), Name = "P", Zone = own };
        Assert.Equal(zone, WorkCalendar.Of(person, workspace).Zone.Id);
    }

    private static WorkCalendar Office(string zone) => Calendar(zone, "09:00", "17:30");

    private static WorkCalendar Calendar(string zone, string start, string end, int days = MondayToFriday) =>
        new(DateTimeZoneProviders.Tzdb[zone], new WorkingHours(Time(start), Time(end), days));

    private static LocalTime Time(string text) => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text).Value;

    private static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
