using BotCoach.Storage;
using NodaTime;

namespace BotCoach.Reminders;

/// <summary>Open until it is done or cancelled; withdrawn when its stage was left or its question answered, overtaken when it came again before anybody answered, or rests with its deal.</summary>
public enum ReminderState { Open, Done, Cancelled, Withdrawn, Overtaken }

/// <summary>
/// Something a person wants to hear of at a time, or on a day; or what entering a stage, or an "I don't know yet", has put on their list. One that repeats stays what it is and
/// moves on: each time that it comes is a reminder of its own.
/// </summary>
public sealed class Reminder : IWorkspaceRow
{
    public const int LongestText = 500;

    /// <summary>Begins the <see cref="Origin"/> of a question of a deal's checklist.</summary>
    public const string Question = "ask:";

    /// <summary>Begins the <see cref="Origin"/> of what was promised: it has one day, and says what became of the promise.</summary>
    public const string Promise = "promise:";

    public required Guid WorkspaceId { get; set; }
    public required Guid Id { get; init; }
    public required Guid PersonId { get; set; }
    public Guid? DealId { get; set; }
    public required string Text { get; set; }

    /// <summary>The day and, where one was said, the time of day, as the person's own calendar and clock show them.</summary>
    public required LocalDate DueOn { get; set; }
    public LocalTime? DueTime { get; set; }

    /// <summary>How it comes again, as <see cref="Rhythm.Kept"/> writes it; null for once.</summary>
    public string? Every { get; set; }

    /// <summary>When it is next shown; null once it was, until it is put off.</summary>
    public DateTimeOffset? At { get; set; }

    public ReminderState State { get; set; }

    /// <summary>What it was made from, once: a task of one stay in a stage, an "I don't know yet", one time of a repeated one, a promise. Null where a person made it.</summary>
    public string? Origin { get; init; }

    /// <summary>The message that showed it last.</summary>
    public Guid? MessageId { get; set; }
    public DateTimeOffset? ShownAt { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
    public long Revision { get; set; } = 1;

    /// <summary>The criterion that it asks for; null where it is no question of a checklist.</summary>
    public string? Criterion => Origin is { } made && made.StartsWith(Question, StringComparison.Ordinal) ? made[(made.IndexOf('/') + 1)..made.LastIndexOf('@')] : null;

    /// <summary>The promise that it is the reminder of; null where it is of none.</summary>
    public Guid? PromiseId => Origin is { } made && made.StartsWith(Promise, StringComparison.Ordinal) && Guid.TryParse(made[Promise.Length..], out var id) ? id : null;

    public bool IsOpen => State == ReminderState.Open;

    public Rhythm? Rhythm => Rhythm.Of(Every);

    public When When => new(DueOn, DueTime, Rhythm);

    /// <summary>It is to come at this time from now on.</summary>
    public void Set(When when, DateTimeOffset at)
    {
        if ((DueOn, DueTime, Every, At) == (when.Day, when.Time, when.Every?.Kept(), at)) return;
        (DueOn, DueTime, Every, At) = (when.Day, when.Time, when.Every?.Kept(), at);
        Revision++;
    }

    public void Show(DateTimeOffset now)
    {
        (At, ShownAt) = (null, now);
        Revision++;
    }

    public void End(ReminderState how, DateTimeOffset now)
    {
        (State, At, EndedAt) = (how, null, now);
        Revision++;
    }

    /// <summary>What ended of itself is asked once more.</summary>
    public void AskAgain(Guid personId, When when, DateTimeOffset at)
    {
        (State, EndedAt, PersonId) = (ReminderState.Open, null, personId);
        Set(when, at);
    }

    public void HandTo(Guid personId, DateTimeOffset at)
    {
        (PersonId, At) = (personId, at);
        Revision++;
    }
}
