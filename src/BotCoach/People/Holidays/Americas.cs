using static BotCoach.People.Holidays.DayRule;
using static NodaTime.IsoDayOfWeek;

namespace BotCoach.People.Holidays;

/// <summary>The public holidays of America's countries.</summary>
internal static class Americas
{
    public static Country[] Countries { get; } =
    [
        new("BR", "Brazil",
            new("New Year's Day", On(1, 1)), new("Good Friday", Easter(-2)), new("Tiradentes Day", On(4, 21)), new("Labour Day", On(5, 1)),
            new("Independence Day", On(9, 7)), new("Our Lady of Aparecida", On(10, 12)), new("All Souls' Day", On(11, 2)), new("Republic Day", On(11, 15)),
            new("Black Awareness Day", On(11, 20)), new("Christmas Day", On(12, 25)),
            new("Election day", Nth(1, Sunday, 10).When(IsEven)), new("Second round of the election", Before(Sunday, 11, 1).When(IsEven))),
        new("CA", "Canada",
            new("New Year's Day", On(1, 1)), new("Good Friday", Easter(-2)), new("Canada Day", On(7, 1)), new("Labour Day", Nth(1, Monday, 9)),
            new("Christmas Day", On(12, 25)))
        {
            Regions =
            [
                new("ON", "Ontario", [new("Family Day", Nth(3, Monday, 2)), new("Easter Monday", Easter(1)), new("Victoria Day", Before(Monday, 5, 25)),
                    new("Thanksgiving", Nth(2, Monday, 10)), new("Boxing Day", On(12, 26))]),
                new("QC", "Quebec", [new("National Patriots' Day", Before(Monday, 5, 25)), new("National Holiday", On(6, 24)), new("Thanksgiving", Nth(2, Monday, 10))]),
            ],
        },
        new("MX", "Mexico",
            new("New Year's Day", On(1, 1)), new("Constitution Day", Nth(1, Monday, 2)), new("Benito Juárez's birthday", Nth(3, Monday, 3)),
            new("Labour Day", On(5, 1)), new("Independence Day", On(9, 16)), new("Revolution Day", Nth(3, Monday, 11)), new("Christmas Day", On(12, 25)),
            // since 2024 the new president takes office in October
            new("Change of government", On(10, 1).When(year => year >= 2024 && (year - 2024) % 6 == 0))),
        new("US", "United States",
            new("New Year's Day", On(1, 1).Also(sat: -1, sun: 1)), new("Martin Luther King Jr. Day", Nth(3, Monday, 1)), new("Washington's Birthday", Nth(3, Monday, 2)),
            new("Memorial Day", Before(Monday, 6, 1)), new("Juneteenth", On(6, 19).Also(sat: -1, sun: 1)), new("Independence Day", On(7, 4).Also(sat: -1, sun: 1)),
            new("Labor Day", Nth(1, Monday, 9)), new("Columbus Day", Nth(2, Monday, 10)), new("Veterans Day", On(11, 11)),
            new("Thanksgiving Day", Nth(4, Thursday, 11)), new("Christmas Day", On(12, 25).Also(sat: -1, sun: 1)))
        {
            Regions =
            [
                new("CA", "California", [new("César Chávez Day", On(3, 31).Also(sun: 1)), new("Day after Thanksgiving", Nth(4, Thursday, 11).Plus(1))], "Columbus Day"),
                new("NY", "New York", [new("Lincoln's Birthday", On(2, 12)), new("Susan B. Anthony Day", On(2, 15)), new("Election Day", Nth(1, Monday, 11).Plus(1))]),
            ],
        },
    ];

    private static bool IsEven(int year) => year % 2 == 0;
}
