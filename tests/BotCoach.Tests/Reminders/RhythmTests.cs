using BotCoach.People;
using BotCoach.Reminders;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Tests.Reminders;

/// <summary>How reminders come again, and that what the bot writes is read as what it says.</summary>
public sealed class RhythmTests
{
    [Theory]
    [InlineData("every month on the 31st", "2027-01-31", "2027-02-28 2027-03-31 2027-04-30")]
    [InlineData("every month on the last day", "2028-01-31", "2028-02-29 2028-03-31 2028-04-30")]
    [InlineData("every month on the 30th", "2027-01-30", "2027-02-28 2027-03-30")]
    [InlineData("every month on the first Monday", "2026-12-07", "2027-01-04 2027-02-01 2027-03-01")]
    [InlineData("every month on the last Friday", "2026-12-25", "2027-01-29 2027-02-26")]
    [InlineData("every 3 months on the 15th", "2026-12-15", "2027-03-15 2027-06-15")]
    [InlineData("every 2 weeks on Tuesday", "2026-12-08", "2026-12-22 2027-01-05")]
    [InlineData("every 2 weeks on Monday and Friday", "2026-12-07", "2026-12-11 2026-12-21 2026-12-25")]
    [InlineData("every working day", "2026-12-04", "2026-12-07 2026-12-08")]
    [InlineData("every 3 days", "2026-12-30", "2027-01-02 2027-01-05")]
    [InlineData("every year on 29 February", "2028-02-29", "2029-02-28 2030-02-28 2031-02-28 2032-02-29")]
    public void It_comes_again(string typed, string from, string then)
    {
        var reader = DateWordsTests.Berlin();
        var (rhythm, day) = (DateWords.ReadWhen(typed, reader).When!.Every!, LocalDatePattern.Iso.Parse(from).Value);
        foreach (var next in then.Split(' ')) Assert.Equal(next, LocalDatePattern.Iso.Format(day = rhythm.After(day, reader.Calendar)));
    }

    [Fact]
    public void What_the_bot_writes_is_read_as_what_it_says()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        string[] zones = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "America/Sao_Paulo", "Africa/Cairo"];
        for (var i = 0; i < 4000; i++)
        {
            var hours = new WorkingHours(new LocalTime(random.Next(24), 0), new LocalTime(random.Next(24), 30), random.Next(1, 128));
            var now = DateTimeOffset.FromUnixTimeMilliseconds(random.NextInt64(1_750_000_000_000, 2_000_000_000_000));
            var reader = WhenReader.Of(new WorkCalendar(DateTimeZoneProviders.Tzdb[zones[random.Next(zones.Length)]], hours), random.Next(2) == 0 ? "en-US" : "en-GB", now);
            LocalTime? time = random.Next(3) == 0 ? null : new LocalTime(random.Next(24), random.Next(60));
            var when = random.Next(2) == 0 ? new When(reader.Today.PlusDays(random.Next(2, 3000)), time) : new When(reader.Today, time, Any(random));
            var said = DateSaid.Of(when);
            var heard = DateWords.ReadWhen(said, reader);
            var about = $"seed {seed}, round {i}, {now:O} in {reader.Calendar.Zone.Id}: “{said}” was read as {heard}";
            Assert.True(heard.When is not null && heard.When.Every == when.Every && heard.When.Time == when.Time && (when.Every is not null || heard.When.Day == when.Day), about);
            Assert.True(when.Every is null || Rhythm.Of(when.Every.Kept()) == when.Every, about);
            var inText = DateWords.Read($"me to call Acme's CFO {(when.Every is null ? "on " : "")}{said}", reader);
            Assert.True(inText.When == heard.When && inText.Rest == "call Acme's CFO", about);
            Assert.Equal(inText, DateWords.Read($"me {said} call Acme's CFO", reader));
        }
    }

    private static Rhythm Any(Random random) => random.Next(7) switch
    {
        0 => new Rhythm(RhythmUnit.Day, random.Next(1, 10)),
        1 => new Rhythm(RhythmUnit.WorkingDay),
        2 => new Rhythm(RhythmUnit.Week, random.Next(1, 5), random.Next(1, 128)),
        3 => new Rhythm(RhythmUnit.Month, random.Next(1, 4), DayOfMonth: random.Next(1, 33)),
        4 => new Rhythm(RhythmUnit.Month, random.Next(1, 4), Rhythm.Bit((IsoDayOfWeek)random.Next(1, 8)), Nth: random.Next(1, 6)),
        5 => new Rhythm(RhythmUnit.Year, 1, DayOfMonth: random.Next(1, 29), Month: random.Next(1, 13)),
        _ => new Rhythm(RhythmUnit.Year, random.Next(1, 3), DayOfMonth: random.Next(1, 29), Month: random.Next(1, 13)),
    };
}
