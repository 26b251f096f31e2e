namespace BotCoach.Channels.Web;

/// <summary>
/// The playground as the outbox sees it: a channel that is its own platform. What it takes is a note in the host's database,
/// and open pages follow.
/// </summary>
public sealed class WebChannel(WebChat chat) : IChannel
{
    /// <summary>The channel's permanent name.</summary>
    public const string Web = "web";

    /// <inheritdoc/>
    public string Name => Web;

    /// <inheritdoc/>
    public bool IsReal => false;

    /// <inheritdoc/>
    public Pace Pace { get; } = new(PerSecond: 500, BetweenInOneConversation: TimeSpan.Zero);

    /// <inheritdoc/>
    public async Task<SendResult> SendAsync(Address to, Message message, Delivery delivery, CancellationToken cancel)
    {
        if (delivery.Place == Place.Home) return new Sent("home");
        if (Chair.Of(to.Team, to.User) is not { } chair) return Unreachable;
        var reference = await chat.SayAsync(chair, WebWriter.Bot(message), delivery.Id, cancel);
        return new Sent(reference) { Conversation = chair.Conversation };
    }

    /// <inheritdoc/>
    public async Task<SendResult> EditAsync(Address to, string reference, Message message, Delivery delivery, CancellationToken cancel)
    {
        if (Chair.Of(to.Team, to.User) is not { } chair) return Unreachable;
        return await chat.ChangeAsync(chair, reference, WebWriter.Bot(message), cancel)
            ? new Sent(reference)
            : new GaveUp(FaultKind.MessageGone, "The chat holds no such message.");
    }

    /// <inheritdoc/>
    public async Task<FindResult> FindAsync(Address to, string deliveryId, DateTimeOffset since, CancellationToken cancel)
    {
        if (Chair.Of(to.Team, to.User) is not { } chair) return new NotThere();
        return await chat.FindAsync(chair, deliveryId, cancel) is { } reference ? new Found(reference) : new NotThere();
    }

    /// <inheritdoc/>
    public Task<ReachResult> ReachAsync(string team, KnownPerson person, CancellationToken cancel) =>
        Task.FromResult<ReachResult>(Chair.Of(team, person.Id) is { } chair ? new Reachable(new Address(Web, team, person.Id, chair.Conversation)) : new NotReachable());

    private static GaveUp Unreachable => new(FaultKind.Destination, "No such chat.");
}
