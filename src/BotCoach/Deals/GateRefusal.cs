using BotCoach.Chat;
using BotCoach.Storage;
using NodaTime;

namespace BotCoach.Deals;

/// <summary>
/// The gate said not yet: to whom does not matter, only what was missing. One row a deal, a target and a day (UTC), so that pressing again counts nothing. By
/// these and by the moves in the history it is known which criterion ever stops a deal.
/// </summary>
public sealed class GateRefusal : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid DealId { get; init; }

    /// <summary>The stage asked for, or <see cref="StageGate.Won"/>.</summary>
    public required string Target { get; init; }

    public required LocalDate Day { get; init; }
    public required Guid ProcessId { get; init; }

    /// <summary>The version by which the deal was worked: what it did not ask for was not refused either.</summary>
    public required int Version { get; init; }

    /// <summary>Where the deal stood.</summary>
    public required string StageId { get; init; }

    /// <summary>Ids of the criteria and fields that were missing, joined by a comma.</summary>
    public required string Missing { get; set; }

    /// <summary>What the gate answered, as it is kept.</summary>
    public static GateRefusal Of(DealFile file, GateAnswer gate, DateTimeOffset now) => new()
    {
        WorkspaceId = file.Deal.WorkspaceId, DealId = file.Deal.Id, Target = gate.Target, Day = now.DayIn(DateTimeZone.Utc), ProcessId = file.Deal.ProcessId,
        Version = file.Deal.ProcessVersion, StageId = file.Deal.StageId, Missing = string.Join(',', gate.Missing.Select(m => m.Id)),
    };
}
