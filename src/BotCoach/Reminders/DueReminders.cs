using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Reminders;

/// <summary>The messages in which reminders come by themselves.</summary>
public sealed class DueReminders(BotCoachDb db, Calendars calendars, ReminderLines lines, Outbox outbox) : IReminderPlace
{
    private const string Key = "remind:";

    /// <summary>
    /// Sends what is due, in one message. What has a time of day is the answer to the one who asked for it then, at whatever hour; the rest comes with the day's work.
    /// </summary>
    public async Task SendAsync(Person person, IReadOnlyList<Reminder> due, DateTimeOffset now)
    {
        var lane = due[0].DueTime is null ? Lane.Brief : Lane.Answer;
        var sent = await outbox.ShowAsync(person.Id, $"{Key}{due[0].Id}:{now.ToUnixTimeMilliseconds()}", await MessageAsync(person, due, now), now, lane);
        foreach (var reminder in due) reminder.MessageId = sent.Id;
    }

    public async Task<bool> RewriteAsync(OutgoingMessage shown, DateTimeOffset now)
    {
        if (!shown.Key.StartsWith(Key, StringComparison.Ordinal)) return false;
        var reminders = await db.Reminders.Where(r => r.MessageId == shown.Id).OrderBy(r => r.ShownAt).ThenBy(r => r.Id).ToListAsync();
        if (reminders.Count > 0 && await db.People.FindAsync(db.WorkspaceId, shown.PersonId) is { } person) outbox.Edit(shown, await MessageAsync(person, reminders, now), now);
        return true;
    }

    private async Task<Channels.Message> MessageAsync(Person person, IReadOnlyList<Reminder> reminders, DateTimeOffset now) =>
        ReminderMessage.Due(await lines.OfAsync(reminders), new ReminderPage(person.Id, await calendars.OfAsync(person), now));
}
