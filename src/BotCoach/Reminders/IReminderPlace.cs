using BotCoach.Chat;

namespace BotCoach.Reminders;

/// <summary>A kind of message that shows reminders that have come: one of their own, or another that took them along.</summary>
public interface IReminderPlace
{
    /// <summary>Writes this message anew, with the reminders as they are now. False where it is of another kind.</summary>
    Task<bool> RewriteAsync(OutgoingMessage shown, DateTimeOffset now);

    /// <summary>These have changed: whatever else of this kind speaks of them follows.</summary>
    Task FollowAsync(IReadOnlyList<Reminder> changed, DateTimeOffset now) => Task.CompletedTask;
}
