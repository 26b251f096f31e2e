namespace BotCoach.Channels;

/// <summary>The host's database does not answer, after retries. Nothing was done: an endpoint answers 503, so that the platform tries again.</summary>
public sealed class HostUnavailableException(Exception inner) : Exception("The database does not answer. Please try again in a moment.", inner);

/// <summary>The one way in. Commits what the inbound causes, then returns the reply; the same inbound twice acts once.</summary>
public interface IInbox
{
    /// <summary>Receives an inbound. Never throws for what a person did; a fault inside is an apology in the reply.
    /// Throws <see cref="HostUnavailableException"/> when the database is out of reach.</summary>
    Task<Reply> ReceiveAsync(Inbound inbound, CancellationToken cancel);
}
