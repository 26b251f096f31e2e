using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Reminders;

/// <summary>Where people see their reminders, kept true: what has come, wherever it is shown, the list, and the answer to one that was set.</summary>
public sealed class ReminderBoard(BotCoachDb db, Calendars calendars, ReminderLines lines, IEnumerable<IReminderPlace> places, Outbox outbox)
{
    private const string ListKey = "reminders";
    private const string SetKey = "reminded";

    /// <summary>Writes the messages that showed these anew, and those that speak of what they are of.</summary>
    public async Task RefreshAsync(IEnumerable<Reminder> changed, DateTimeOffset now)
    {
        List<Reminder> all = [.. changed];
        foreach (var id in all.Select(r => r.MessageId).OfType<Guid>().Distinct())
        {
            if (await outbox.FindAsync(id) is not { } shown) continue;
            foreach (var place in places)
                if (await place.RewriteAsync(shown, now)) break;
        }
        if (all.Count == 0) return;
        foreach (var place in places) await place.FollowAsync(all, now);
    }

    public async Task ListAsync(Turn turn) => outbox.ShowInTurn(turn, ListKey, await ListOfAsync(turn.Person, turn.Now));

    /// <param name="offered">A deal that the words name.</param>
    public async Task SetAsync(Turn turn, Reminder reminder, (Guid, string)? offered) =>
        outbox.ShowInTurn(turn, SetKey, ReminderMessage.Set(await lines.OfAsync(reminder), await PageAsync(turn.Person, turn.Now), offered));

    /// <summary>Writes anew where the press came from, and where the reminder was shown.</summary>
    public async Task AfterAsync(Turn turn, Reminder reminder)
    {
        await RefreshAsync([reminder], turn.Now);
        if (await CardAsync(turn) is not { } card) return;
        if (card.Key.StartsWith(ListKey + ":", StringComparison.Ordinal)) outbox.Edit(card, await ListOfAsync(turn.Person, turn.Now), turn.Now);
        if (card.Key.StartsWith(SetKey + ":", StringComparison.Ordinal))
            outbox.Edit(card, ReminderMessage.Set(await lines.OfAsync(reminder), await PageAsync(turn.Person, turn.Now), null), turn.Now);
    }

    /// <summary>The message that was pressed, or that the form was opened from.</summary>
    public async Task<OutgoingMessage?> CardAsync(Turn turn)
    {
        if (await outbox.PressedAsync(turn) is { } pressed) return pressed;
        return Guid.TryParse(turn.Argument, out var id) ? await db.OutgoingMessages.FirstOrDefaultAsync(m => m.Id == id && m.PersonId == turn.Person.Id) : null;
    }

    public async Task<Text> SettledAsync(Person person, Reminder reminder, DateTimeOffset now) =>
        ReminderMessage.Settled(await lines.OfAsync(reminder), await PageAsync(person, now));

    private async Task<Message> ListOfAsync(Person person, DateTimeOffset now)
    {
        var open = await db.Reminders.Where(r => r.PersonId == person.Id && r.State == ReminderState.Open).ToListAsync();
        var listed = await lines.OfAsync([.. open.Where(r => r.IsOpen).OrderBy(r => r.At ?? DateTimeOffset.MinValue).ThenBy(r => r.ShownAt).ThenBy(r => r.Id)]);
        return ReminderMessage.List(listed, await PageAsync(person, now));
    }

    private async Task<ReminderPage> PageAsync(Person person, DateTimeOffset now) => new(person.Id, await calendars.OfAsync(person), now);
}
