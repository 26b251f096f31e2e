using BotCoach.People;
using BotCoach.Reminders;
using NodaTime;

namespace BotCoach.Reviews;

/// <summary>A promise, how it stands, and since when.</summary>
public sealed record CommitmentStanding(Commitment It, CommitmentState State, DateTimeOffset Since)
{
    /// <summary>Kept, but after its day.</summary>
    public bool IsLate { get; init; }

    /// <summary>Nobody has said yet what became of it.</summary>
    public bool IsUnsettled => State is CommitmentState.Open or CommitmentState.Missed;
}

/// <summary>How a promise stood at an instant, and until which day one may be given.</summary>
public static class CommitmentRules
{
    public const int FarthestDays = 366;

    /// <summary>
    /// Settled by what was said first, here or at its reminder: done there is kept, and cancelled there is dropped; else missed once its day has ended in its owner's calendar; else
    /// open since it was made.
    /// </summary>
    /// <param name="reminder">Its reminder; null: there is none any more.</param>
    public static CommitmentStanding Standing(Commitment it, Reminder? reminder, WorkCalendar owners, DateTimeOffset at)
    {
        var end = EndOf(it, reminder, owners);
        var endedAt = reminder is { State: ReminderState.Done or ReminderState.Cancelled } ? reminder.EndedAt : null;
        if (it.Settled is { } settled && it.SettledAt <= at && !(endedAt < it.SettledAt)) return new(it, settled, it.SettledAt!.Value) { IsLate = settled == CommitmentState.Kept && it.SettledAt >= end };
        if (endedAt <= at)
        {
            var isKept = reminder!.State == ReminderState.Done;
            return new(it, isKept ? CommitmentState.Kept : CommitmentState.Dropped, endedAt.Value) { IsLate = isKept && endedAt >= end };
        }
        return at >= end ? new(it, CommitmentState.Missed, end) : new(it, CommitmentState.Open, it.MadeAt);
    }

    /// <summary>
    /// The first instant at which its day is over. Nobody keeps anything on a day off, nor before they are reminded: it is the day on which its reminder comes, or came. Where its
    /// owner has set the reminder to another day, the promise's own day stands.
    /// </summary>
    public static DateTimeOffset EndOf(Commitment it, Reminder? reminder, WorkCalendar owners)
    {
        var day = owners.Today(owners.NextStart(owners.Midnight(it.DueOn).AddMilliseconds(-1)));
        if (reminder?.DueOn == it.DueOn && (reminder.ShownAt ?? reminder.At) is { } comes && owners.Today(comes) > day) day = owners.Today(comes);
        return owners.Midnight(day.PlusDays(1));
    }

    /// <summary>The day that was said, or the sentence why it can be none.</summary>
    public static (LocalDate? Day, string? Fault) DayOf(string? said, WhenReader owners)
    {
        if (string.IsNullOrWhiteSpace(said)) return (null, "Until which day? For example Thursday, in 3 days, or 4 December.");
        var heard = DateWords.ReadWhen(said, owners);
        if (heard.When is not { } when) return (null, heard.Fault);
        if (when.Every is not null) return (null, ReminderMessage.OneDay);
        return when.Day > owners.Today.PlusDays(FarthestDays) ? (null, "That is more than a year away. Choose a day by which you would ask again.") : (when.Day, null);
    }

    /// <summary>What is told at the beginning of a review: what was promised in the last one, what is open still, and what was kept or missed since.</summary>
    public static IReadOnlyList<CommitmentStanding> ToldBack(IEnumerable<CommitmentStanding> all, Guid? lastReview, DateTimeOffset? lastAt) =>
    [
        .. all.Where(c => (lastReview is { } last && c.It.ReviewId == last) || c.State == CommitmentState.Open || lastAt is not { } since || c.Since >= since)
            .OrderBy(c => c.State switch { CommitmentState.Missed => 0, CommitmentState.Open => 1, CommitmentState.Kept => 2, _ => 3 }).ThenBy(c => c.It.DueOn).ThenBy(c => c.It.Id),
    ];
}
