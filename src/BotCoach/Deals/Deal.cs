using BotCoach.Storage;
using NodaTime;

namespace BotCoach.Deals;

public enum DealStatus { Open, Won, Lost, Disqualified }

/// <summary>Whose move it is.</summary>
public enum Side { Us, Buyer }

/// <summary>First sight of an imported open deal: its rules start once the owner has said what to do with it.</summary>
public enum Triage { None, Waiting, Working, Parked }

/// <summary>
/// A deal (opportunity). Every change goes through <see cref="DealLedger"/>, which raises <see cref="Revision"/>, appends the event
/// and makes the deal due to be judged.
/// </summary>
public sealed class Deal : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid Id { get; init; }

    /// <summary>The id in the source, unique per source; null for a deal made in chat.</summary>
    public string? ExternalId { get; set; }

    /// <summary>Where it came from: <c>csv</c>, <c>chat</c>, <c>api</c>, <c>sample</c>, later a CRM's name.</summary>
    public required string Source { get; init; }
    public required string Name { get; set; }
    public string? Account { get; set; }
    public required Guid OwnerId { get; set; }
    public string? SalesTeam { get; set; }
    public string? Segment { get; set; }
    public string? LeadSource { get; set; }
    public string? DealType { get; set; }
    public decimal? Amount { get; set; }
    public required string Currency { get; set; }
    public LocalDate? CloseOn { get; set; }

    /// <summary>How often the close date moved to a later day.</summary>
    public int CloseSlips { get; set; }

    /// <summary>When it last moved to a later day.</summary>
    public DateTimeOffset? CloseSlippedAt { get; set; }

    public required Guid ProcessId { get; set; }
    public required int ProcessVersion { get; set; }
    public required string StageId { get; set; }
    public required DateTimeOffset StageEnteredAt { get; set; }

    /// <summary>No source said when it entered its stage: <see cref="StageEnteredAt"/> is the best guess, and no example of how long a stay takes.</summary>
    public bool StageEnteredAssumed { get; set; }

    /// <summary>The team's median days in this stage as it stood on entry, if there were 20 examples.</summary>
    public double? StageMedianDays { get; set; }

    /// <summary>The stage from which it went back into this one; null where it came here in any other way.</summary>
    public string? WentBackFrom { get; set; }

    /// <summary>Landed in its stage by the source's word alone; nothing of it is evidenced by that.</summary>
    public bool ImportedWithoutEvidence { get; set; }

    public string? NextStep { get; set; }
    public LocalDate? NextStepOn { get; set; }
    public Guid? NextStepOwnerId { get; set; }
    public Side? NextStepSide { get; set; }
    public bool NextStepConfirmed { get; set; }

    /// <summary>Last heard from the buyer; null when that data never arrived.</summary>
    public DateTimeOffset? HeardAt { get; set; }

    /// <summary>Last touched by us; null when that data never arrived.</summary>
    public DateTimeOffset? TouchedAt { get; set; }

    /// <summary>Touches of ours since they last answered, in this stage; see <see cref="Touches"/>.</summary>
    public int TouchesMade { get; set; }

    /// <summary>The first of them.</summary>
    public DateTimeOffset? TouchesSince { get; set; }

    /// <summary>Its handoff lies before somebody, who is to answer by then; null: it lies before nobody.</summary>
    public DateTimeOffset? HandoffDueAt { get; set; }

    /// <summary>When the lead came in that it was; null where it was none, or nobody knows.</summary>
    public DateTimeOffset? LeadReceivedAt { get; set; }

    /// <summary>Our first touch after that, or their next word; null while there is none.</summary>
    public DateTimeOffset? LeadAnsweredAt { get; set; }

    /// <summary>So many minutes of the owner's working time lay between the two.</summary>
    public int? LeadMinutes { get; set; }

    /// <summary>1 to 5.</summary>
    public int? ChampionStrength { get; set; }

    public DealStatus Status { get; set; }

    /// <summary>Why it was won, lost or disqualified.</summary>
    public string? OutcomeReason { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
    public Triage Triage { get; set; }
    public LocalDate? ParkedUntil { get; set; }

    /// <summary>Discovery and closing facts by the names of <see cref="Stages.KnownFields"/>.</summary>
    public Dictionary<string, string> Facts { get; set; } = [];

    /// <summary>The company's own fields: every column of an import that is nothing of ours.</summary>
    public Dictionary<string, string> Custom { get; set; } = [];

    /// <summary>Raised by every change; the optimistic token.</summary>
    public long Revision { get; set; } = 1;

    /// <summary>The number of the last event.</summary>
    public int EventSeq { get; set; }

    /// <summary>Name, account and external id in lower case: what is searched when a deal is named in part.</summary>
    public string Search { get; set; } = "";

    /// <summary>Account and name in lower case: deals that have the same are taken for one.</summary>
    public string Twin { get; set; } = "";
    /// <summary>When the deal began: as its source says, else when it came here.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>What people call it: by its account, where it has one.</summary>
    public string Called => CalledBy(Name, Account);

    public bool IsOpen => Status == DealStatus.Open;

    /// <summary>Set aside until a day that has not begun yet, in the owner's calendar.</summary>
    public bool IsParkedOn(LocalDate today) => Triage == Triage.Parked && (ParkedUntil is not { } until || until > today);

    /// <summary>A copy, as the deal would be in another version of its process; nobody saves it.</summary>
    public Deal As(int version, string stage)
    {
        var copy = (Deal)MemberwiseClone();
        (copy.ProcessVersion, copy.StageId) = (version, stage);
        return copy;
    }

    public void RefreshSearch() => (Search, Twin) = (SearchOf(Name, Account, ExternalId), TwinOf(Name, Account));

    public static string CalledBy(string name, string? account) => string.IsNullOrWhiteSpace(account) ? name : account;

    public static string SearchOf(string name, string? account, string? externalId) => $"{name} {account} {externalId}".ToLowerInvariant();

    public static string TwinOf(string name, string? account) => $"{account}\n{name}".ToLowerInvariant();
}

/// <summary>
/// When a deal is next judged: a narrow row beside the deal, so that a tick costs what is due. A deal that an import brought has none
/// until somebody does something with it.
/// </summary>
public sealed class DealDue : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid DealId { get; init; }
    public required Guid OwnerId { get; set; }

    /// <summary>Null when no rule's answer can change by time alone.</summary>
    public DateTimeOffset? At { get; set; }

    /// <summary>The deal's revision when <see cref="At"/> was written.</summary>
    public long Revision { get; set; }

    /// <summary>The workspace's epoch under which this was last written. A later one has let it stand where the deals up to here were judged again.</summary>
    public long Epoch { get; set; }
}

/// <summary>
/// What a deal's file said of it last, by the fields' names in the history: a file that says the same again says nothing new, whatever was
/// changed here meanwhile. A deal for which its files never said anything else has no such row: its first event holds what they said.
/// </summary>
public sealed class FileSaid : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid DealId { get; init; }
    public required Dictionary<string, string> Values { get; set; }
}

/// <summary>What a company's accounts file says of an account.</summary>
public sealed class Account : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required string Name { get; init; }
    public Dictionary<string, string> Custom { get; set; } = [];
}
