using NodaTime;
using NodaTime.Text;

namespace BotCoach.People;

/// <summary>Days in a row, both ends with them.</summary>
public readonly record struct DaySpan(LocalDate First, LocalDate Last)
{
    private static readonly LocalDatePattern Iso = LocalDatePattern.Iso;

    public bool Contains(LocalDate day) => First <= day && day <= Last;

    /// <summary>As a row keeps them: "2026-12-24/2027-01-02,2027-03-05/2027-03-05".</summary>
    public static string? Write(IReadOnlyCollection<DaySpan> spans) =>
        spans.Count == 0 ? null : string.Join(',', spans.Select(s => $"{Iso.Format(s.First)}/{Iso.Format(s.Last)}"));

    public static IReadOnlyList<DaySpan> Read(string? written) => written is null ? [] : [.. written.Split(',').Select(One)];

    /// <summary>In order, and those that touch or overlap joined.</summary>
    public static IReadOnlyList<DaySpan> Joined(IEnumerable<DaySpan> spans)
    {
        var joined = new List<DaySpan>();
        foreach (var span in spans.OrderBy(s => s.First))
            if (joined is [.., var last] && span.First <= last.Last.PlusDays(1)) joined[^1] = last with { Last = LocalDate.Max(last.Last, span.Last) };
            else joined.Add(span);
        return joined;
    }

    private static DaySpan One(string span) => new(Iso.Parse(span[..10]).Value, Iso.Parse(span[11..]).Value);
}
