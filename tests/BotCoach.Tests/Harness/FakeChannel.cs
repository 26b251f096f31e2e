using BotCoach.Channels;

namespace BotCoach.Tests.Harness;

/// <summary>What goes wrong with the next send or edit.</summary>
public enum Trouble
{
    /// <summary>The platform says no, for good.</summary>
    Refuse,
    /// <summary>The platform says: later.</summary>
    Throttle,
    /// <summary>No answer, and the platform never got it.</summary>
    LostOnTheWay,
    /// <summary>No answer, but the platform took it.</summary>
    AnswerLost,
}

/// <summary>
/// A platform that lives in this process. It keeps what each person is shown, refuses what a real platform refuses, and has the troubles it is told to.
/// </summary>
public sealed class FakeChannel(TimeProvider clock) : IChannel
{
    private readonly Lock _gate = new();
    private readonly List<Shown> _all = [];
    private readonly Queue<SendTrouble> _troubles = [];
    private readonly Dictionary<string, DateTimeOffset> _lastSend = [];
    private SendTrouble? _always;
    private long _changes;

    public string Name => "fake";

    public bool IsReal { get; set; }

    /// <summary>Fast, so that tests need not wait for it; one that tests the pace sets it.</summary>
    public Pace Pace { get; set; } = new(1_000, TimeSpan.Zero);

    /// <summary>False: the platform does not let us look a delivery up.</summary>
    public bool CanLookUp { get; set; } = true;

    /// <summary>Whether people who never wrote can be reached.</summary>
    public bool CanReach { get; set; } = true;

    /// <summary>What was sent that no platform takes; a driver fails at once when there is something here.</summary>
    public List<string> OurBugs { get; } = [];

    /// <summary>Sends and edits that came sooner than the pace allows.</summary>
    public int TooFast { get; private set; }

    /// <summary>Every attempt to send, whatever became of it.</summary>
    public int Sends { get; private set; }

    public int Edits { get; private set; }

    public int LookUps { get; private set; }

    /// <summary>Counts up with every message sent or edited.</summary>
    public long Changes { get { lock (_gate) return _changes; } }

    /// <summary>What happens while the platform is being talked to.</summary>
    public Func<Address, Task>? Meanwhile { get; set; }

    /// <summary>Told of each message that was sent.</summary>
    public Action? Taken { get; set; }

    /// <summary>Where people who never wrote are found; null: at an address of their own.</summary>
    public string? ReachesUser { get; set; }

    /// <summary>The next attempt has this trouble; called twice, the next two have.</summary>
    public void Next(Trouble trouble, FaultKind kind = FaultKind.Destination, TimeSpan? after = null, bool holdsTeam = false)
    {
        lock (_gate) _troubles.Enqueue(new SendTrouble(trouble, kind, after ?? TimeSpan.FromSeconds(1), holdsTeam));
    }

    /// <summary>Every attempt has this trouble from now on; null: none.</summary>
    public void Always(Trouble? trouble)
    {
        lock (_gate) _always = trouble is { } kind ? new SendTrouble(kind, FaultKind.Destination, TimeSpan.FromSeconds(1), false) : null;
    }

    /// <summary>A person's chat, oldest first, each message as it looks now.</summary>
    public IReadOnlyList<Shown> Chat(string team, string user)
    {
        lock (_gate) return [.. _all.Where(m => m.To.Team == team && m.To.User == user)];
    }

    /// <summary>Everything that anybody is shown.</summary>
    public IReadOnlyList<Shown> All { get { lock (_gate) return [.. _all]; } }

    /// <summary>Somebody deletes a message on the platform's side.</summary>
    public void Delete(string reference)
    {
        lock (_gate) _all.RemoveAll(m => m.Reference == reference);
    }

    public async Task<SendResult> SendAsync(Address to, Message message, Delivery delivery, CancellationToken cancel)
    {
        lock (_gate) Sends++;
        if (Meanwhile is { } meanwhile) await meanwhile(to);
        lock (_gate) return Attempt(to, message, () => Add(to, message, delivery.Id));
    }

