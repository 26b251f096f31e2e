using System.Globalization;
using NodaTime;

namespace BotCoach.Tests.Simulation;

/// <summary>
/// Public holidays as they are published (the date-holidays project's data, whole days), for the places and the months of the simulated year: what the
/// simulation judges by is not what the product works out by rule.
/// </summary>
internal static class PublishedDays
{
    private static readonly Dictionary<string, string> Written = new()
    {
        ["DE-BY"] = "26-04-03 26-04-06 26-05-01 26-05-14 26-05-25 26-06-04 26-10-03 26-11-01 26-12-25 26-12-26 27-01-01 27-01-06 27-03-26 27-03-29",
        ["US-NY"] = "26-05-25 26-06-19 26-07-03 26-07-04 26-09-07 26-10-12 26-11-03 26-11-11 26-11-26 26-12-25 27-01-01 27-01-18 27-02-12 27-02-15",
        ["GB-SCT"] = "26-04-03 26-05-04 26-05-25 26-08-03 26-11-30 26-12-25 26-12-26 26-12-28 27-01-01 27-01-02 27-01-04 27-03-26",
        ["FR"] = "26-04-06 26-05-01 26-05-08 26-05-14 26-05-25 26-07-14 26-08-15 26-11-01 26-11-11 26-12-25 27-01-01 27-03-29",
        ["JP"] = "26-03-20 26-04-29 26-05-03 26-05-04 26-05-05 26-05-06 26-07-20 26-08-11 26-09-21 26-09-22 26-09-23 26-10-12 26-11-03 26-11-23 27-01-01 27-01-11 27-02-11 27-02-23 27-03-21 27-03-22",
        ["IN"] = "26-04-03 26-04-14 26-08-15 26-10-02 26-12-25 27-01-26 27-03-26 27-04-14",
        ["AU-VIC"] = "26-03-09 26-04-03 26-04-04 26-04-05 26-04-06 26-04-25 26-06-08 26-09-25 26-11-03 26-12-25 26-12-26 26-12-28 27-01-01 27-01-26 27-03-08 27-03-26 27-03-27 27-03-28 27-03-29",
        ["BR"] = "26-04-03 26-04-21 26-05-01 26-09-07 26-10-04 26-10-12 26-10-25 26-11-02 26-11-15 26-11-20 26-12-25 27-01-01 27-03-26",
        ["SA"] = "26-03-19 26-03-20 26-03-21 26-03-22 26-05-26 26-05-27 26-05-28 26-05-29 26-09-23 27-02-22 27-03-09 27-03-10 27-03-11 27-03-12",
        ["CA-QC"] = "26-04-03 26-05-18 26-06-24 26-07-01 26-09-07 26-10-12 26-12-25 27-01-01 27-03-26",
    };

    private static readonly Dictionary<string, HashSet<LocalDate>> Off =
        Written.ToDictionary(w => w.Key, w => w.Value.Split(' ').Select(Day).ToHashSet());

    public static IReadOnlyList<string> Places { get; } = [.. Written.Keys.Order(StringComparer.Ordinal)];

    public static bool IsOff(string? place, LocalDate day) => place is not null && Off[place].Contains(day);

    private static LocalDate Day(string written) =>
        LocalDate.FromDateOnly(DateOnly.ParseExact($"20{written}", "yyyy-MM-dd", CultureInfo.InvariantCulture));
}
