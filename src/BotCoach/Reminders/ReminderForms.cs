using BotCoach.Channels;

namespace BotCoach.Reminders;

/// <summary>The form that changes a reminder: the same words as when it was typed.</summary>
public static class ReminderForms
{
    public const string What = "what";
    public const string When = "when";

    /// <param name="card">The message that it was opened from.</param>
    public static Form Change(Reminder reminder, Guid? card) => new(
        "remind.change", "Change the reminder",
        [
            new TextField(What, "What") { Value = reminder.Text },
            new TextField(When, "When") { Value = DateSaid.Of(reminder.When), Hint = "For example Thursday 9:00, in 3 days, or every Monday 9:00." },
        ], $"{reminder.Id}:{card}", reminder.Revision);
}
