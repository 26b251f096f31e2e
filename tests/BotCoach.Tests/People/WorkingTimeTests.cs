using BotCoach.People;
using NodaTime;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.People;

public sealed class WorkingTimeTests
{
    private static readonly WorkCalendar Office = new(DateTimeZoneProviders.Tzdb[Berlin], new WorkingHours(new LocalTime(9, 0), new LocalTime(17, 0), 0b0011111));
    private static readonly WorkCalendar Night = Office with { Hours = new WorkingHours(new LocalTime(22, 0), new LocalTime(6, 0), 0b0011111) };

    [Theory]
    [InlineData("2026-03-03T09:00:00Z", 2, "2026-03-03T11:00:00Z")]
    [InlineData("2026-03-03T15:00:00Z", 2, "2026-03-04T09:00:00Z")]
    [InlineData("2026-03-06T15:00:00Z", 8, "2026-03-09T15:00:00Z")]
    [InlineData("2026-03-07T12:00:00Z", 1, "2026-03-09T09:00:00Z")]
    [InlineData("2026-03-27T15:00:00Z", 8, "2026-03-30T14:00:00Z")]
    public void It_is_added_in_working_hours_alone(string from, int hours, string to) =>
        Assert.Equal(At(to), Office.AddWorkingTime(At(from), TimeSpan.FromHours(hours)));

    [Fact]
    public void A_shift_over_midnight_is_one() => Assert.Equal(At("2026-03-05T02:00:00Z"), Night.AddWorkingTime(At("2026-03-04T22:00:00Z"), TimeSpan.FromHours(4)));

    [Fact]
    public void What_was_added_is_what_lies_between()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var n = 0; n < 500; n++)
        {
            var calendar = random.Next(2) == 0 ? Office : Night;
            var (from, span) = (At("2026-01-01T00:00:00Z").AddMinutes(random.Next(525_600)), TimeSpan.FromMinutes(random.Next(6_000)));
            var to = calendar.AddWorkingTime(from, span);
            Assert.True(calendar.WorkingTimeBetween(from, to) == span, $"from {from} by {span}, seed {seed}");
        }
    }
}
