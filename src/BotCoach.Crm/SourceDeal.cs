namespace BotCoach.Crm.Wire;

/// <summary>How a stage, or a deal, ended there.</summary>
public enum SourceOutcome { Open, Won, Lost }

/// <summary>A deal as its platform says it. What it does not say is null; unknown fields are left aside.</summary>
public sealed record SourceDeal
{
    public required string Id { get; init; }

    /// <summary>By the platform's clock, which alone decides what is new.</summary>
    public required DateTimeOffset Modified { get; init; }
    public bool IsDeleted { get; init; }
    public string? Name { get; init; }
    public string? Account { get; init; }
    public string? OwnerId { get; init; }

    /// <summary>Where the platform says it with the deal itself.</summary>
    public SourceOwner? Owner { get; init; }
    public string? StageId { get; init; }
    public SourceOutcome? Outcome { get; init; }
    public string? Reason { get; init; }
    public decimal? Amount { get; init; }
    public string? Currency { get; init; }
    public DateOnly? CloseOn { get; init; }
    public DateOnly? CreatedOn { get; init; }
    public DateOnly? EnteredOn { get; init; }
    public DateOnly? ClosedOn { get; init; }
    public string? NextStep { get; init; }
    public string? DealType { get; init; }
    public string? LeadSource { get; init; }

    /// <summary>Deals that were merged into this one, by their ids.</summary>
    public IReadOnlyList<string> Absorbed { get; init; } = [];
}

/// <param name="Id">Its id there.</param>
/// <param name="Label">What people see.</param>
/// <param name="Pipeline">The pipeline it stands in, by id; null where stages belong to none.</param>
/// <param name="Outcome">What a deal in it has come to.</param>
public sealed record SourceStage(string Id, string Label, string? Pipeline, SourceOutcome Outcome);

public sealed record SourceOwner(string Id, string Name, string? Email);

/// <summary>What deals refer to.</summary>
public sealed record SourceShape(IReadOnlyList<SourceOwner> Owners, IReadOnlyList<SourceStage> Stages);

/// <param name="Deals">In the order of their change.</param>
/// <param name="Next">Where the next page begins; null: there is none.</param>
public sealed record SourcePage(IReadOnlyList<SourceDeal> Deals, string? Next);

public enum SourceWriteKind { NextStep, Stage, Note }

/// <summary>What a person here approved, on its way to the platform.</summary>
/// <param name="DealId">The deal there.</param>
/// <param name="Kind">What of it.</param>
/// <param name="Text">The words; for a stage, its id there.</param>
public sealed record SourceWrite(string DealId, SourceWriteKind Kind, string Text)
{
    public DateOnly? On { get; init; }

    /// <summary>By which a note that may have arrived already is found again.</summary>
    public required string Mark { get; init; }

    /// <summary>What an earlier write of the same made there, to be changed and not made again.</summary>
    public string? Earlier { get; init; }

    /// <summary>The stage's pipeline, where there is one, and what it comes to.</summary>
    public string? Pipeline { get; init; }
    public SourceOutcome Outcome { get; init; }

    /// <summary>It was tried before, and nobody knows whether it arrived.</summary>
    public bool MayHaveArrived { get; init; }
}

/// <summary>A webhook as it came in.</summary>
public sealed record SourceHook(string Method, string Url, string Body, Func<string, string?> Header);
