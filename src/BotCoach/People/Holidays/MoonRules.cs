using System.Globalization;
using NodaTime;

namespace BotCoach.People.Holidays;

/// <summary>
/// Days of other calendars. The Islamic one is that of Umm al-Qura, a table that ends in 2077; what is seen in the sky of a country may differ by a day.
/// The Chinese one is a table too, to 2100. The Hebrew one is arithmetic and does not end.
/// </summary>
internal static class MoonRules
{
    private const int LastIslamic = 2076;
    private const int LastChinese = 2100;
    private static readonly ChineseLunisolarCalendar China = new();

    /// <summary>Months from Muharram, 1, to Dhu al-Hijjah, 12.</summary>
    public static DayRule Islamic(int month, int day) => Of(CalendarSystem.UmAlQura, year => (year - 622) * 33 / 32, month, day) with { Until = LastIslamic };

    /// <summary>Months from Nisan, 1; Tishrei is 7.</summary>
    public static DayRule Hebrew(int month, int day) => Of(CalendarSystem.HebrewScriptural, year => year + 3761, month, day);

    public static DayRule Chinese(int month, int day) => new(year => year > LastChinese ? [] : [ChineseDay(year, month, day)]) { Until = LastChinese };

    /// <summary>Tomb-sweeping day, when the sun stands 15 degrees past the equinox: the usual arithmetic for this century.</summary>
    public static DayRule Qingming { get; } = new(year => [new LocalDate(year, 4, (int)((year - 2000) * 0.2422 + 4.81) - (year - 2000) / 4)]) { Until = 2099 };

    /// <summary>The equinoxes in Japan, by the arithmetic that its almanac is foretold with until 2099.</summary>
    public static DayRule SpringEquinox { get; } = new(year => [new LocalDate(year, 3, (int)(20.8431 + 0.242194 * (year - 1980)) - (year - 1980) / 4)]) { Until = 2099 };

    public static DayRule AutumnEquinox { get; } = new(year => [new LocalDate(year, 9, (int)(23.2488 + 0.242194 * (year - 1980)) - (year - 1980) / 4)]) { Until = 2099 };

    // A year here meets two or three of theirs; a month that is a day short runs into the next.
    private static DayRule Of(CalendarSystem calendar, Func<int, int> newest, int month, int day) => new(year =>
        from theirs in Enumerable.Range(0, 4).Select(back => newest(year) + 1 - back).Reverse()
        where theirs >= calendar.MinYear && theirs <= calendar.MaxYear
        let date = new LocalDate(theirs, month, 1, calendar).WithCalendar(CalendarSystem.Iso).PlusDays(day - 1)
        where date.Year == year
        select date);

    private static LocalDate ChineseDay(int year, int month, int day)
    {
        var leap = China.GetLeapMonth(year);
        var date = China.ToDateTime(year, leap > 0 && month >= leap ? month + 1 : month, day, 0, 0, 0, 0);
        return LocalDate.FromDateTime(date);
    }
}
