namespace BotCoach.Channels;

/// <summary>The one way in. Commits what the inbound causes, then returns the reply; the same inbound twice acts once.</summary>
public interface IInbox
{
    /// <summary>Receives an inbound. Never throws for what a person did; a fault inside is an apology in the reply.</summary>
    Task<Reply> ReceiveAsync(Inbound inbound, CancellationToken cancel);
}
