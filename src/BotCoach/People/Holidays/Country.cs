using NodaTime;

namespace BotCoach.People.Holidays;

/// <summary>A public holiday. <see cref="IsHalf"/>: from noon, or for some people only, so that work goes on.</summary>
internal sealed record Holiday(string Name, DayRule Rule, bool IsHalf = false);

/// <summary>A part of a country with holidays of its own, and without some of the country's.</summary>
internal sealed record Region(string Code, string Name, Holiday[] Holidays, params string[] Without);

/// <summary>A country's public holidays by rule, and its usual working days (bits, Monday = 1).</summary>
/// <param name="Code">ISO 3166.</param>
internal sealed record Country(string Code, string Name, params Holiday[] Holidays)
{
    public const int MondayToFriday = 0b0011111;
    public const int SundayToThursday = 0b1001111;
    public const int MondayToSaturday = 0b0111111;

    public int UsualDays { get; init; } = MondayToFriday;

    public Region[] Regions { get; init; } = [];

    /// <summary>What follows from where the holidays fall together.</summary>
    public Func<IReadOnlyDictionary<LocalDate, string>, IEnumerable<LocalDate>>? Between { get; init; }

    public IEnumerable<Holiday> In(string? region)
    {
        if (region is null || Array.Find(Regions, r => r.Code == region) is not { } part) return Holidays;
        return Holidays.Where(h => !part.Without.Contains(h.Name)).Concat(part.Holidays);
    }
}
