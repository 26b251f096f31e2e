using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Storage;

namespace BotCoach.People;

/// <summary>
/// Somebody whose zone no platform says is asked once, with the first brief: until then, and without an answer, the workspace's goes for them.
/// </summary>
public sealed class ZoneActions(BotCoachDb db, PersonClocks clocks, Outbox outbox)
{
    public async Task AskOnceAsync(Person person, DateTimeOffset now)
    {
        if (person.Zone is not null || person.ZoneAskedAt is not null) return;
        person.ZoneAskedAt = now;
        var zone = (await db.FoundedWorkspaceAsync()).Zone;
        await outbox.ShowAsync(person.Id, $"zone:{person.Id}", ZoneMessage.Question(zone), now, Lane.Brief);
    }

    public async Task<Reply> UseAsync(Turn turn)
    {
        if (SettingsRules.KnownZone(turn.Value) is not { } zone) return Reply.Words("I do not know that zone any more. Type settings to choose one.");
        var isNew = turn.Person.Zone != zone;
        (turn.Person.Zone, turn.Person.ZoneIsChosen) = (zone, true);
        await outbox.ReplaceAsync(turn, ZoneMessage.Kept(zone));
        if (isNew) await clocks.CalendarChangedAsync(turn.Person.Id, turn.Now);
        return Reply.None;
    }
}
