using System.Collections.Concurrent;
using NodaTime;

namespace BotCoach.People.Holidays;

/// <summary>The days off of a country or region, a year computed when it is first asked for and kept: asking is a look at a bit.</summary>
public sealed class PlaceDays(string place)
{
    private readonly ConcurrentDictionary<int, ulong[]> _years = [];

    public string Place => place;

    public bool IsOff(LocalDate day)
    {
        var bits = _years.GetOrAdd(day.Year, Compute, place);
        return (bits[day.DayOfYear >> 6] & (1UL << (day.DayOfYear & 63))) != 0;
    }

    /// <summary>The first day off from this day on that lies in this year or the next, with its name.</summary>
    public (LocalDate Day, string Name)? Next(LocalDate from)
    {
        foreach (var (day, name) in HolidayBook.Days(place, from.Year).Concat(HolidayBook.Days(place, from.Year + 1)).OrderBy(d => d.Key))
            if (day >= from) return (day, name);
        return null;
    }

    private static ulong[] Compute(int year, string place)
    {
        var bits = new ulong[6];
        foreach (var day in HolidayBook.Days(place, year).Keys) bits[day.DayOfYear >> 6] |= 1UL << (day.DayOfYear & 63);
        return bits;
    }
}
