using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Deals;

/// <summary>How a criterion stands for a deal, and who, when and from where.</summary>
public sealed record CriterionStanding(Criterion Criterion, AnswerState State)
{
    /// <summary>The kind of evidence that carries it.</summary>
    public EvidenceKind? Kind { get; init; }

    /// <summary>The evidence itself, in words: the note, the name, the link.</summary>
    public string? What { get; init; }

    /// <summary>Null when it is derived from data whose origin is not known here.</summary>
    public Origin? From { get; init; }

    /// <summary>Why it is disputed or waived.</summary>
    public string? Reason { get; init; }

    /// <summary>Until when it is waived.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Since when somebody says "I don't know yet"; null once it is known.</summary>
    public LocalDate? UnknownSince { get; init; }

    /// <summary>Good enough for the gate. Somebody's word passes only where a note is accepted evidence.</summary>
    public bool Passes => IsEnough(Criterion, State);

    /// <summary>It passes, but on the rep's word.</summary>
    public bool OnTheirWord => IsOnTheirWord(Criterion, State);

    public static bool IsEnough(Criterion criterion, AnswerState state) => state is AnswerState.Evidenced or AnswerState.Waived || IsOnTheirWord(criterion, state);

    private static bool IsOnTheirWord(Criterion criterion, AnswerState state) => state == AnswerState.Claimed && criterion.Takes(EvidenceKind.Note);
}
