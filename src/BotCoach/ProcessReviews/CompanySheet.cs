using BotCoach.Metrics;
using BotCoach.Stages;

namespace BotCoach.ProcessReviews;

/// <summary>The whole company in a period, beside the period before it, told apart by teams and processes: no deal, and nobody alone.</summary>
/// <param name="Cut">The period.</param>
/// <param name="Earlier">As many days before it; null where it has no beginning.</param>
/// <param name="Before">Null also where all of it was one person's, whose figures are for that person and the manager.</param>
/// <param name="Teams">In the order of their names.</param>
public sealed record CompanySheet(MetricsCut Cut, MetricsCut? Earlier, PipelineMetrics Now, PipelineMetrics? Before, IReadOnlyList<TeamSheet> Teams, IReadOnlyList<ProcessSheet> Processes)
{
    /// <summary>Nothing began, moved or ended.</summary>
    public bool IsStill => Now is { Created: 0, Won: 0, Lost: 0, Disqualified: 0 } && Now.Stages.All(s => s.In + s.On + s.Back + s.Out == 0);
}

/// <param name="Name">Empty for deals without a team.</param>
/// <param name="Before">Null also where it was nobody's, or one person's.</param>
public sealed record TeamSheet(string Name, PipelineMetrics Now, PipelineMetrics? Before)
{
    public string Called => Name.Length == 0 ? "No team" : Name;

    /// <summary>All of it is one person's, whose figures are for that person and the manager.</summary>
    public bool IsOnePerson => Now.Sellers == 1;
}

/// <summary>A process in the period.</summary>
/// <param name="Book">Its newest version.</param>
/// <param name="Means">What the figures may mean, in sentences.</param>
public sealed record ProcessSheet(Process Process, int Version, StageBook Book, IReadOnlyList<StageMetrics> Stages, IReadOnlyList<Leak> Leaks, IReadOnlyList<string> Means)
{
    /// <summary>One person sells by it: what there would be to tell is that person's own, and is left out.</summary>
    public bool IsOnePerson { get; init; }

    public bool IsGone(StageMetrics stage) => Book.Find(stage.StageId) is null;

    public string Named(StageMetrics stage) => IsGone(stage) ? $"{stage.Name} (no longer a stage)" : stage.Name;
}