    public Task<SendResult> EditAsync(Address to, string reference, Message message, Delivery delivery, CancellationToken cancel)
    {
        lock (_gate)
        {
            Edits++;
            var shown = _all.FirstOrDefault(m => m.Reference == reference);
            if (shown is null) return Task.FromResult<SendResult>(new GaveUp(FaultKind.MessageGone, "message_not_found"));
            return Task.FromResult(Attempt(to, message, () => Change(shown, message)));
        }
    }

    public Task<FindResult> FindAsync(Address to, string deliveryId, DateTimeOffset since, CancellationToken cancel)
    {
        lock (_gate)
        {
            LookUps++;
            if (!CanLookUp) return Task.FromResult<FindResult>(new CannotTell());
            var shown = _all.FirstOrDefault(m => m.DeliveryId == deliveryId);
            return Task.FromResult<FindResult>(shown is null ? new NotThere() : new Found(shown.Reference));
        }
    }

    public Task<ReachResult> ReachAsync(string team, KnownPerson person, CancellationToken cancel) =>
        Task.FromResult<ReachResult>(CanReach ? new Reachable(new Address(Name, team, ReachesUser ?? person.Id, $"chat-{ReachesUser ?? person.Id}")) : new NotReachable());

    private SendResult Attempt(Address to, Message message, Func<Sent> accept)
    {
        if (PlatformLimits.Complaint(message) is { } complaint)
        {
            OurBugs.Add(complaint);
            return new GaveUp(FaultKind.OurBug, complaint);
        }
        if (IsTooFast(to)) return new TryAgain(Pace.BetweenInOneConversation, "ratelimited");
        if (!_troubles.TryDequeue(out var trouble) && (trouble = _always) is null) return accept();
        if (trouble.Kind == Trouble.AnswerLost) accept();
        return trouble.Kind switch
        {
            Trouble.Refuse => new GaveUp(trouble.Fault, "refused, as the test asked"),
            Trouble.Throttle => new TryAgain(trouble.After, "ratelimited", trouble.HoldsTeam),
            _ => new Uncertain("no answer, as the test asked"),
        };
    }

    private bool IsTooFast(Address to)
    {
        var (chat, now) = ($"{to.Team}/{to.User}", clock.GetUtcNow());
        if (_lastSend.TryGetValue(chat, out var last) && now - last < Pace.BetweenInOneConversation)
        {
            TooFast++;
            return true;
        }
        _lastSend[chat] = now;
        return false;
    }

    private Sent Add(Address to, Message message, string deliveryId)
    {
        var shown = new Shown(to, $"ref-{_all.Count + 1}-{deliveryId[..8]}", deliveryId, clock.GetUtcNow()) { Message = message, ChangedBy = ++_changes };
        _all.Add(shown);
        Taken?.Invoke();
        return new Sent(shown.Reference) { Conversation = $"chat-{to.User}" };
    }

    private Sent Change(Shown shown, Message message)
    {
        (shown.Message, shown.ChangedBy) = (message, ++_changes);
        shown.Edits++;
        return new Sent(shown.Reference);
    }

    private sealed record SendTrouble(Trouble Kind, FaultKind Fault, TimeSpan After, bool HoldsTeam);
}

/// <summary>A message on the fake platform, as it looks now.</summary>
public sealed class Shown(Address to, string reference, string deliveryId, DateTimeOffset sentAt)
{
    public Address To => to;
    public string Reference => reference;
    public string DeliveryId => deliveryId;
    public DateTimeOffset SentAt => sentAt;
    public required Message Message { get; set; }
    public int Edits { get; set; }
    public long ChangedBy { get; set; }
    public string Words => Message.Words;
    public IEnumerable<string> Labels => Message.AllButtons.Select(b => b.Label);
}
