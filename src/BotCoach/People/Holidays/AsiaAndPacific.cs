using NodaTime;
using static BotCoach.People.Holidays.DayRule;
using static BotCoach.People.Holidays.MoonRules;
using static NodaTime.IsoDayOfWeek;

namespace BotCoach.People.Holidays;

/// <summary>The public holidays of the countries of Asia and the Pacific.</summary>
internal static class AsiaAndPacific
{
    public static Country[] Countries { get; } =
    [
        new("AE", "United Arab Emirates",
            new("New Year's Day", On(1, 1)), new("Night Journey", Islamic(7, 27)), new("Ramadan begins", Islamic(9, 1)), new("Eid al-Fitr", Islamic(10, 1).For(3)),
            new("Eid al-Adha", Islamic(12, 10).For(3)), new("Islamic New Year", Islamic(1, 1)), new("Prophet's Birthday", Islamic(3, 12)),
            new("National Day", On(12, 2))),
        new("AU", "Australia",
            new("New Year's Day", On(1, 1).Also(sat: 2, sun: 1)), new("Australia Day", On(1, 26).Moved(sat: 2, sun: 1)), new("Good Friday", Easter(-2)),
            new("Easter Saturday", Easter(-1)), new("Easter Sunday", Easter()), new("Easter Monday", Easter(1)), new("Anzac Day", On(4, 25)),
            new("Christmas Day", On(12, 25).Also(sat: 2, sun: 2)), new("Boxing Day", On(12, 26).Also(sat: 2, sun: 2)))
        {
            Regions =
            [
                new("NSW", "New South Wales", [new("Anzac Day", AnzacInNewSouthWales()), new("King's Birthday", Nth(2, Monday, 6)), new("Labour Day", Nth(1, Monday, 10))],
                    "Anzac Day"),
                new("VIC", "Victoria", [new("Labour Day", Nth(2, Monday, 3)), new("King's Birthday", Nth(2, Monday, 6)),
                    // the league may choose another Friday
                    new("Grand Final Friday", Before(Friday, 10, 1)), new("Melbourne Cup", Nth(1, Tuesday, 11))]),
            ],
        },
        new("CN", "China",
            new("New Year's Day", On(1, 1)), new("Spring Festival", Chinese(1, 1).Plus(-1).For(3)), new("Women's Day", On(3, 8), IsHalf: true),
            new("Tomb-Sweeping Day", Qingming), new("Labour Day", On(5, 1)), new("Youth Day", On(5, 4), IsHalf: true), new("Dragon Boat Festival", Chinese(5, 5)),
            new("Children's Day", On(6, 1)), new("Army Day", On(8, 1), IsHalf: true), new("National Day", On(10, 1).For(3)), new("Mid-Autumn Festival", Chinese(8, 15))),
        new("IL", "Israel",
            new("Passover", Hebrew(1, 15)), new("Seventh day of Passover", Hebrew(1, 21)), new("Independence Day", new DayRule(y => Hebrew(2, 5).In(y).Select(Independence))),
            new("Shavuot", Hebrew(3, 6)), new("Rosh Hashanah", Hebrew(7, 1).For(2)), new("Yom Kippur", Hebrew(7, 10)), new("Sukkot", Hebrew(7, 15)),
            new("Simchat Torah", Hebrew(7, 22))) { UsualDays = Country.SundayToThursday },
        new("IN", "India",
            new("Republic Day", On(1, 26)), new("Ambedkar Jayanti", On(4, 14)), new("Good Friday", Easter(-2)), new("Independence Day", On(8, 15)),
            new("Gandhi Jayanti", On(10, 2)), new("Christmas Day", On(12, 25))) { UsualDays = Country.MondayToSaturday },
        new("JP", "Japan",
            new("New Year's Day", On(1, 1)), new("Coming of Age Day", Nth(2, Monday, 1)), new("Foundation Day", On(2, 11)), new("Emperor's Birthday", On(2, 23)),
            new("Spring Equinox", SpringEquinox), new("Showa Day", On(4, 29)), new("Constitution Day", On(5, 3)), new("Greenery Day", On(5, 4)),
            new("Children's Day", On(5, 5)), new("Marine Day", Nth(3, Monday, 7)), new("Mountain Day", On(8, 11)), new("Respect for the Aged Day", Nth(3, Monday, 9)),
            new("Autumn Equinox", AutumnEquinox), new("Sports Day", Nth(2, Monday, 10)), new("Culture Day", On(11, 3)), new("Labour Thanksgiving Day", On(11, 23)))
        { Between = JapanAlso },
        new("SA", "Saudi Arabia",
            new("Founding Day", On(2, 22)), new("Eid al-Fitr", Islamic(9, 30).For(4)), new("Eid al-Adha", Islamic(12, 9).For(4)), new("National Day", On(9, 23)))
        { UsualDays = Country.SundayToThursday },
        new("SG", "Singapore",
            new("New Year's Day", On(1, 1).Also(sun: 1)), new("Chinese New Year", Chinese(1, 1).Also(sun: 2)), new("Chinese New Year, second day", Chinese(1, 2).Also(sun: 1)),
            // announced by what is seen there
            new("Hari Raya Puasa", Islamic(10, 1).But(("2025-03-30", "2025-03-31"), ("2026-03-20", "2026-03-21"))), new("Good Friday", Easter(-2)),
            new("Labour Day", On(5, 1).Also(sun: 1)), new("Vesak Day", Table("2025-05-12", "2026-05-31").Also(sun: 1)),
            new("Hari Raya Haji", Islamic(12, 10).But(("2025-06-06", "2025-06-07"))), new("National Day", On(8, 9).Also(sun: 1)),
            new("Deepavali", Table("2025-10-20", "2026-11-08", "2027-10-28", "2028-11-15", "2029-11-05", "2030-10-25").Also(sun: 1)), new("Christmas Day", On(12, 25).Also(sun: 1))),
    ];

    /// <summary>The Monday after a weekend is one more day off, from 2026 on.</summary>
    private static DayRule AnzacInNewSouthWales() => new(year => (year >= 2026 ? On(4, 25).Also(sat: 2, sun: 1) : On(4, 25)).In(year));

    private static LocalDate Independence(LocalDate day) => day.DayOfWeek switch
    {
        Friday => day.PlusDays(-1),
        Saturday => day.PlusDays(-2),
        Monday => day.PlusDays(1),
        _ => day,
    };

    /// <summary>For a holiday on a Sunday the next day that is none is off; so is a day between two holidays.</summary>
    private static IEnumerable<LocalDate> JapanAlso(IReadOnlyDictionary<LocalDate, string> days)
    {
        foreach (var day in days.Keys)
        {
            if (day.DayOfWeek == Sunday) yield return Enumerable.Range(1, 7).Select(day.PlusDays).First(d => !days.ContainsKey(d));
            if (!days.ContainsKey(day.PlusDays(1)) && days.ContainsKey(day.PlusDays(2)) && day.PlusDays(1).DayOfWeek != Sunday) yield return day.PlusDays(1);
        }
    }
}
