using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.People;

/// <summary>A person's own zone, hours and days: shown, and changed in a form. What follows from them is asked for again at once.</summary>
public sealed class SettingsActions(BotCoachDb db, PersonClocks clocks, Outbox outbox)
{
    public async Task<Reply> ShowAsync(Turn turn)
    {
        await outbox.AnswerAsync(turn, SettingsMessage.Of(turn.Person, await WorkspaceAsync()));
        return Reply.None;
    }

    /// <summary>The form, which remembers the card that it was opened from; a home is nobody's card, and is written anew by itself.</summary>
    public async Task<Reply> ChangeAsync(Turn turn) =>
        new OpenForm(SettingsMessage.Form(turn.Person, (await outbox.PressedAsync(turn))?.Id.ToString() ?? ""));

    public async Task<Reply> ChangedAsync(Turn turn)
    {
        var (said, errors) = SettingsRules.Read(turn.Field);
        if (said is null) return new FormErrors(errors);
        var person = turn.Person;
        var isNew = said != new OwnTime(person.Zone, person.WorkStart, person.WorkEnd, person.WorkDays);
        // A zone that stands there unchanged is not chosen by that.
        if (said.Zone != person.Zone) (person.Zone, person.ZoneIsChosen) = (said.Zone, said.Zone is not null);
        (person.WorkStart, person.WorkEnd, person.WorkDays) = (said.Start, said.End, said.Days);
        if (turn.Id is { } id && await db.OutgoingMessages.FirstOrDefaultAsync(m => m.Id == id && m.PersonId == person.Id) is { } card)
            outbox.Edit(card, SettingsMessage.Of(person, await WorkspaceAsync()), turn.Now);
        if (isNew) await clocks.CalendarChangedAsync(person.Id, turn.Now);
        return Reply.None;
    }

    private async Task<Workspace> WorkspaceAsync() => await db.OwnWorkspaceAsync() ?? throw new InvalidOperationException("This workspace does not exist.");
}
