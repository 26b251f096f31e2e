using BotCoach.Storage;
using NodaTime;

namespace BotCoach.Meetings;

/// <summary>
/// A meeting of somebody's with the people of a deal of theirs, as their own calendar says. One that is about no deal is not kept. Two weeks ahead are known; a month after it is over it is forgotten.
/// </summary>
public sealed class Meeting : IWorkspaceRow
{
    public const int LongestTitle = 200;

    public required Guid WorkspaceId { get; set; }
    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }
    public required Guid DealId { get; set; }

    /// <summary>A hash of the calendar's own id of it, and of which time of a series it is: moved, it is the same.</summary>
    public required string Key { get; init; }
    public required string Title { get; set; }
    public required DateTimeOffset StartsAt { get; set; }
    public required DateTimeOffset EndsAt { get; set; }

    /// <summary>A hash of what the calendar said last: what is forgotten here does not come back unless it is said anew.</summary>
    public required string Said { get; set; }

    /// <summary>The next step that it was made, where it was: it follows the meeting for as long as nobody says another.</summary>
    public string? StepText { get; set; }
    public LocalDate? StepOn { get; set; }

    /// <summary>When its card before the call is due; null once it came, or where none comes.</summary>
    public DateTimeOffset? PrepAt { get; set; }

    /// <summary>For which start it came.</summary>
    public DateTimeOffset? PreparedFor { get; set; }
    public long Revision { get; set; } = 1;
}

/// <summary>A person's own calendar, by its secret address.</summary>
public sealed class CalendarFeed : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid PersonId { get; init; }

    /// <summary>The address, unreadable without the host's ring of keys.</summary>
    public required string Secret { get; set; }

    /// <summary>When it is read next. While it is read it lies ahead, so that one instance does.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>What its server said by which it is told whether anything has changed.</summary>
    public string? Tag { get; set; }
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>When the whole of it was read last.</summary>
    public DateTimeOffset? WholeAt { get; set; }

    /// <summary>Meetings ahead when it was read last, and those of a deal.</summary>
    public int Found { get; set; }
    public int Matched { get; set; }

    /// <summary>Entries that could not be read.</summary>
    public int Unread { get; set; }

    /// <summary>Since when it cannot be read, why, and when the person was told.</summary>
    public DateTimeOffset? FailingSince { get; set; }
    public string? Why { get; set; }
    public DateTimeOffset? ToldAt { get; set; }
    public long Revision { get; set; } = 1;

    /// <param name="isWhole">It was read, and not only said to be as it was.</param>
    public void Read(string? tag, bool isWhole, DateTimeOffset now, DateTimeOffset next)
    {
        if (isWhole) WholeAt = now;
        (Tag, ReadAt, At, FailingSince, Why, ToldAt) = (tag, now, next, null, null, null);
        Revision++;
    }

    public void Fail(string why, DateTimeOffset now, DateTimeOffset next)
    {
        (Why, At, FailingSince) = (why, next, FailingSince ?? now);
        Revision++;
    }
}
