using BotCoach.Metrics;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Admin;

/// <summary>What the address says of a page of figures: <c>?team=…&amp;segment=…&amp;source=…&amp;process=…&amp;version=…&amp;from=2026-01-01&amp;asof=2026-11-30&amp;owner=…</c>.</summary>
public sealed record PipelineFilter
{
    public string? Team { get; init; }
    public string? Segment { get; init; }
    public string? Source { get; init; }
    public Guid? Process { get; init; }
    public int? Version { get; init; }
    public Guid? Owner { get; init; }
    public string? From { get; init; }
    public string? AsOf { get; init; }

    /// <summary>What is wrong with it, in a sentence; null: nothing.</summary>
    public string? Wrong(LocalDate today) =>
        From is { Length: > 0 } && Day(From) is null ? $"The first day is written as 2026-12-03, not “{From}”."
        : AsOf is { Length: > 0 } && Day(AsOf) is null ? $"The last day is written as 2026-12-03, not “{AsOf}”."
        : Day(AsOf) > today ? "The last day has not been yet: choose today or an earlier one."
        : Day(From) is { } from && from > (Day(AsOf) ?? today) ? "The first day is after the last one."
        : Version is not null && Process is null ? "A version is one of a process: choose the process too."
        : null;

    /// <summary>All deals of whoever they are of: what is written down for people can be told.</summary>
    public bool IsOfWholePeople => Word(Team) is null && Word(Segment) is null && Word(Source) is null && Process is null;

    public MetricsCut Cut(LocalDate today, IReadOnlyCollection<Guid>? owners) => new(Day(AsOf) ?? today, Day(From))
    {
        Owners = Owner is { } one ? [one] : owners, Team = Word(Team), Segment = Word(Segment), Source = Word(Source), ProcessId = Process, Version = Version,
    };

    /// <summary>The same address with something else in it.</summary>
    public string Address(string path, string key, string value) => path + "?" + string.Join('&', Parts().Where(p => p.Key != key).Append((key, value)).Where(p => !string.IsNullOrWhiteSpace(p.Item2)).Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2!)}"));

    private IEnumerable<(string Key, string? Value)> Parts() =>
    [
        ("team", Team), ("segment", Segment), ("source", Source), ("process", Process?.ToString()), ("version", Version?.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("owner", Owner?.ToString()),
        ("from", From), ("asof", AsOf),
    ];

    private static LocalDate? Day(string? words) => words is { Length: > 0 } && LocalDatePattern.Iso.Parse(words) is { Success: true, Value: { Year: >= 1990 and <= 2200 } day } ? day : null;

    private static string? Word(string? words) => string.IsNullOrWhiteSpace(words) ? null : words;
}
