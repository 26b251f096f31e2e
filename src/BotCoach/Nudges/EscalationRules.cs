using BotCoach.People;

namespace BotCoach.Nudges;

/// <summary>What comes next of an escalation.</summary>
public abstract record EscalationStep
{
    /// <summary>Nothing yet: look again then.</summary>
    public sealed record Wait(DateTimeOffset At) : EscalationStep;

    /// <summary>It is off, and why.</summary>
    public sealed record Off(string Why) : EscalationStep;

    /// <summary>Tell the owner what will be said, and when.</summary>
    public sealed record Preview(DateTimeOffset TellsAt) : EscalationStep;

    /// <summary>Tell the manager; the owner has known since then.</summary>
    public sealed record Tell(DateTimeOffset PreviewedAt) : EscalationStep;
}

/// <summary>What an escalation is judged by.</summary>
/// <param name="ShownAt">When the nudge was first shown.</param>
/// <param name="After">After so much working time of the owner's the manager may hear of it; null where the process names none.</param>
/// <param name="Notice">So much working time before, the owner has been told.</param>
/// <param name="DeliveredAt">When the platform took the message that told the owner; null while it has not.</param>
/// <param name="HasManager">There is somebody to tell.</param>
/// <param name="SnoozedUntil">The owner has put it aside until then.</param>
public sealed record EscalationCase(
    bool IsOpen, DateTimeOffset ShownAt, TimeSpan? After, TimeSpan Notice, DateTimeOffset? DeliveredAt, bool HasManager, DateTimeOffset? SnoozedUntil,
    WorkCalendar Calendar, DateTimeOffset Now)
{
    /// <summary>The owner is told nothing by itself for now, as <see cref="Hushed"/> has it: then the manager is not either.</summary>
    public bool IsHushed { get; init; }
}

/// <summary>When a manager hears of a neglected deal: never before its owner has seen the words and the hour, and had the notice's working time to act. Pure.</summary>
public static class EscalationRules
{
    /// <summary>A message that no platform has taken yet is asked for again after so long.</summary>
    private static readonly TimeSpan Undelivered = TimeSpan.FromMinutes(15);

    public static EscalationStep Next(EscalationState state, EscalationCase at)
    {
        if (!at.IsOpen) return new EscalationStep.Off("It was answered or put right.");
        if (at.After is not { } after) return new EscalationStep.Off("The process tells nobody.");
        if (!at.HasManager) return new EscalationStep.Off("There is no manager to tell.");
        if (at.IsHushed) return new EscalationStep.Wait(at.Calendar.NextStart(at.Now));
        if (at.SnoozedUntil > at.Now) return new EscalationStep.Wait(at.SnoozedUntil.Value);
        return state == EscalationState.Previewed ? Told(at) : Previewed(at, after);
    }

    private static EscalationStep Previewed(EscalationCase at, TimeSpan after)
    {
        var due = PreviewDue(at.Calendar, at.ShownAt, after, at.Notice);
        if (at.Now < due) return new EscalationStep.Wait(due);
        if (!at.Calendar.IsWorking(at.Now)) return new EscalationStep.Wait(at.Calendar.NextStart(at.Now));
        return new EscalationStep.Preview(at.Calendar.AddWorkingTime(at.Now, at.Notice));
    }

    private static EscalationStep Told(EscalationCase at)
    {
        if (at.DeliveredAt is not { } delivered) return new EscalationStep.Wait(at.Now + Undelivered);
        var due = at.Calendar.AddWorkingTime(delivered, at.Notice);
        return at.Now < due ? new EscalationStep.Wait(due) : new EscalationStep.Tell(delivered);
    }

    /// <summary>When the owner is to be told, if all stays as it is.</summary>
    public static DateTimeOffset PreviewDue(WorkCalendar calendar, DateTimeOffset shownAt, TimeSpan after, TimeSpan notice) =>
        calendar.AddWorkingTime(shownAt, after > notice ? after - notice : TimeSpan.Zero);
}
