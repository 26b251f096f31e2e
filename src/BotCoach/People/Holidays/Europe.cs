using static BotCoach.People.Holidays.DayRule;
using static NodaTime.IsoDayOfWeek;

namespace BotCoach.People.Holidays;

/// <summary>The public holidays of Europe's countries.</summary>
internal static class Europe
{
    public static Country[] Countries { get; } =
    [
        new("DE", "Germany",
            new("New Year's Day", On(1, 1)), new("Good Friday", Easter(-2)), new("Easter Monday", Easter(1)), new("Labour Day", On(5, 1)),
            new("Ascension Day", Easter(39)), new("Whit Monday", Easter(50)), new("German Unity Day", On(10, 3)), new("Christmas Day", On(12, 25)),
            new("Second Day of Christmas", On(12, 26)))
        {
            Regions =
            [
                new("BE", "Berlin", [new("Women's Day", On(3, 8)), new("Liberation Day, 80 years", Table("2025-05-08") with { Until = int.MaxValue })]),
                new("BY", "Bavaria", [new("Epiphany", On(1, 6)), new("Corpus Christi", Easter(60)), new("All Saints' Day", On(11, 1))]),
            ],
        },
        new("ES", "Spain",
            new("New Year's Day", On(1, 1)), new("Epiphany", On(1, 6)), new("Good Friday", Easter(-2)), new("Labour Day", On(5, 1)),
            new("Assumption Day", On(8, 15)), new("National Day", On(10, 12)), new("All Saints' Day", On(11, 1)), new("Constitution Day", On(12, 6)),
            new("Immaculate Conception", On(12, 8)), new("Christmas Day", On(12, 25)))
        {
            Regions =
            [
                new("MD", "Madrid", [new("Maundy Thursday", Easter(-3)), new("Day of Madrid", On(5, 2).Moved(sun: 1)),
                    new("All Saints' Day", On(11, 1).Also(sun: 1)), new("Constitution Day", On(12, 6).Also(sun: 1))],
                    "All Saints' Day", "Constitution Day"),
            ],
        },
        new("FR", "France",
            new("New Year's Day", On(1, 1)), new("Easter Monday", Easter(1)), new("Labour Day", On(5, 1)), new("Victory Day", On(5, 8)),
            new("Ascension Day", Easter(39)), new("Whit Monday", Easter(50)), new("Bastille Day", On(7, 14)), new("Assumption Day", On(8, 15)),
            new("All Saints' Day", On(11, 1)), new("Armistice Day", On(11, 11)), new("Christmas Day", On(12, 25))),
        new("GB", "United Kingdom",
            new("New Year's Day", On(1, 1).Also(sat: 2, sun: 1)), new("Good Friday", Easter(-2)), new("Easter Monday", Easter(1)),
            new("Early May bank holiday", Nth(1, Monday, 5)), new("Spring bank holiday", Before(Monday, 6, 1)),
            new("Christmas Day", On(12, 25).Also(sat: 2, sun: 2)), new("Boxing Day", On(12, 26).Also(sat: 2, sun: 2)))
        {
            Regions =
            [
                new("ENG", "England", [new("Summer bank holiday", Before(Monday, 9, 1))]),
                new("NIR", "Northern Ireland", [new("St Patrick's Day", On(3, 17).Also(sat: 2, sun: 1)), new("Battle of the Boyne", On(7, 12).Also(sat: 2, sun: 1)),
                    new("Summer bank holiday", Before(Monday, 9, 1))]),
                new("SCT", "Scotland", [new("New Year's Day", On(1, 1).Also(sat: 3, sun: 2)), new("2 January", On(1, 2).Also(sat: 2, sun: 1)), new("Summer bank holiday", Nth(1, Monday, 8)),
                    new("St Andrew's Day", On(11, 30).Also(sat: 2, sun: 1))],
                    "New Year's Day", "Easter Monday"),
            ],
        },
        new("IE", "Ireland",
            new("New Year's Day", On(1, 1)),
            // the first Monday of February, or the first itself where that is a Friday
            new("St Brigid's Day", new DayRule(year => [new NodaTime.LocalDate(year, 2, 1) is { DayOfWeek: Friday } first ? first : Nth(1, Monday, 2).In(year).Single()])),
            new("St Patrick's Day", On(3, 17)), new("Easter Sunday", Easter()), new("Easter Monday", Easter(1)), new("May Day", Nth(1, Monday, 5)),
            new("June bank holiday", Nth(1, Monday, 6)), new("August bank holiday", Nth(1, Monday, 8)), new("October bank holiday", Before(Monday, 11, 1)),
            new("Christmas Day", On(12, 25)), new("St Stephen's Day", On(12, 26))),
        new("NL", "Netherlands",
            new("New Year's Day", On(1, 1)), new("Easter Sunday", Easter()), new("Easter Monday", Easter(1)), new("King's Day", On(4, 27).Moved(sun: -1)),
            new("Ascension Day", Easter(39)), new("Whit Sunday", Easter(49)), new("Whit Monday", Easter(50)), new("Christmas Day", On(12, 25)),
            new("Second Day of Christmas", On(12, 26))),
    ];
}
