using System.Text.Json.Serialization;
using BotCoach.Deals;
using BotCoach.Reviews;
using NodaTime;

namespace BotCoach.Digests;

/// <summary>How a deal came among a manager's people's.</summary>
public enum DigestCameHow { New, HandedIn, Reopened }

/// <summary>Which way a deal went; renamed where its process calls the stage otherwise now.</summary>
public enum DigestWay { Forward, Back, Renamed }

/// <summary>What changes by itself or by the way: none of these has a list of its own.</summary>
public enum DigestField { Amount, Currency, Step, Parked, Champion, Known }

/// <summary>A deal that was not there before, as it stands.</summary>
public sealed record DigestCame(DigestDeal Deal, DigestCameHow How);

/// <summary>A deal that somebody else's people have now.</summary>
public sealed record DigestLeft(Guid Deal, Guid? To);

/// <summary>On what a move rests, by the required criteria that it asked for, as they stand now.</summary>
public sealed record MoveEvidence(int Evidenced, int Claimed, int Waived, int Overridden, int Open)
{
    public int All => Evidenced + Claimed + Waived + Overridden + Open;

    /// <summary>On somebody's word, or let past the gate.</summary>
    public bool IsThin => Claimed + Overridden > 0;
}

/// <param name="Reason">The number of the entry in the deal's history that says why, where one does.</param>
public sealed record DigestMove(Guid Deal, string From, string To, DigestWay Way, MoveEvidence? Evidence = null, int? Reason = null);

/// <summary>Won, lost or no fit; why is on the deal.</summary>
public sealed record DigestEnd(Guid Deal, DealStatus Status);

/// <summary>Another close date, or none.</summary>
/// <param name="Slips">How often it has moved to a later day by now.</param>
public sealed record DigestClose(Guid Deal, LocalDate? From, LocalDate? To, int Slips)
{
    [JsonIgnore]
    public bool IsLater => From is { } from && To is { } to && to > from;
}

/// <summary>Handed from one to another of the manager's people.</summary>
public sealed record DigestOwner(Guid Deal, Guid From, Guid To);

/// <summary>A threshold that was crossed, or is no longer.</summary>
public sealed record DigestCrossed(Guid Deal, IReadOnlyList<DigestSignal> Began, IReadOnlyList<string> Over);

/// <param name="Was">As <see cref="DigestRules"/> writes it; null for none.</param>
public sealed record DigestChange(Guid Deal, DigestField Field, string? Was, string? Is);

/// <summary>How a promise stands; open ones are not due yet.</summary>
public enum PromiseState { Open, Due, Kept, Missed }

/// <summary>What somebody said in a review they would do.</summary>
public sealed record PromiseLine(Guid Deal, Guid Owner, string Words, LocalDate Due, PromiseState State);

/// <summary>
/// What changed from one digest to the next: laid over the snapshot before, it is the snapshot after (<see cref="DigestRules.Apply"/>). Each list is in the order of
/// the deals' ids.
/// </summary>
public sealed record DigestDiff(DateTimeOffset At, DigestNumbers Numbers)
{
    /// <summary>When the one before was made; null for the first, which is a difference to nothing.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The figures of the one before.</summary>
    public DigestNumbers? Before { get; init; }
    public IReadOnlyList<DigestCame> Came { get; init; } = [];
    public IReadOnlyList<DigestLeft> Left { get; init; } = [];
    public IReadOnlyList<DigestMove> Moves { get; init; } = [];
    public IReadOnlyList<DigestEnd> Ended { get; init; } = [];
    public IReadOnlyList<DigestClose> Closes { get; init; } = [];
    public IReadOnlyList<DigestOwner> Owners { get; init; } = [];
    public IReadOnlyList<DigestCrossed> Crossed { get; init; } = [];
    public IReadOnlyList<DigestChange> Changes { get; init; } = [];

    /// <summary>Kept, missed and due since. They stand here without their words, which are on the promise itself.</summary>
    [JsonIgnore]
    public IReadOnlyList<PromiseLine> Promises { get; init; } = [];

    /// <summary>What was chosen to be talked about.</summary>
    public IReadOnlyList<Talk> Talks { get; init; } = [];

    /// <summary>Nothing of it is worth a message: that a signal ended, or somebody more is known, is good and no news.</summary>
    [JsonIgnore]
    public bool IsSilent => IsNothing || (this with { Crossed = [.. Crossed.Where(c => c.Began.Count > 0)], Changes = [.. Changes.Where(c => c.Field == DigestField.Amount)] }).IsNothing;

    /// <summary>Nothing differs: that a figure moved by itself is nothing.</summary>
    [JsonIgnore]
    public bool IsNothing => Came.Count + Left.Count + Moves.Count + Ended.Count + Closes.Count + Owners.Count + Crossed.Count + Changes.Count == 0 && Promises.All(p => p.State == PromiseState.Open);

    /// <summary>Every deal of which it says something.</summary>
    public HashSet<Guid> Touched() =>
    [
        .. Came.Select(c => c.Deal.Id), .. Left.Select(l => l.Deal), .. Moves.Select(m => m.Deal), .. Ended.Select(e => e.Deal), .. Closes.Select(c => c.Deal), .. Owners.Select(o => o.Deal),
        .. Crossed.Select(c => c.Deal), .. Changes.Select(c => c.Deal),
    ];
}
