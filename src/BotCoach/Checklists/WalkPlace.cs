using BotCoach.Storage;

namespace BotCoach.Checklists;

/// <summary>The criterion that a person looked at last in a deal's checklist, on whatever channel: where the walk goes on.</summary>
public sealed class WalkPlace : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid PersonId { get; init; }
    public required Guid DealId { get; init; }
    public required string CriterionId { get; set; }
    public DateTimeOffset At { get; set; }
}
