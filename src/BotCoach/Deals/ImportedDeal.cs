namespace BotCoach.Deals;

/// <summary>A deal as a file says it, checked and understood. What the file does not say is null.</summary>
internal sealed record ImportedDeal
{
    public string? Id { get; init; }
    public required string Name { get; init; }

    /// <summary>The file has a name for it; a name we made of its parts never replaces one.</summary>
    public bool Named { get; init; }
    public string? Account { get; init; }
    public required string Owner { get; init; }
    public string? Team { get; init; }
    public string? Segment { get; init; }
    public string? LeadSource { get; init; }
    public string? DealType { get; init; }
    public decimal? Amount { get; init; }
    public string? Currency { get; init; }
    public DateOnly? CloseOn { get; init; }
    public required Guid Process { get; init; }
    public required int Version { get; init; }
    public required string Stage { get; init; }
    public DealStatus Status { get; init; }
    public string? Reason { get; init; }
    public DateOnly? Started { get; init; }
    public DateOnly? Entered { get; init; }
    public DateOnly? Closed { get; init; }
    public string? NextStep { get; init; }
    public DateOnly? NextStepOn { get; init; }
    public DateOnly? Heard { get; init; }
    public DateOnly? Touched { get; init; }
    public Dictionary<string, string>? Facts { get; init; }
    public Dictionary<string, string>? Custom { get; init; }
}

/// <summary>A person of the files: an owner of deals, or one who leads owners.</summary>
internal sealed record ImportedPerson(string Name, string? Email = null, string? Manager = null, string? Team = null, bool Leads = false);

/// <summary>An account of the files.</summary>
internal sealed record ImportedAccount(string Name, Dictionary<string, string> Custom);

/// <summary>What comes before the deals: a person, or an account.</summary>
internal sealed record ImportedRow
{
    public ImportedPerson? Person { get; init; }
    public ImportedAccount? Account { get; init; }
}
