namespace BotCoach.Channels;

/// <summary>
/// A platform as the outbox sees it. Only the outbox's sender sends by it. Implementations never throw for what the network did. <c>cancel</c> is an
/// attempt's deadline: what is under way then has no answer, and nothing more is begun.
/// </summary>
public interface IChannel
{
    /// <summary>The channel's permanent name, lower case: it stands in identities and addresses.</summary>
    string Name { get; }

    /// <summary>True for a platform with accounts of its own. See <see cref="AllChannels.MayPlay"/>.</summary>
    bool IsReal => true;

    /// <summary>How fast this channel may be sent to.</summary>
    Pace Pace { get; }

    /// <summary>
    /// How fast this one may go out: a channel whose methods have limits of their own says which of them it is for. <paramref name="reference"/> is the
    /// message's that is to be edited, null for a new one.
    /// </summary>
    Pace PaceOf(Address to, Delivery delivery, string? reference) => Pace;

    /// <summary>How fast people may be looked for; null where that asks nobody.</summary>
    Pace? ReachPace => null;

    /// <summary>How fast uncertain deliveries may be looked up; null where that asks nobody.</summary>
    Pace? LookPace => null;

    /// <summary>Somebody is to be written to unasked, now or soon: what has to be known first may be learned for many at once. Asks nobody yet.</summary>
    void Expect(Address to)
    {
    }

    /// <summary>Sends a message. The delivery's id travels with it (an id, never deal data), to be found by later.</summary>
    Task<SendResult> SendAsync(Address to, Message message, Delivery delivery, CancellationToken cancel);

    /// <summary>Makes a sent message look like this. The delivery's id is the one that it was sent with.</summary>
    Task<SendResult> EditAsync(Address to, string reference, Message message, Delivery delivery, CancellationToken cancel);

    /// <summary>Looks an uncertain delivery up, where the platform allows it.</summary>
    Task<FindResult> FindAsync(Address to, string deliveryId, DateTimeOffset since, CancellationToken cancel);

    /// <summary>Finds the chat of a person whom we know but who never wrote to us.</summary>
    Task<ReachResult> ReachAsync(string team, KnownPerson person, CancellationToken cancel);

    /// <summary>What keeps the channel from reaching a whole team, for whoever runs the host: a sentence each, by the team's id; empty where it is unknown.</summary>
    Task<IReadOnlyList<KeyValuePair<string, string>>> ComplaintsAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<KeyValuePair<string, string>>>([]);
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
public sealed record Pace(double PerSecond, TimeSpan BetweenInOneConversation)
{
    /// <summary>What the limits are for, where a platform has some for each of its methods; empty where it has not.</summary>
    public string Method { get; init; } = "";

    /// <summary>How many may go out at once after a rest; a second's worth unless it says otherwise.</summary>
    public double AtOnce { get; init; } = PerSecond;

    /// <summary>How many may go into one conversation at once after a rest.</summary>
    public int AtOnceInOneConversation { get; init; } = 1;
}

/// <summary>One message on its way.</summary>
/// <param name="Id">The same for every try.</param>
/// <param name="IsAnswer">The person did something and waits for it: it is shown at any hour.</param>
/// <param name="Place">Where the person sees it.</param>
public sealed record Delivery(string Id, bool IsAnswer = false, Place Place = Place.Chat);

/// <summary>Where a message is seen.</summary>
public enum Place
{
    /// <summary>In the chat, among others.</summary>
    Chat,
    /// <summary>On the bot's own home, which shows one message, the latest. A channel without one takes it and shows nothing.</summary>
    Home,
}
