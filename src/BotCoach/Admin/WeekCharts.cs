using System.Globalization;
using BotCoach.Admin.Charts;
using BotCoach.Metrics;
using NodaTime;

namespace BotCoach.Admin;

/// <summary>How open deals stood on each Monday, drawn: from the first that was written down on, and never before.</summary>
/// <param name="kept">Null: it cannot be told of these deals.</param>
public sealed class WeekCharts(IReadOnlyList<WeekStanding>? kept)
{
    public const int WeeksBack = 26;

    private const string FewRates = "Of fewer than five deals there is no rate.";
    private readonly IReadOnlyList<LocalDate> _mondays = Mondays((kept ?? []).Select(w => w.Week));

    public bool IsKept => kept is not null;

    public LineChart Steps => Chart("Open deals with a next step, Monday by Monday", Since(w => w.Stepped), new LineSeries("with a dated next step", Line(w => w.Stepped)), new LineSeries("confirmed by the buyer", Line(w => w.Confirmed)));

    public LineChart Known => Chart("Open deals with two people known or more, Monday by Monday", Since(w => w.Known), new LineSeries("with two people known or more", Line(w => w.Known)));

    public LineChart Slipped => Chart("Open deals whose close date slipped, Monday by Monday", Since(w => w.Slipped), new LineSeries("slipped, of those that have a close date", Line(w => w.Slipped)));

    public TableFile File() => new("monday-by-monday", ["week", "with a dated next step", "confirmed", "of", "two people known", "of", "close date slipped", "of"], (kept ?? []).Select(w => (string[])
        [w.Week.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), $"{w.Stepped.Of}", $"{w.Confirmed.Of}", $"{w.Stepped.All}", $"{w.Known.Of}", $"{w.Known.All}", $"{w.Slipped?.Of}", $"{w.Slipped?.All}"]));

    /// <summary>From the first to the last of them, also those of which nothing was written down.</summary>
    public static IReadOnlyList<LocalDate> Mondays(IEnumerable<LocalDate> known)
    {
        List<LocalDate> all = [.. known.Order()];
        return all.Count == 0 ? [] : [.. Enumerable.Range(0, Period.DaysBetween(all[0], all[^1]) / 7 + 1).Select(w => all[0].PlusWeeks(w))];
    }

    private LineChart Chart(string title, string since, params LineSeries[] lines) => new(title, _mondays, lines) { Unit = " %", Note = since + FewRates, Nothing = "It is written down each Monday: the first one is still to come, or had too few deals." };

    /// <summary>"Known from 2 March 2026 on. "</summary>
    private string Since(Func<WeekStanding, Rate?> of) => kept?.FirstOrDefault(w => of(w) is not null) is { } first ? string.Create(CultureInfo.InvariantCulture, $"Known here from {first.Week:d MMMM uuuu} on. ") : "";

    private IReadOnlyList<double?> Line(Func<WeekStanding, Rate?> of) => [.. _mondays.Select(m => kept!.FirstOrDefault(w => w.Week == m) is { } week && of(week)?.Value is { } share ? Math.Round(share * 100) : (double?)null)];
}
