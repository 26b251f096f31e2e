using BotCoach.Storage;

namespace BotCoach.Nudges;

/// <summary>
/// What people made of a rule in a stage: how often it was of use and how often not. What events overtook is in neither number. Kept as numbers, so that a
/// tap costs the same in the first year and in the tenth.
/// </summary>
public sealed class RuleRecord : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required string Rule { get; init; }
    public required string StageId { get; init; }
    public int Useful { get; set; }
    public int NotUseful { get; set; }

    /// <summary>Since when it no longer speaks in briefs but in the digest; null while it does.</summary>
    public DateTimeOffset? DemotedAt { get; set; }

    public int Answers => Useful + NotUseful;

    public bool Deserves(int targetPercent) => Precision.MayReach(Useful, Answers, targetPercent);

    /// <summary>Speaks again, and is counted anew: what was said of it before is no longer held against it.</summary>
    public void Readmit() => (DemotedAt, Useful, NotUseful) = (null, 0, 0);
}

/// <summary>A kind of nudge that a person does not want to hear.</summary>
public sealed class RuleMute : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid PersonId { get; init; }
    public required string Rule { get; init; }
    public required DateTimeOffset MutedAt { get; init; }
}

/// <summary>What a company asks of its rules. No row: the usual.</summary>
public sealed class RuleTerms : IWorkspaceRow
{
    public const int UsualTarget = 60;

    public required Guid WorkspaceId { get; set; }

    /// <summary>Of a hundred answers, how many are to be "done".</summary>
    public int TargetPercent { get; set; } = UsualTarget;

    /// <summary>Of a hundred nudges, how many nobody is shown, to see whether showing them changes anything. Zero: none.</summary>
    public int HoldOutPercent { get; set; }

    /// <summary>Since when nudges are held out: what was found before belongs to neither side.</summary>
    public DateTimeOffset? HoldOutSince { get; set; }
}
