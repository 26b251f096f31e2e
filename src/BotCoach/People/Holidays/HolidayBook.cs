using System.Collections.Concurrent;
using NodaTime;

namespace BotCoach.People.Holidays;

/// <summary>
/// The public holidays of the countries and regions we know, by rule: "DE" or "DE-BY". Checked against the published days of 2025 to 2027; the rules go on after that.
/// </summary>
public static class HolidayBook
{
    private static readonly Country[] Countries = [.. Europe.Countries, .. Americas.Countries, .. AsiaAndPacific.Countries];

    private static readonly ConcurrentDictionary<string, PlaceDays> Known = new(StringComparer.Ordinal);

    /// <summary>Every country and region with its name, by name.</summary>
    public static IReadOnlyList<(string Code, string Name)> Places { get; } =
        [.. Countries.SelectMany(c => c.Regions.Select(r => ($"{c.Code}-{r.Code}", $"{c.Name}, {r.Name}")).Prepend((c.Code, c.Name))).OrderBy(p => p.Item2, StringComparer.Ordinal)];

    private static readonly Dictionary<string, string> Names = Places.ToDictionary(p => p.Code, p => p.Name);

    /// <summary>"Germany, Bavaria"; null for what is none of them.</summary>
    public static string? NameOf(string? place) => place is null ? null : Names.GetValueOrDefault(place);

    /// <summary>The days off of a place; null for what is none of them.</summary>
    public static PlaceDays? Find(string? place) => NameOf(place) is null ? null : Known.GetOrAdd(place!, code => new PlaceDays(code));

    /// <summary>The working days that are usual in a place (bits, Monday = 1).</summary>
    public static int UsualDays(string? place) => NameOf(place) is null ? Country.MondayToFriday : CountryOf(place!).UsualDays;

    /// <summary>Which holidays of a place nobody has announced yet for this year, so that we do not know them.</summary>
    public static IReadOnlyList<string> Unknown(string place, int year) => [.. Of(place).Where(h => h.Rule.Until < year).Select(h => h.Name).Distinct()];

    /// <summary>The whole days off of a place in a year, each with its name.</summary>
    public static IReadOnlyDictionary<LocalDate, string> Days(string place, int year)
    {
        var around = Fall(Of(place).Where(h => !h.IsHalf), year);
        foreach (var day in CountryOf(place).Between?.Invoke(around).ToList() ?? []) around.TryAdd(day, "Holiday in lieu");
        return around.Where(d => d.Key.Year == year).ToDictionary();
    }

    /// <summary>Days on which some have half a day off, and work goes on.</summary>
    internal static IReadOnlyDictionary<LocalDate, string> HalfDays(string place, int year) =>
        Fall(Of(place).Where(h => h.IsHalf), year).Where(d => d.Key.Year == year).ToDictionary();

    // A day in lieu may lie in the year before or after.
    private static SortedDictionary<LocalDate, string> Fall(IEnumerable<Holiday> holidays, int year)
    {
        var days = new SortedDictionary<LocalDate, string>();
        foreach (var holiday in holidays)
        foreach (var day in Enumerable.Range(year - 1, 3).SelectMany(holiday.Rule.In)) days.TryAdd(day, holiday.Name);
        return days;
    }

    private static IEnumerable<Holiday> Of(string place) => CountryOf(place).In(place.Split('-') is [_, var region] ? region : null);

    private static Country CountryOf(string place) => Array.Find(Countries, c => c.Code == place.Split('-')[0])!;
}
