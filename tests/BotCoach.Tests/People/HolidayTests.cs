using System.Globalization;
using System.Text.Json;
using BotCoach.People.Holidays;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Tests.People;

/// <summary>Runs where the shared data stands beside the repository.</summary>
public sealed class PublishedHolidaysFactAttribute : FactAttribute
{
    public static readonly string? Folder = Find();

    public PublishedHolidaysFactAttribute()
    {
        if (Folder is null) Skip = "../shared/data/holidays is not there";
    }

    private static string? Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Path.Combine(at.FullName, "shared", "data", "holidays") is var data && Directory.Exists(data)) return data;
        return null;
    }
}

/// <summary>Public holidays by rule, against the published days.</summary>
public sealed class HolidayTests
{
    private const double MostHoursOfHalfADay = 12;

    [PublishedHolidaysFact]
    public void Every_public_day_of_every_place_is_off_in_2025_to_2027_and_no_other()
    {
        var files = Directory.GetFiles(Path.Combine(PublishedHolidaysFactAttribute.Folder!, "expected"), "*.json");
        var places = files.Select(f => Path.GetFileNameWithoutExtension(f)[..^5]).Distinct().Order().ToList();
        Assert.Equal(places, HolidayBook.Places.Select(p => p.Code).Order());
        Assert.Equal(30 * 3, files.Length);
        var wrong = files.Order().SelectMany(Differences).ToList();
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [PublishedHolidaysFact]
    public void The_weekend_of_each_country_is_the_published_one()
    {
        using var data = JsonDocument.Parse(File.ReadAllText(Path.Combine(PublishedHolidaysFactAttribute.Folder!, "weekData.json")));
        var weeks = data.RootElement.GetProperty("supplemental").GetProperty("weekData");
        foreach (var (code, _) in HolidayBook.Places)
        {
            var (first, last) = (DayIn(weeks.GetProperty("weekendStart"), code[..2]), DayIn(weeks.GetProperty("weekendEnd"), code[..2]));
            var off = Enumerable.Range(0, 7).Where(i => (HolidayBook.UsualDays(code) & (1 << i)) == 0).Select(i => i + 1).ToHashSet();
            Assert.Equal(Enumerable.Range(0, 7).Select(i => (first - 1 + i) % 7 + 1).Take((last - first + 7) % 7 + 1).ToHashSet(), off);
        }
    }

    [Theory]
    [InlineData("US", "2027-12-31", "New Year's Day")] // of 2028
    [InlineData("US", "2028-07-04", "Independence Day")]
    [InlineData("GB-SCT", "2028-01-04", "New Year's Day")] // the first is a Saturday, the second a Sunday
    [InlineData("DE-BY", "2030-06-20", "Corpus Christi")]
    [InlineData("FR", "2038-04-26", "Easter Monday")] // the latest there is
    [InlineData("JP", "2032-09-21", "Holiday in lieu")] // between two holidays
    [InlineData("CN", "2033-01-31", "Spring Festival")]
    [InlineData("AE", "2033-01-02", "Eid al-Fitr")] // twice that year
    [InlineData("AE", "2033-12-23", "Eid al-Fitr")]
    [InlineData("MX", "2030-10-01", "Change of government")]
    [InlineData("SG", "2029-11-05", "Deepavali")]
    public void The_rules_go_on_after_2027(string place, string day, string name) =>
        Assert.Equal(name, HolidayBook.Days(place, int.Parse(day[..4], CultureInfo.InvariantCulture)).GetValueOrDefault(Day(day)));

    [Theory]
    [InlineData("SG", 2026, "")]
    [InlineData("SG", 2027, "Vesak Day")]
    [InlineData("SG", 2031, "Vesak Day, Deepavali")]
    [InlineData("AE", 2076, "")]
    [InlineData("SA", 2077, "Eid al-Fitr, Eid al-Adha")]
    [InlineData("CN", 2101, "Spring Festival, Tomb-Sweeping Day, Dragon Boat Festival, Mid-Autumn Festival")]
    [InlineData("DE-BE", 2200, "")]
    [InlineData("IL", 2200, "")]
    public void What_a_table_does_not_know_any_more_is_named(string place, int year, string names) =>
        Assert.Equal(names, string.Join(", ", HolidayBook.Unknown(place, year)));

    [Fact]
    public void No_rule_fails_in_any_year_up_to_2150()
    {
        foreach (var (code, name) in HolidayBook.Places)
            for (var year = 2000; year <= 2150; year++) Assert.True(HolidayBook.Days(code, year).Count >= 2, $"{name} in {year}");
    }

    [Fact]
    public void A_place_that_nobody_knows_has_no_holidays_and_the_usual_week()
    {
        Assert.Null(HolidayBook.Find("XX"));
        Assert.Null(HolidayBook.Find("DE-XX"));
        Assert.Null(HolidayBook.Find(null));
        Assert.Equal(0b0011111, HolidayBook.UsualDays("none"));
        Assert.Same(HolidayBook.Find("DE"), HolidayBook.Find("DE"));
    }

    [Fact]
    public void The_next_holiday_may_be_next_years()
    {
        Assert.Equal((Day("2026-12-25"), "Christmas Day"), HolidayBook.Find("DE")!.Next(Day("2026-12-01")));
        Assert.Equal((Day("2027-01-01"), "New Year's Day"), HolidayBook.Find("DE")!.Next(Day("2026-12-27")));
    }

    private static IEnumerable<string> Differences(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var (place, year) = (name[..^5], int.Parse(name[^4..], CultureInfo.InvariantCulture));
        using var published = JsonDocument.Parse(File.ReadAllText(file));
        HashSet<LocalDate> whole = [], half = [];
        foreach (var row in published.RootElement.EnumerateArray().Where(r => r.GetProperty("type").GetString() == "public"))
        {
            var hours = (row.GetProperty("end").GetDateTimeOffset() - row.GetProperty("start").GetDateTimeOffset()).TotalHours;
            var first = Day(row.GetProperty("date").GetString()![..10]);
            if (hours <= MostHoursOfHalfADay) half.Add(first);
            for (var i = 0; i < Math.Round(hours / 24); i++) if (first.PlusDays(i).Year == year && hours > MostHoursOfHalfADay) whole.Add(first.PlusDays(i));
        }
        var off = Enumerable.Range(0, CalendarSystem.Iso.GetDaysInYear(year)).Select(new LocalDate(year, 1, 1).PlusDays).Where(HolidayBook.Find(place)!.IsOff).ToHashSet();
        return whole.Except(off).Select(d => $"{name}: {d:R} is missing").Concat(off.Except(whole).Select(d => $"{name}: {d:R} is too much"))
            .Concat(half.Except(HolidayBook.HalfDays(place, year).Keys).Select(d => $"{name}: half of {d:R} is missing"))
            .Concat(HolidayBook.HalfDays(place, year).Keys.Except(half).Select(d => $"{name}: half of {d:R} is too much"));
    }

    private static int DayIn(JsonElement days, string country)
    {
        var day = days.TryGetProperty(country, out var own) ? own : days.GetProperty("001");
        return Array.IndexOf(["mon", "tue", "wed", "thu", "fri", "sat", "sun"], day.GetString()) + 1;
    }

    private static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
