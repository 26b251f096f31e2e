namespace BotCoach.Deals;

/// <summary>What an import did, or a dry run would do.</summary>
public sealed record ImportReport(string Workspace, IReadOnlyList<string> Files, bool DryRun, ImportPlan Plan, IReadOnlyList<ImportFault> Refusals)
{
    /// <summary>It went on where an interrupted one had stopped.</summary>
    public bool Resumed { get; init; }

    public ImportTally Tally => Plan.Tally;
}

/// <summary>How far an import is.</summary>
public readonly record struct ImportProgress(string Doing, int Done, int Total);
