using System.Globalization;
using BotCoach.People;
using BotCoach.People.Holidays;
using NodaTime;

namespace BotCoach.Tests.People;

/// <summary>Calendars by chance: many zones, hours, days, countries and years. A failure says the seed, and the seed says it again.</summary>
public sealed class CalendarWalkTests
{
    private const int Walks = 1_500;
    private const int Steps = 12;
    private static readonly string[] Zones = [.. DateTimeZoneProviders.Tzdb.Ids.Where(id => id.Contains('/'))];

    [Fact]
    public void The_next_start_is_ahead_on_a_day_of_work_at_the_start_and_each_lies_after_the_one_before()
    {
        var seed = Environment.GetEnvironmentVariable("BOTCOACH_TEST_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next();
        var dice = new Random(seed);
        for (var walk = 0; walk < Walks; walk++)
        {
            var calendar = Any(dice);
            var now = new DateTimeOffset(dice.Next(2000, 2040), dice.Next(1, 13), dice.Next(1, 29), dice.Next(24), dice.Next(60), 0, TimeSpan.Zero);
            for (var step = 0; step < Steps; step++)
            {
                var start = calendar.NextStart(now);
                if (Complaint(calendar, now, start) is { } complaint) Assert.Fail($"Seed {seed}, walk {walk}: {complaint}. {calendar.Zone.Id}, {calendar.Hours}, {calendar.Holidays?.Place}, after {now:O}: {start:O}");
                now = dice.Next(3) == 0 ? start : start.AddMinutes(-dice.Next(1, 600));
                if (now < start.AddDays(-1)) break;
            }
        }
    }

    private static string? Complaint(WorkCalendar calendar, DateTimeOffset now, DateTimeOffset start)
    {
        if (start <= now) return "it is not ahead";
        var local = Instant.FromDateTimeOffset(start).InZone(calendar.Zone);
        var day = calendar.ShiftDay(start);
        if (day is null) return "no shift is under way then";
        if (calendar.StartOn(day.Value) != start) return "the shift's day has another start";
        if (!calendar.IsWorkingDay(day.Value)) return "that is no working day";
        var wished = day.Value + calendar.Hours.Start;
        var map = calendar.Zone.MapLocal(wished);
        if (map.Count > 0 && local.LocalDateTime != wished) return "the wall clock shows another time";
        if (map.Count == 0 && local.LocalDateTime <= wished) return "it comes early, in a gap";
        if (map.Count == 2 && local.ToInstant() != map.First().ToInstant()) return "it is the second of the two";
        if (calendar.ShiftDay(start.AddTicks(-1)) == day) return "the shift was under way before";
        // Nothing between was missed.
        for (var between = calendar.Today(now).PlusDays(1); between < day; between = between.PlusDays(1))
            if (calendar.IsWorkingDay(between) && calendar.StartOn(between) > now) return $"{between:R} was missed";
        return calendar.NextMoment(start) == start && calendar.NextStart(start) > start ? null : "the next is not after it";
    }

    private static WorkCalendar Any(Random dice)
    {
        var start = new LocalTime(dice.Next(24), dice.Next(4) * 15);
        var hours = new WorkingHours(start, start.PlusMinutes(15 * dice.Next(8, 60)), dice.Next(1, 128));
        var place = HolidayBook.Places[dice.Next(HolidayBook.Places.Count)].Code;
        return new WorkCalendar(DateTimeZoneProviders.Tzdb[Zones[dice.Next(Zones.Length)]], hours) { Holidays = dice.Next(2) == 0 ? HolidayBook.Find(place) : null };
    }
}
