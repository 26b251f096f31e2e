using BotCoach.Storage;

namespace BotCoach.Stages;

/// <summary>
/// One version of a process: a draft until it is published, to everyone or to a pilot of some teams; from then on immutable and kept for ever.
/// A deal is pinned to the version it entered, and moves to another one only when that is published, piloted or rolled back to.
/// </summary>
public sealed class ProcessVersion : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid ProcessId { get; init; }
    public required int Number { get; init; }
    public VersionState State { get; set; }

    /// <summary>The <see cref="StageBook"/> as JSON.</summary>
    public required string Document { get; set; }

    /// <summary>The version that was published when this one was begun; null for the first of a process.</summary>
    public int? BasedOn { get; set; }

    /// <summary>Where the deals of stages go that this version has no more: from the old stage's id to the new one's. See <see cref="StageMap"/>.</summary>
    public Dictionary<string, string> StageMap { get; set; } = [];

    /// <summary>The sales teams of a pilot, a line each; empty for everyone.</summary>
    public string Teams { get; set; } = "";

    /// <summary>Null where no person did it, but the command line.</summary>
    public Guid? EditedBy { get; set; }
    public DateTimeOffset? EditedAt { get; set; }
    public Guid? PublishedBy { get; set; }
    public DateTimeOffset? PublishedAt { get; set; }
    public DateTimeOffset? RetiredAt { get; set; }

    /// <summary>Raised by every change; the optimistic token.</summary>
    public long Revision { get; set; } = 1;

    public IReadOnlyList<string> PilotTeams => Teams.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A pilot's own deals are those of its teams.</summary>
    public bool IsFor(string? salesTeam) => salesTeam is not null && PilotTeams.Contains(salesTeam.Trim(), StringComparer.OrdinalIgnoreCase);

    public void Pilot(IEnumerable<string> teams, Guid? by, DateTimeOffset now)
    {
        Teams = string.Join('\n', teams.Select(t => t.Trim()).Where(t => t.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase));
        Release(VersionState.Pilot, by, now);
    }

    /// <summary>For everyone from now on, also one that was a pilot or that was rolled back to.</summary>
    public void Publish(Guid? by, DateTimeOffset now)
    {
        Teams = "";
        Release(VersionState.Published, by, now);
    }

    public void Retire(DateTimeOffset now)
    {
        (State, RetiredAt) = (VersionState.Retired, now);
        Revision++;
    }

    private void Release(VersionState state, Guid? by, DateTimeOffset now)
    {
        (State, PublishedBy, PublishedAt, RetiredAt) = (state, by, now, null);
        Revision++;
    }
}

/// <summary>A version's life: <c>Draft</c> → (<c>Pilot</c> →) <c>Published</c> → <c>Retired</c>; of each of the first three a process has one at the most.</summary>
public enum VersionState { Draft, Published, Retired, Pilot }
