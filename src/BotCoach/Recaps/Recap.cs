using NodaTime;

namespace BotCoach.Recaps;

/// <summary>
/// What a call came to, for the rep to accept line by line. Every line cites the cues it rests on; <see cref="RecapRules"/> has dropped those that
/// do not rest on theirs.
/// </summary>
public sealed record Recap(string Writer)
{
    public const string ByRule = "extractive";
    public const string ByModel = "model";

    public IReadOnlyList<RecapLine> Summary { get; init; } = [];
    public IReadOnlyList<RecapLine> Problem { get; init; } = [];
    public IReadOnlyList<RecapLine> Impact { get; init; } = [];
    public IReadOnlyList<RecapLine> SuccessCriteria { get; init; } = [];
    public IReadOnlyList<RecapPerson> Stakeholders { get; init; } = [];
    public IReadOnlyList<SaidObjection> Objections { get; init; } = [];
    public IReadOnlyList<RecapLine> Competitors { get; init; } = [];
    public IReadOnlyList<RecapLine> Decisions { get; init; } = [];
    public IReadOnlyList<RecapLine> Risks { get; init; } = [];
    public IReadOnlyList<NextStep> NextSteps { get; init; } = [];
    public IReadOnlyList<Proposal> Proposed { get; init; } = [];

    /// <summary>How many lines were dropped because their cues do not say so.</summary>
    public int Dropped { get; init; }

    /// <summary>What the writer could not do with this call, in sentences for the reader.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>A line and the ids of the cues it rests on.</summary>
public sealed record RecapLine(string Text, IReadOnlyList<string> Cues);

/// <summary>Somebody who has a part in the deal, with the role in the words of the call.</summary>
public sealed record RecapPerson(string Name, string? Role, IReadOnlyList<string> Cues)
{
    /// <summary>Their part in the decision, as the call says it: one of the roles of a stakeholder. Null where it does not.</summary>
    public string? Part { get; init; }
}

public enum ObjectionKind { Price, Timing, Authority, Need, Competitor, Security, Legal }

public sealed record SaidObjection(ObjectionKind Kind, string Text, IReadOnlyList<string> Cues);

public enum CallSide { Seller, Buyer, Both }

/// <summary>Who does what by when. What is promised on a condition carries it.</summary>
/// <param name="DueText">The words that were said of the time; <paramref name="Due"/> is what they mean on the day of the call.</param>
public sealed record NextStep(string? Owner, CallSide? Side, string Action, LocalDate? Due, string? DueText, string? Condition, IReadOnlyList<string> Cues);

/// <summary>A change that this call suggests for the deal: of a field, or evidence for an exit criterion. One of the two is named.</summary>
public sealed record Proposal(string? Field, string? Criterion, string Value, IReadOnlyList<string> Cues);
