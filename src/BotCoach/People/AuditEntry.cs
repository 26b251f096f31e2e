using BotCoach.Storage;

namespace BotCoach.People;

/// <summary>A line of the audit; never changed, but for a name of a buyer's that is erased.</summary>
public sealed class AuditEntry : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid Id { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Null where no person did it, but what its channel names: a key of the API, or the command line.</summary>
    public Guid? PersonId { get; init; }
    public required string Channel { get; init; }
    public required string What { get; init; }
    public required Guid About { get; init; }
}
