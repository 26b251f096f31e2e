using BotCoach.Metrics;
using BotCoach.Rollout;
using NodaTime;

namespace BotCoach.ProcessReviews;

/// <summary>What a monthly process review says, in words and plain numbers, so that it stays as it was sent whatever is renamed later.</summary>
/// <param name="Month">The first day of the month that it is about.</param>
/// <param name="Questions">Worth asking in the meeting: one to three.</param>
public sealed record ReviewSheet(LocalDate Month, IReadOnlyList<CompanyFigure> Figures, IReadOnlyList<ReviewedProcess> Processes, IReadOnlyList<string> Questions);

/// <param name="Leaks">Where deals were lost and why, in sentences.</param>
/// <param name="Means">What the figures may mean.</param>
/// <param name="Items">Criteria and fields that do not earn their place.</param>
/// <param name="Versions">Those that were published or piloted in the month.</param>
public sealed record ReviewedProcess(
    Guid Id, string Name, int Version, IReadOnlyList<ReviewedStage> Stages, IReadOnlyList<string> Leaks, IReadOnlyList<string> Means, IReadOnlyList<ReviewedItem> Items, IReadOnlyList<ReviewedVersion> Versions);

/// <summary>A stage in the month: what came in, how stays ended, what was lost.</summary>
public sealed record ReviewedStage(string Name, bool IsGone, int In, int On, int Back, int Out, int Reached, int Lost, double? LostDays, IReadOnlyList<LeakReason> Reasons)
{
    public Rate Conversion => new(On, On + Back + Out);
}

public sealed record ReviewedItem(string Stage, string Text, string Sentence);

/// <param name="Sides">How it went before and since, figure by figure.</param>
public sealed record ReviewedVersion(string Title, LocalDate On, int Days, bool IsPilot, IReadOnlyList<string> Changes, IReadOnlyList<SideBySide> Sides);
