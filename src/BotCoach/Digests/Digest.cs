using BotCoach.Storage;
using NodaTime;

namespace BotCoach.Digests;

/// <summary>
/// The ledger of digests: one per manager and week. One that was sent is what the next is a difference to; a week in which nothing had changed has a row that says
/// nothing. It names nobody of a buyer's: deals are ids, and what they are called is read when it is shown.
/// </summary>
public sealed class Digest : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid Id { get; init; }
    public required Guid ManagerId { get; init; }

    /// <summary>The Monday of the week, in the manager's calendar.</summary>
    public required LocalDate Week { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    /// <summary>The outgoing message, or null.</summary>
    public Guid? MessageId { get; set; }

    /// <summary>How things stood, as <see cref="DigestJson"/> writes it; empty where nothing was sent.</summary>
    public string Snapshot { get; set; } = "";

    /// <summary>What had changed since the one before.</summary>
    public string Diff { get; set; } = "";

    public bool IsSent => MessageId is not null;
}
