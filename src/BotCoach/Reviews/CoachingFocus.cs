using BotCoach.Storage;
using NodaTime;

namespace BotCoach.Reviews;

/// <summary>What a rep works on for a while, as they agreed with their manager: one skill, one habit. It is between the two of them.</summary>
public sealed class CoachingFocus : IWorkspaceRow
{
    public const int LongestNotes = 2000;
    public const int LongestWords = 200;

    public required Guid WorkspaceId { get; set; }
    public required Guid Id { get; init; }
    public required Guid RepId { get; init; }
    public required Guid ManagerId { get; init; }
    public required string Skill { get; set; }
    public required string Habit { get; set; }
    public string? Notes { get; set; }

    /// <summary>When the two look at it again, a day of the manager's calendar.</summary>
    public LocalDate? FollowUpOn { get; set; }

    /// <summary>The manager's reminder of that day.</summary>
    public Guid? ReminderId { get; set; }
    public required DateTimeOffset SetAt { get; init; }

    /// <summary>When another took its place; null: it is the one that they work on.</summary>
    public DateTimeOffset? EndedAt { get; set; }
    public long Revision { get; set; } = 1;
}
