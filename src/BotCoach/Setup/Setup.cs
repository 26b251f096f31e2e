using BotCoach.People;
using BotCoach.Stages;

namespace BotCoach.Setup;

/// <summary>
/// How far a company is with its setup, read from what there is: nothing of it is kept as a state of its own, so that it is true whoever did a step, and where.
/// </summary>
public sealed record SetupView(Workspace Workspace, IReadOnlyList<(Process Process, StageBook Book)> Processes, bool HasChosen)
{
    public int Deals { get; init; }
    public int Owners { get; init; }

    /// <summary>Open deals that their owners have not sorted yet.</summary>
    public int Unsorted { get; init; }

    /// <summary>What an import still asks: names of stages, columns, dates.</summary>
    public int Questions { get; init; }

    /// <summary>An import that was checked and not applied.</summary>
    public bool HasChecked { get; init; }

    public int WithoutManager { get; init; }

    /// <summary>The sales teams that there are.</summary>
    public IReadOnlyList<string> Teams { get; init; } = [];

    public bool IsHeld => Workspace.OnTeams is "";

    public bool IsDone => HasChosen && Deals > 0 && Questions == 0 && WithoutManager == 0 && !IsHeld;
}

/// <summary>What somebody's next brief would say.</summary>
/// <param name="Lines">A sentence for each deal that it would show.</param>
/// <param name="Unsorted">Deals that come first, on one card to sort them.</param>
public sealed record BriefAhead(string Name, string? Team, DateTimeOffset At, IReadOnlyList<string> Lines, int Rest, int Unsorted);
