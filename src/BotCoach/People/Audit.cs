using BotCoach.Chat;
using BotCoach.Storage;

namespace BotCoach.People;

/// <summary>Writes down what somebody was refused: it is committed with the refusal.</summary>
public sealed class Audit(BotCoachDb db)
{
    /// <summary>Somebody reached for what is not theirs: with a button of somebody else's, a value written by hand, or a right they no longer have.</summary>
    public void Refused(Turn turn, string what, Guid about) => db.AuditEntries.Add(new AuditEntry
    {
        WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(turn.Now), At = turn.Now, PersonId = turn.Person.Id, Channel = turn.Actor.Channel,
        What = $"refused: {what}", About = about,
    });
}
