using BotCoach.Storage;

namespace BotCoach.Deals;

/// <summary>
/// How far a handoff has come: what must be passed on is being gathered, it lies before its receiver, it came back with what is missing, the receiver has the
/// deal, or it is off.
/// </summary>
public enum HandoffState { Gathering, Sent, Returned, Accepted, Off }

/// <summary>What its receiver made of what came along.</summary>
public enum HandoffQuality { StartOver = 1, SomeMissing = 2, AllThere = 3 }

/// <summary>
/// A deal on its way from one owner to the next. It stays the sender's until the receiver has accepted it, so that at no moment it is nobody's. A deal has one
/// that is under way.
/// </summary>
public sealed class Handoff : IWorkspaceRow
{
    /// <summary>The route of a handoff for which the process has no rule.</summary>
    public const string AnyRoute = "other";

    public required Guid WorkspaceId { get; set; }
    public required Guid Id { get; init; }
    public required Guid DealId { get; init; }
    public required Guid FromId { get; init; }
    public required Guid ToId { get; set; }

    /// <summary>Which rule it follows, as "SDR → AE"; <see cref="AnyRoute"/> for none. Quality is reported by it.</summary>
    public required string Route { get; init; }

    /// <summary>Fields and documents that must be passed on, by a comma.</summary>
    public required string Must { get; init; }

    /// <summary>The receiver's working time to answer in.</summary>
    public required int WithinHours { get; init; }

    /// <summary>What the sender says along with it.</summary>
    public string? Note { get; set; }
    public HandoffState State { get; set; }

    /// <summary>How often it was returned.</summary>
    public int Returns { get; set; }

    /// <summary>What the receiver missed when it was last returned, by a comma, and in words.</summary>
    public string Missing { get; set; } = "";
    public string? ReturnWords { get; set; }
    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>When it was last sent, and until when an answer is due.</summary>
    public DateTimeOffset? SentAt { get; set; }
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>When the clock looks at it next; null: never.</summary>
    public DateTimeOffset? At { get; set; }

    /// <summary>The receiver was told that the time is over, what the manager would hear, and when.</summary>
    public DateTimeOffset? RemindedAt { get; set; }
    public string? Words { get; set; }
    public Guid? ManagerId { get; set; }
    public DateTimeOffset? ToldAt { get; set; }

    /// <summary>When it ended: accepted, or off.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Why it is off.</summary>
    public string? Why { get; set; }
    public HandoffQuality? Quality { get; set; }

    /// <summary>It was accepted before its time was over.</summary>
    public bool? InTime { get; set; }
    public long Revision { get; set; } = 1;

    public bool IsUnderWay => State is HandoffState.Gathering or HandoffState.Sent or HandoffState.Returned;

    public IReadOnlyList<string> MustPassOn => Must.Split(',', StringSplitOptions.RemoveEmptyEntries);

    public IReadOnlyList<string> MissingThere => Missing.Split(',', StringSplitOptions.RemoveEmptyEntries);

    public void Send(DateTimeOffset due, DateTimeOffset now)
    {
        (State, SentAt, DueAt, At, RemindedAt, Words, ManagerId, ToldAt) = (HandoffState.Sent, now, due, due, null, null, null, null);
        Revision++;
    }

    /// <param name="lookAt">When its sender is reminded, unless it was sent again.</param>
    public void Return(string missing, string? words, DateTimeOffset lookAt)
    {
        (State, Missing, ReturnWords, DueAt, At) = (HandoffState.Returned, missing, words, null, lookAt);
        Returns++;
        Revision++;
    }

    public void Accept(DateTimeOffset now)
    {
        InTime = now <= DueAt;
        End(HandoffState.Accepted, null, now);
    }

    public void Drop(string why, DateTimeOffset now) => End(HandoffState.Off, why, now);

    public void Rate(HandoffQuality quality)
    {
        Quality = quality;
        Revision++;
    }

    /// <summary>The receiver's time has changed, or is over already.</summary>
    public void LookAt(DateTimeOffset? at)
    {
        At = at;
        Revision++;
    }

    private void End(HandoffState how, string? why, DateTimeOffset now)
    {
        (State, Why, EndedAt, DueAt, At) = (how, why, now, null, null);
        Revision++;
    }
}
