using BotCoach.Deals;
using NodaTime;

namespace BotCoach.Admin;

/// <summary>A line of the audit: an event of a deal's history, or an entry of the audit's own.</summary>
/// <param name="PersonId">Who; null: the clock, or an import without a person.</param>
/// <param name="About">The deal, or the person or thing that it is about.</param>
public sealed record AuditLine(DateTimeOffset At, Guid? PersonId, string Channel, string What, Guid About, bool IsDeal, string Details)
{
    public static AuditLine Of(DealEvent e) => new(e.RecordedAt, e.ActorId, e.ActorChannel, KindName(e.Kind), e.DealId, true, DetailsOf(e));

    /// <summary>"next step set".</summary>
    public static string KindName(DealEventKind kind) =>
        string.Concat($"{kind}".Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    private static string DetailsOf(DealEvent e)
    {
        var stages = e.FromStage != e.ToStage && e.ToStage is not null ? $"{e.FromStage ?? "none"} → {e.ToStage}" : "";
        var values = e.After is null && e.Before is null ? "" : $"{e.Before ?? "{}"} → {e.After ?? "{}"}";
        return stages.Length > 0 && values.Length > 0 ? $"{stages}; {values}" : stages + values;
    }
}

/// <summary>What of the audit is looked at. Days are the visitor's.</summary>
/// <param name="Who">Part of a name; empty: anybody.</param>
/// <param name="What">A kind: <c>deal:Advanced</c>, <c>entry:refused</c>; empty: all.</param>
/// <param name="Deal">Part of a deal's name; empty: all.</param>
public sealed record AuditFilter(string Who, string What, string Deal, LocalDate? From, LocalDate? Until);

/// <summary>Where the next page begins: at this instant, after so many lines of it.</summary>
public readonly record struct AuditPlace(DateTimeOffset At, int Skip)
{
    /// <summary>More lines of one instant are not read through for a page.</summary>
    private const int MostSkipped = 10_000;

    public override string ToString() => $"{At.ToUnixTimeMilliseconds()}-{Skip}";

    public static AuditPlace? Read(string? written) =>
        written?.Split('-') is [var at, var skip] && long.TryParse(at, out var ms) && ms is > 0 and < 253402300799000 && int.TryParse(skip, out var by) && by is >= 0 and <= MostSkipped
            ? new(DateTimeOffset.FromUnixTimeMilliseconds(ms), by) : null;
}
