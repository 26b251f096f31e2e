using BotCoach.Storage;

namespace BotCoach.Metrics;

/// <summary>That admins were told of a team that has stopped logging: once for each time, which begins with the last thing that somebody logged and ends with the next.</summary>
public sealed class QuietTeam : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }

    /// <summary>Its name in lower case, since one team is written in many ways.</summary>
    public required string Team { get; init; }

    /// <summary>When somebody logged something last, as it was known then.</summary>
    public required DateTimeOffset LoggedAt { get; init; }
    public required DateTimeOffset ToldAt { get; init; }
}
