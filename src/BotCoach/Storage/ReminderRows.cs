using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>The clocks of reminders, in SQL that both databases speak.</summary>
public static class ReminderRows
{
    /// <summary>The person is asked for at this instant at the latest.</summary>
    public static Task BringReminderForwardAsync(this BotCoachDb db, Guid personId, DateTimeOffset at) => db.Database.ExecuteSqlRawAsync(
        "insert into person_due (workspace_id, person_id, kind, at) values ({0}, {1}, 'Reminder', {2}) "
        + "on conflict (workspace_id, person_id, kind) do update set at = excluded.at where person_due.at > excluded.at",
        db.WorkspaceId, personId, db.Stamp(at));
}
