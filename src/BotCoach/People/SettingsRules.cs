using System.Globalization;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People.Holidays;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace BotCoach.People;

/// <summary>What a person says of their own time; without a zone or a country it is the company's.</summary>
public sealed record OwnTime(string? Zone, LocalTime Start, LocalTime End, int Days, string? Country, string? DaysOff);

/// <summary>Reads what a person wrote of their own time: every field that cannot be is refused with its own sentence.</summary>
public static class SettingsRules
{
    public const string Zone = "zone";
    public const string Start = "start";
    public const string End = "end";
    public const string Days = "days";
    public const string Country = "country";
    public const string Off = "off";
    public const string CompanyCountry = "company";

    /// <summary>In place of a country: the company's.</summary>
    public const string Companys = "company";

    private static readonly LocalTimePattern[] Times =
        [.. new[] { "H:mm", "H.mm", "H'h'mm", "%H", "h:mm tt", "h:mmtt", "h tt", "htt" }.Select(LocalTimePattern.CreateWithInvariantCulture)];

    // The names that maps and calendars use; the many others are taken too, and never suggested.
    private static readonly IReadOnlyList<string> Suggested =
        [.. TzdbDateTimeZoneSource.Default.CanonicalIdMap.Where(z => z.Key == z.Value && z.Key.Contains('/') && !z.Key.StartsWith("Etc/", StringComparison.Ordinal)).Select(z => z.Key)];

    private static readonly Dictionary<string, string> Zones = DateTimeZoneProviders.Tzdb.Ids.ToDictionary(id => id, StringComparer.OrdinalIgnoreCase);

    /// <summary>What was written, or the sentence at each field that cannot be.</summary>
    public static (OwnTime? Time, IReadOnlyDictionary<string, string> Errors) Read(Func<string, string?> field, LocalDate today)
    {
        var errors = new Dictionary<string, string>();
        var typed = field(Zone);
        var zone = typed is null ? null : KnownZone(typed);
        if (typed is not null && zone is null) errors[Zone] = $"I know no zone “{Wording.Short(typed, 40)}”. The nearest: {Wording.List(Near(typed))}.";
        var (start, end) = (TimeOf(field(Start)), TimeOf(field(End)));
        if (start is null) errors[Start] = "Write a time of day, like 9:00.";
        if (end is null) errors[End] = "Write a time of day, like 17:30.";
        else if (end == start) errors[End] = "This is when your day starts. When does it end?";
        var days = DaysOf(field(Days));
        if (days == 0) errors[Days] = "Choose at least one day.";
        var off = OffOf(field(Off), today, errors);
        return errors.Count > 0 ? (null, errors) : (new OwnTime(zone, start!.Value, end!.Value, days, CountryOf(field(Country)), off), errors);
    }

    /// <summary>A place that we know, "none", or null for the company's.</summary>
    public static string? CountryOf(string? chosen) => chosen == Person.NoCountry || HolidayBook.NameOf(chosen) is not null ? chosen : null;

    /// <summary>Every country and region, behind what stands for none of them.</summary>
    public static IReadOnlyList<Option> CountryOptions(params Option[] first) => [.. first, .. HolidayBook.Places.Select(p => new Option(p.Code, p.Name))];

    /// <summary>A zone by its name, however it is written; null for what is none.</summary>
    public static string? KnownZone(string typed) => Zones.GetValueOrDefault(typed.Replace(' ', '_'));

    /// <summary>The three zones whose names, or the cities in them, are nearest to these words.</summary>
    public static IReadOnlyList<string> Near(string typed) =>
        [.. Suggested.Select(id => (Id: id, Far: Math.Min(Nearest.Distance(typed, id), Nearest.Distance(typed, CityOf(id)))))
            .OrderBy(z => z.Far).ThenBy(z => z.Id, StringComparer.Ordinal).Take(3).Select(z => z.Id)];

    /// <summary>The days by their numbers, Monday 1 to Sunday 7.</summary>
    public static IReadOnlyList<Option> DayOptions { get; } =
        [.. Enumerable.Range(1, 7).Select(n => new Option($"{n}", $"{(IsoDayOfWeek)n}"))];

    /// <summary>The bits as a form holds them.</summary>
    public static string DaysIn(int bits) => string.Join(',', Enumerable.Range(1, 7).Where(n => (bits & Bit(n)) != 0));

    private static int DaysOf(string? chosen) => (chosen ?? "").Split(',', StringSplitOptions.TrimEntries)
        .Select(d => int.TryParse(d, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= 7 ? Bit(n) : 0).Aggregate(0, (all, one) => all | one);

    private static int Bit(int day) => 1 << (day - 1);

    private static string? OffOf(string? typed, LocalDate today, Dictionary<string, string> errors)
    {
        var spans = new List<DaySpan>();
        foreach (var line in (typed ?? "").Split(['\n', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (days, fault) = AwayRules.Off(line, today);
            if (days is { } span) spans.Add(span);
            else errors[Off] = fault!;
        }
        if (spans.Count > AwayActions.MostSpans) errors[Off] = $"These are more than {AwayActions.MostSpans} times off.";
        return DaySpan.Write(DaySpan.Joined(spans));
    }

    internal static LocalTime? TimeOf(string? typed) =>
        Times.Select(p => p.Parse(typed ?? "")).FirstOrDefault(r => r.Success) is { } read ? read.Value : null;

    private static string CityOf(string id) => id[(id.LastIndexOf('/') + 1)..].Replace('_', ' ');
}
