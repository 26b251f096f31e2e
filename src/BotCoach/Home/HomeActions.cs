using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;

namespace BotCoach.Home;

/// <summary>The home is opened: shown at once, and kept true from then on. Its buttons are those of the deals, the walks and the settings.</summary>
public sealed class HomeActions(BotCoachDb db, HomeDesk desk, HomeReading reading, Outbox outbox)
{
    public async Task<Reply> OpenedAsync(Turn turn)
    {
        var person = turn.Person;
        var tab = await db.HomeTabs.FindAsync(db.WorkspaceId, person.Id);
        if (tab is null) db.HomeTabs.Add(tab = new HomeTab { WorkspaceId = db.WorkspaceId, PersonId = person.Id });
        tab.Open(turn.Inbound.Caller, turn.Now);
        await EnsureClockAsync(person, turn.Now);
        await desk.ShowAsync(tab, person, turn.Now, Lane.Answer);
        return Reply.None;
    }

    /// <summary>The same as a card in the chat, for platforms that have no home.</summary>
    public async Task<Reply> CardAsync(Turn turn)
    {
        await outbox.AnswerAsync(turn, HomeMessage.Of(await reading.OfAsync(turn.Person, turn.Now)));
        return Reply.None;
    }

    /// <summary>Told of it twice, as some platforms do, the person is greeted once.</summary>
    public async Task<Reply> GreetAsync(Turn turn)
    {
        await outbox.ShowAsync(turn.Person.Id, $"greet:{turn.Person.Id}", HomeGreeting.Of(turn.Person), turn.Now);
        return Reply.None;
    }

    /// <summary>Due at once, since nobody could say what changed while this one was being made.</summary>
    private async Task EnsureClockAsync(Person person, DateTimeOffset now)
    {
        if (await db.PersonDues.FindAsync(db.WorkspaceId, person.Id, PersonDueKind.Home) is not null) return;
        db.PersonDues.Add(new PersonDue { WorkspaceId = db.WorkspaceId, PersonId = person.Id, Kind = PersonDueKind.Home, At = now });
    }
}
