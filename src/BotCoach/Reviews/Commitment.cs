using BotCoach.Storage;
using NodaTime;

namespace BotCoach.Reviews;

/// <summary>How a promise stands. Missed is what its day left unkept; it can still be kept late, or dropped.</summary>
public enum CommitmentState { Open, Kept, Missed, Dropped }

/// <summary>
/// What somebody of ours promised about a deal, until a day of their own calendar. Whether it is missed follows from that day and is never stored, so that it is
/// the same whoever asks and whenever: see <see cref="CommitmentRules"/>.
/// </summary>
public sealed class Commitment : IWorkspaceRow
{
    public const int LongestWords = 300;

    public required Guid WorkspaceId { get; set; }
    public required Guid Id { get; init; }
    public required Guid DealId { get; init; }

    /// <summary>Whose promise it is.</summary>
    public required Guid OwnerId { get; init; }
    public required string Words { get; set; }
    public required LocalDate DueOn { get; init; }
    public required Guid MadeBy { get; init; }
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The review in which it was made; null where it was made elsewhere.</summary>
    public Guid? ReviewId { get; init; }

    /// <summary>The owner's reminder of it: done there is kept here.</summary>
    public Guid? ReminderId { get; set; }

    /// <summary>Kept or dropped, as somebody said here; null while nobody has.</summary>
    public CommitmentState? Settled { get; set; }
    public DateTimeOffset? SettledAt { get; set; }
    public Guid? SettledBy { get; set; }
    public long Revision { get; set; } = 1;

    public void Settle(CommitmentState how, Guid by, DateTimeOffset now)
    {
        (Settled, SettledAt, SettledBy) = (how, now, by);
        Revision++;
    }
}
