using BotCoach.Storage;
using NodaTime;

namespace BotCoach.People;

/// <summary>
/// A company that uses BotCoach: not a Slack team and not a Teams tenant, which are its <see cref="Installation"/>s.
/// </summary>
public sealed class Workspace : IWorkspaceRow
{
    public required Guid Id { get; init; }
    public required string Name { get; set; }

    /// <summary>IANA zone for people who have none of their own yet.</summary>
    public string Zone { get; set; } = "Etc/UTC";

    /// <summary>That zone; UTC where nobody knows it.</summary>
    public DateTimeZone DateZone => DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone) ?? DateTimeZone.Utc;

    /// <summary>Whose public holidays are kept for people who have chosen no country ("DE", "DE-BY"); null: nobody's.</summary>
    public string? Country { get; set; }

    /// <summary>The set of <see cref="CompanyDay"/>s that holds, or null.</summary>
    public Guid? HolidaySet { get; set; }

    /// <summary>ISO 4217, for amounts that name no currency.</summary>
    public string Currency { get; set; } = "USD";

    /// <summary>The sales teams that are told anything by itself, a line each; empty: none yet; null: everybody.</summary>
    public string? OnTeams { get; set; }

    /// <summary>So many days a call's transcript is kept; what was accepted of its recap stays.</summary>
    public int TranscriptDays { get; set; } = 90;

    /// <summary>A call whose title has one of these words, a line each, is held back until its rep says otherwise.</summary>
    public string HeldBackWords { get; set; } = "confidential";

    /// <summary>Raised when rules, holidays, zones or a published process change: every deal judged under an older epoch is judged again, slowly.</summary>
    public long Epoch { get; set; } = 1;

    /// <summary>The small believable pipeline to try things on; never mixed with imported deals.</summary>
    public bool Sample { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether people of this sales team get briefs and what comes with them. What somebody asked for comes all the same.</summary>
    public bool IsOn(string? salesTeam) => OnTeams is null || (salesTeam is not null && TeamsOn.Contains(salesTeam, StringComparer.OrdinalIgnoreCase));

    public IReadOnlyList<string> TeamsOn => OnTeams?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>The same, to look at, with another country: the row itself is changed in the table.</summary>
    public Workspace In(string? country) => new()
    {
        Id = Id, Name = Name, Zone = Zone, Country = country, HolidaySet = HolidaySet, OnTeams = OnTeams, TranscriptDays = TranscriptDays, HeldBackWords = HeldBackWords, Currency = Currency, Epoch = Epoch, Sample = Sample, CreatedAt = CreatedAt,
    };

    Guid IWorkspaceRow.WorkspaceId { get => Id; set => throw new InvalidOperationException("A workspace keeps its id."); }
}

/// <summary>
/// The bot's installation in a team of a channel, and the workspace it stands for. Host-wide: it is how the workspace is found
/// before one is in scope.
/// </summary>
public sealed class Installation
{
    public required string Channel { get; init; }

    /// <summary>The platform's id of the team: Slack's team or enterprise id, Teams' tenant id.</summary>
    public required string ExternalId { get; init; }

    public required Guid WorkspaceId { get; set; }
    public required string Name { get; set; }
    public DateTimeOffset AddedAt { get; set; }
    public DateTimeOffset? RemovedAt { get; set; }
}

/// <summary>A code by which an admin joins a second platform's installation to this workspace; it works once and for an hour.</summary>
public sealed class JoinCode : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }

    /// <summary>SHA-256 of the code, hex: the code itself is shown once and kept nowhere.</summary>
    public required string Hash { get; init; }

    public required Guid MadeBy { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }
}
