namespace BotCoach.Channels;

/// <summary>
/// A platform as the outbox sees it. Only the outbox's sender calls it. Implementations never throw for what the network did.
/// </summary>
public interface IChannel
{
    /// <summary>The channel's permanent name, lower case: it stands in identities and addresses.</summary>
    string Name { get; }

    /// <summary>True for a platform with accounts of its own. See <see cref="AllChannels.MayPlay"/>.</summary>
    bool IsReal => true;

    /// <summary>How fast this channel may be sent to.</summary>
    Pace Pace { get; }

    /// <summary>Sends a message. <paramref name="deliveryId"/> travels with it (an id, never deal data), to be found by later.</summary>
    Task<SendResult> SendAsync(Address to, Message message, string deliveryId, CancellationToken cancel);

    /// <summary>Makes a sent message look like this.</summary>
    Task<SendResult> EditAsync(Address to, string reference, Message message, CancellationToken cancel);

    /// <summary>Looks an uncertain delivery up, where the platform allows it.</summary>
    Task<FindResult> FindAsync(Address to, string deliveryId, DateTimeOffset since, CancellationToken cancel);

    /// <summary>Finds the chat of a person whom we know but who never wrote to us, or null.</summary>
    Task<Address?> ReachAsync(string team, KnownPerson person, CancellationToken cancel);
}

/// <summary>What is asked of all channels together.</summary>
public static class AllChannels
{
    /// <summary>True while no real channel is set up: then the host's clock may be moved, and local channels count.</summary>
    public static bool MayPlay(this IEnumerable<IChannel> channels) => !channels.Any(c => c.IsReal);
}

/// <summary>What we know of a person who has no address on a channel yet.</summary>
public sealed record KnownPerson(string Id, string Name, string? Email);

/// <summary>
/// How fast a channel may be sent to: messages per second in one team, and the least time between two messages of one conversation.
/// Both are kept in rows that all instances share.
/// </summary>
public sealed record Pace(double PerSecond, TimeSpan BetweenInOneConversation);
