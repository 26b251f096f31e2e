using BotCoach.Storage;
using NodaTime;

namespace BotCoach.Metrics;

/// <summary>How the open deals of one owner stood on a Monday: kept, since nobody can tell later. Summed up over a team, never shown of one beside another.</summary>
public sealed class WeekFigure : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required LocalDate TakenOn { get; init; }
    public required Guid OwnerId { get; init; }

    /// <summary>Open deals.</summary>
    public required int Open { get; init; }

    /// <summary>Those that are not parked.</summary>
    public required int Active { get; init; }

    /// <summary>Active ones that have no next step with a day.</summary>
    public required int WithoutStep { get; init; }

    /// <summary>Active ones whose dated next step the buyer has confirmed.</summary>
    public required int Confirmed { get; init; }

    /// <summary>Open ones on which two different people of the buyer's are known.</summary>
    public required int Known { get; init; }

    /// <summary>Open ones that have a close date; null: of that week nobody wrote it down.</summary>
    public int? Dated { get; init; }

    /// <summary>Those of them whose close date had moved to a later day at least once.</summary>
    public int? Slipped { get; init; }
}

/// <summary>What was forecast on a Monday of one owner's deals for one quarter, in one currency: held against what came, afterwards.</summary>
public sealed class ForecastSnapshot : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required LocalDate TakenOn { get; init; }
    public required Guid OwnerId { get; init; }

    /// <summary>"2026-Q4", by the close date; empty for deals without one.</summary>
    public required string Quarter { get; init; }
    public required string Currency { get; init; }

    /// <summary>Open deals with an amount that were to close in it.</summary>
    public required int Deals { get; init; }

    /// <summary>The sum of their amounts.</summary>
    public required decimal Pipeline { get; init; }

    /// <summary>Each amount × how likely its stage was won: see <see cref="ForecastRules"/>.</summary>
    public required decimal Weighted { get; init; }

    /// <summary>What had been won in the quarter by then.</summary>
    public required decimal Won { get; init; }
}
