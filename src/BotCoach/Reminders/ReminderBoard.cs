using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Reminders;

/// <summary>The messages in which people see their reminders, kept true: what comes, the list, and the answer to one that was set.</summary>
public sealed class ReminderBoard(BotCoachDb db, Calendars calendars, Outbox outbox)
{
    private const string DueKey = "remind:";
    private const string ListKey = "reminders";
    private const string SetKey = "reminded";

    /// <summary>
    /// Sends what is due, in one message. What has a time of day is the answer to the one who asked for it then, at whatever hour; the rest comes with the day's work.
    /// </summary>
    public async Task SendAsync(Person person, IReadOnlyList<Reminder> due, DateTimeOffset now)
    {
        var message = ReminderMessage.Due(await LinesAsync(due), await PageAsync(person, now));
        var lane = due[0].DueTime is null ? Lane.Brief : Lane.Answer;
        var sent = await outbox.ShowAsync(person.Id, $"{DueKey}{due[0].Id}:{now.ToUnixTimeMilliseconds()}", message, now, lane);
        foreach (var reminder in due) reminder.MessageId = sent.Id;
    }

    /// <summary>Writes the messages that showed these anew.</summary>
    public async Task RefreshAsync(IEnumerable<Reminder> changed, DateTimeOffset now)
    {
        foreach (var id in changed.Select(r => r.MessageId).OfType<Guid>().Distinct())
        {
            if (await outbox.FindAsync(id) is not { } sent || await db.People.FindAsync(db.WorkspaceId, sent.PersonId) is not { } person) continue;
            var shown = await db.Reminders.Where(r => r.MessageId == id).OrderBy(r => r.ShownAt).ThenBy(r => r.Id).ToListAsync();
            if (shown.Count > 0) outbox.Edit(sent, ReminderMessage.Due(await LinesAsync(shown), await PageAsync(person, now)), now);
        }
    }

    public async Task ListAsync(Turn turn) => outbox.ShowInTurn(turn, ListKey, await ListOfAsync(turn.Person, turn.Now));

    /// <param name="offered">A deal that the words name.</param>
    public async Task SetAsync(Turn turn, Reminder reminder, (Guid, string)? offered) =>
        outbox.ShowInTurn(turn, SetKey, ReminderMessage.Set((await LinesAsync([reminder]))[0], await PageAsync(turn.Person, turn.Now), offered));

    /// <summary>Writes anew where the press came from, and where the reminder was shown.</summary>
    public async Task AfterAsync(Turn turn, Reminder reminder)
    {
        await RefreshAsync([reminder], turn.Now);
        if (await CardAsync(turn) is not { } card) return;
        if (card.Key.StartsWith(ListKey + ":", StringComparison.Ordinal)) outbox.Edit(card, await ListOfAsync(turn.Person, turn.Now), turn.Now);
        if (card.Key.StartsWith(SetKey + ":", StringComparison.Ordinal))
            outbox.Edit(card, ReminderMessage.Set((await LinesAsync([reminder]))[0], await PageAsync(turn.Person, turn.Now), null), turn.Now);
    }

    /// <summary>The message that was pressed, or that the form was opened from.</summary>
    public async Task<OutgoingMessage?> CardAsync(Turn turn)
    {
        if (await outbox.PressedAsync(turn) is { } pressed) return pressed;
        return Guid.TryParse(turn.Argument, out var id) ? await db.OutgoingMessages.FirstOrDefaultAsync(m => m.Id == id && m.PersonId == turn.Person.Id) : null;
    }

    public async Task<Text> SettledAsync(Person person, Reminder reminder, DateTimeOffset now) =>
        ReminderMessage.Settled((await LinesAsync([reminder]))[0], await PageAsync(person, now));

    /// <summary>The reminders with the names of their deals.</summary>
    public async Task<IReadOnlyList<ReminderLine>> LinesAsync(IReadOnlyCollection<Reminder> reminders)
    {
        var ids = reminders.Select(r => r.DealId).OfType<Guid>().Distinct().ToList();
        var names = ids.Count == 0 ? [] : await db.Deals.Where(d => ids.Contains(d.Id)).Select(d => new { d.Id, d.Name, d.Account }).ToDictionaryAsync(d => d.Id, d => Deal.CalledBy(d.Name, d.Account));
        return [.. reminders.Select(r => new ReminderLine(r, r.DealId is { } deal ? names.GetValueOrDefault(deal) : null))];
    }

    private async Task<Message> ListOfAsync(Person person, DateTimeOffset now)
    {
        var open = await db.Reminders.Where(r => r.PersonId == person.Id && r.State == ReminderState.Open).ToListAsync();
        var lines = await LinesAsync([.. open.Where(r => r.IsOpen).OrderBy(r => r.At ?? DateTimeOffset.MinValue).ThenBy(r => r.ShownAt).ThenBy(r => r.Id)]);
        return ReminderMessage.List(lines, await PageAsync(person, now));
    }

    private async Task<ReminderPage> PageAsync(Person person, DateTimeOffset now) => new(person.Id, await calendars.OfAsync(person), now);
}
