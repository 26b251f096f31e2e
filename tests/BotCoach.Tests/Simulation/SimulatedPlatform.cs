using BotCoach.Channels;
using BotCoach.Tests.Harness;

namespace BotCoach.Tests.Simulation;

/// <summary>How often a platform does what.</summary>
/// <param name="Refuses">Says: later.</param>
/// <param name="LosesAnswer">Takes a message, and its answer never comes.</param>
/// <param name="Kills">Takes a message, and the instance that sent it dies.</param>
/// <param name="CanLookUp">Lets a delivery be looked up.</param>
internal sealed record Fortune(double Refuses, double LosesAnswer, double Kills, bool CanLookUp);

/// <summary>
/// A platform of thousands: it keeps the last few messages of each chat, counts how often it took each delivery, and tells a watcher of each message.
/// </summary>
internal sealed class SimulatedPlatform(FakeClock clock, Random fate, Fortune fortune) : IChannel
{
    public const string Called = "fake";
    public const string Team = "T1";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Somebody> _people = [];
    private readonly Dictionary<string, string> _taken = [];
    private readonly Dictionary<string, int> _again = [];

    public string Name => Called;

    public bool IsReal => true;

    public Pace Pace { get; } = new(100_000, TimeSpan.Zero);

    /// <summary>The life of the instance that sends.</summary>
    public Func<Life>? Sender { get; set; }

    /// <summary>Told of each new message that nobody asked for: whose, what, and whether it is a second copy.</summary>
    public Action<Somebody, Message, bool>? Unasked { get; set; }

    /// <summary>Until then it takes nothing from anybody.</summary>
    public DateTimeOffset IsAwayUntil { get; set; }

    public int Taken => _taken.Count;

    /// <summary>Deliveries that it took more than once, and how often.</summary>
    public IReadOnlyDictionary<string, int> Again => _again;

    public int Edits { get; private set; }

    public int Refused { get; private set; }

    public int AnswersLost { get; private set; }

    public void Knows(Somebody person) => _people[person.Caller.User] = person;

    public Task<SendResult> SendAsync(Address to, Message message, Delivery delivery, CancellationToken cancel)
    {
        lock (_gate)
        {
            if (Refuses() is { } later) return Task.FromResult<SendResult>(later);
            var sent = Take(to, message, delivery);
            if (fate.NextDouble() < fortune.Kills) return Sender!().EndUnansweredAsync<SendResult>();
            return Task.FromResult(IsHeard() ? sent : new Uncertain("no answer"));
        }
    }

    public Task<SendResult> EditAsync(Address to, string reference, Message message, Delivery delivery, CancellationToken cancel)
    {
        lock (_gate)
        {
            if (Refuses() is { } later) return Task.FromResult<SendResult>(later);
            Edits++;
            _people[to.User].Edit(reference, message);
            return Task.FromResult<SendResult>(IsHeard() ? new Sent(reference) : new Uncertain("no answer"));
        }
    }

    public Task<FindResult> FindAsync(Address to, string deliveryId, DateTimeOffset since, CancellationToken cancel)
    {
        lock (_gate)
        {
            if (!fortune.CanLookUp) return Task.FromResult<FindResult>(new CannotTell());
            return Task.FromResult<FindResult>(_taken.TryGetValue(deliveryId, out var reference) ? new Found(reference) : new NotThere());
        }
    }

    public Task<ReachResult> ReachAsync(string team, KnownPerson person, CancellationToken cancel) => Task.FromResult<ReachResult>(new NotReachable());

    private TryAgain? Refuses()
    {
        if (clock.Now >= IsAwayUntil && fate.NextDouble() >= fortune.Refuses) return null;
        Refused++;
        return fate.Next(2) == 0 ? new TryAgain(TimeSpan.FromSeconds(fate.Next(1, 60)), "ratelimited") : new TryAgain(TimeSpan.FromSeconds(5), "503");
    }

    private bool IsHeard()
    {
        if (fate.NextDouble() >= fortune.LosesAnswer) return true;
        AnswersLost++;
        return false;
    }

    private SendResult Take(Address to, Message message, Delivery delivery)
    {
        var (person, copies) = (_people[to.User], _again.GetValueOrDefault(delivery.Id, _taken.ContainsKey(delivery.Id) ? 1 : 0));
        if (copies > 0) _again[delivery.Id] = copies + 1;
        var reference = $"{delivery.Id[..16]}-{copies}";
        _taken[delivery.Id] = reference;
        if (delivery.Place == Place.Home) return new Sent(reference);
        person.Add(new Post(reference, message));
        if (!delivery.IsAnswer) Unasked?.Invoke(person, message, copies > 0);
        return new Sent(reference) { Conversation = $"chat-{to.User}" };
    }
}
