using BotCoach.Chat;
using BotCoach.Storage;

namespace BotCoach.People;

/// <summary>Writes down what somebody was refused, and what they changed that no deal's history tells: it is committed with it.</summary>
public sealed class Audit(BotCoachDb db)
{
    /// <summary>Somebody reached for what is not theirs: with a button of somebody else's, a value written by hand, or a right they no longer have.</summary>
    public void Refused(Turn turn, string what, Guid about) => Refused(turn.Actor, what, about, turn.Now);

    /// <summary>Whether an admin's matter is this person's; else it is written down.</summary>
    public bool IsAdmin(Turn turn, string what)
    {
        if (turn.Person.Role != Role.Admin) Refused(turn, what, db.WorkspaceId);
        return turn.Person.Role == Role.Admin;
    }

    public void Refused(Actor actor, string what, Guid about, DateTimeOffset now) => Add(actor, $"refused: {what}", about, now);

    /// <summary>Somebody changed something of the company's. <paramref name="what"/> holds nobody's name of a buyer's; where it does, an erasure takes it out.</summary>
    public void Did(Actor actor, string what, Guid about, DateTimeOffset now) => Add(actor, what, about, now);

    private void Add(Actor actor, string what, Guid about, DateTimeOffset now) => db.AuditEntries.Add(new AuditEntry
    {
        WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(now), At = now, PersonId = actor.PersonId, Channel = actor.Channel, What = what, About = about,
    });
}
