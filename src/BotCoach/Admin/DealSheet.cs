using BotCoach.Admin.Charts;
using BotCoach.Approvals;
using BotCoach.Channels;
using BotCoach.Deals;

namespace BotCoach.Admin;

/// <summary>All that a deal's page shows of it as it is now, beside its history.</summary>
public sealed record DealSheet(DealCardView View)
{
    public required IReadOnlyList<StageEvidence> Evidence { get; init; }
    public required IReadOnlyList<HoldingSignal> Signals { get; init; }

    /// <summary>Why no rule speaks of it; empty where they do.</summary>
    public required string Silence { get; init; }
    public required IReadOnlyList<CallInShort> Calls { get; init; }

    /// <summary>What was asked for beyond what is approved in advance, the newest first.</summary>
    public required IReadOnlyList<ApprovalView> Approvals { get; init; }
    public required IReadOnlyList<CloseMove> CloseMoves { get; init; }
    public required BarChart Stays { get; init; }

    public DealFile File => View.File;
    public Deal Deal => View.File.Deal;
}

/// <summary>A stage's criteria, entry first, and how each stands.</summary>
public sealed record StageEvidence(string Stage, bool IsHere, IReadOnlyList<EvidenceLine> Lines);

/// <param name="State">"proven", "on their word", "disputed", "set aside", "not yet".</param>
/// <param name="Words">What was said, by whom, when and where.</param>
/// <param name="Call">The call it was said in: its title and day.</param>
public sealed record EvidenceLine(string Criterion, bool IsRequired, Mark Mark, string State, string Words, string? Call);

/// <summary>A rule that speaks of the deal now.</summary>
/// <param name="Help">What the stage says helps; null: nothing.</param>
/// <param name="Told">Who was told of it and when, a sentence each.</param>
public sealed record HoldingSignal(string Name, Text Sentence, string? Help, IReadOnlyList<string> Told);

/// <summary>What was accepted of a call.</summary>
public sealed record CallInShort(string Title, string Day, IReadOnlyList<string> Lines, int More);
