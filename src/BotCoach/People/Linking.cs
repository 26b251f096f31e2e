using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.People;

/// <summary>
/// One person on two platforms. An e-mail address that the platform vouches for links a member of a joined installation to the person who has it already:
/// at once where nothing is at stake, and for managers and admins, who see what others may not, once they said so on both sides. A merge can be undone.
/// An address that passed from one person to another links nobody.
/// </summary>
public sealed class Linking(BotCoachDb db, Outbox outbox, Audit audit)
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromDays(7);

    /// <summary>
    /// The platform says that this address is the caller's. Who has it too is the same person, met elsewhere or not at all so far; or null. Who merely had it
    /// lets go of it, so that nobody is taken for them by it, wherever they come from next.
    /// </summary>
    public async Task<Person?> TakeEmailAsync(Caller caller)
    {
        if (caller.Email is not { Length: > 0 } email) return null;
        var same = email.ToLowerInvariant();
        var holders = await db.People.Where(p => p.MergedInto == null && p.Email != null && p.Email.ToLower() == same).OrderBy(p => p.CreatedAt).ToListAsync();
        Person? still = null;
        foreach (var holder in holders)
            if (HadIt(await AccountsAsync(holder), caller)) holder.Email = null;
            else still ??= holder;
        return still;
    }

    /// <summary>Nobody has to be asked: the person is on no other platform yet, or sees no more than their own deals.</summary>
    public async Task<bool> IsPlainAsync(Person known) => known.Role == Role.Rep || !await db.Identities.AnyAsync(i => i.PersonId == known.Id);

    /// <summary>Asks both whether they are one person.</summary>
    public async Task AskAsync(Person newcomer, Person known, Caller caller, DateTimeOffset now)
    {
        var ask = new LinkRequest { WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(now), NewcomerId = newcomer.Id, KnownId = known.Id, ExpiresAt = now + GoodFor };
        db.LinkRequests.Add(ask);
        var where = caller.Channel switch { "slack" => "Slack", "teams" => "Teams", _ => "another chat" };
        // Nearly always it is one and the same who has just come: awake, and waiting for it.
        await outbox.ShowAsync(known.Id, Key(ask, known.Id), Question(ask, $"{caller.Name ?? caller.User} in {where} has your e-mail address. Is that you?"), now, Lane.Immediate);
        await outbox.ShowAsync(newcomer.Id, Key(ask, newcomer.Id), Question(ask, $"{known.Name} is with us already, with your e-mail address. Is that you?"), now, Lane.Immediate);
    }

    public Task<Reply> YesAsync(Turn turn) => DecideAsync(turn, isYes: true);

    public Task<Reply> NoAsync(Turn turn) => DecideAsync(turn, isYes: false);

    private async Task<Reply> DecideAsync(Turn turn, bool isYes)
    {
        var ask = turn.Id is { } id ? await db.LinkRequests.FirstOrDefaultAsync(l => l.Id == id) : null;
        if (ask is not null && turn.Person.Id != ask.NewcomerId && turn.Person.Id != ask.KnownId) audit.Refused(turn, "a question to others", ask.Id);
        if (ask is null || ask.EndedAt is not null || ask.ExpiresAt < turn.Now || (turn.Person.Id != ask.NewcomerId && turn.Person.Id != ask.KnownId))
            return Reply.Words("That question is settled.");
        if (!isYes) return await EndAsync(ask, turn.Now, "You stay two people here.");
        if (turn.Person.Id == ask.NewcomerId) ask.NewcomerAgreed = true;
        else ask.KnownAgreed = true;
        if (ask is { NewcomerAgreed: true, KnownAgreed: true })
        {
            (await db.People.SingleAsync(p => p.Id == ask.NewcomerId)).MergedInto = ask.KnownId;
            return await EndAsync(ask, turn.Now, "You are one person now, on both.");
        }
        await outbox.ShowAsync(turn.Person.Id, Key(ask, turn.Person.Id), Message.Say("Good. Now say so on the other side too."), turn.Now);
        return Reply.None;
    }

    /// <summary>A team has one account of an address: who has another one there had it before. And who has left everywhere has nothing.</summary>
    private static bool HadIt(List<Identity> accounts, Caller caller) =>
        accounts.Exists(a => a.Channel == caller.Channel && a.Team == caller.Team && a.ExternalId != caller.User)
        || (accounts.Count > 0 && accounts.TrueForAll(a => a.Standing == Standing.Gone));

    /// <summary>The person's accounts, and those of everybody who was merged into them.</summary>
    private async Task<List<Identity>> AccountsAsync(Person person)
    {
        List<Guid> all = [person.Id];
        for (List<Guid> some = [person.Id]; some.Count > 0; all.AddRange(some))
        {
            var into = some;
            some = await db.People.Where(p => p.MergedInto != null && into.Contains(p.MergedInto.Value)).Select(p => p.Id).ToListAsync();
        }
        return await db.Identities.Where(i => all.Contains(i.PersonId)).ToListAsync();
    }

    private async Task<Reply> EndAsync(LinkRequest ask, DateTimeOffset now, string sentence)
    {
        ask.EndedAt = now;
        foreach (var person in (Guid[])[ask.NewcomerId, ask.KnownId]) await outbox.ShowAsync(person, Key(ask, person), Message.Say(sentence), now);
        return Reply.None;
    }

    private static Message Question(LinkRequest ask, string sentence) => Message.Of(sentence, new Paragraph(sentence),
        Buttons.Of(new Button("Yes, that is me", "link.yes", $"{ask.Id}", Look.Main), new Button("No", "link.no", $"{ask.Id}")));

    private static string Key(LinkRequest ask, Guid person) => $"link:{ask.Id}:{person}";
}
