namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>A company's directory.</summary>
public sealed class TeamsTenant(TeamsWorld world, string id, string name)
{
    public string Id => id;
    public string Name => name;
    public string Domain => $"{new string([.. name.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)])}.example";

    /// <summary>An admin switched the app off for everybody.</summary>
    public bool BotIsDisabled { get; set; }

    public TeamsUser AddUser(string fullName, string zone = "Etc/UTC", Action<TeamsUser>? adjust = null) => world.AddUser(this, fullName, zone, adjust);

    public TeamsRoom AddGroup(string groupName, params TeamsUser[] members) => world.AddGroup(this, groupName, members);

    public TeamsCrew AddTeam(string teamName, params TeamsUser[] members) => world.AddTeam(this, teamName, members);
}

/// <summary>A person at Teams, with what is on this person's screen.</summary>
public sealed class TeamsUser
{
    /// <summary>By which this bot, and no other, knows the person: <c>29:…</c></summary>
    public required string Id { get; init; }

    /// <summary>By which the directory knows the person.</summary>
    public required string AadObjectId { get; init; }
    public required TeamsTenant Tenant { get; init; }
    public required string Name { get; set; }

    /// <summary>IANA's name of it.</summary>
    public required string Zone { get; set; }

    /// <summary>What one signs in with.</summary>
    public required string Upn { get; set; }
    public required string? Mail { get; set; }
    public string Locale { get; set; } = "en-US";

    /// <summary>A guest from another company.</summary>
    public bool IsGuest { get; set; }

    /// <summary>The client says in which zone it is; not every client does.</summary>
    public bool ClientSaysZone { get; set; } = true;

    /// <summary>The dialog that lies over everything else.</summary>
    public OpenDialog? Dialog { get; set; }

    /// <summary>Short sentences that came up and went.</summary>
    public List<TeamsToast> Toasts { get; } = [];

    /// <summary>Addresses that were opened in a browser.</summary>
    public List<string> Opened { get; } = [];

    public override string ToString() => Name;
}

/// <summary>A sentence that came up at one person's client.</summary>
public sealed record TeamsToast(string Words, long ChangedBy)
{
    /// <summary>Said because something went wrong.</summary>
    public bool IsError { get; init; }
}

public enum TeamsRoomKind { Personal, Group, Channel }

/// <summary>Why the bot may not write somewhere.</summary>
public enum TeamsBarrier
{
    None,
    /// <summary>The app is not there, or not any more.</summary>
    NotInRoster,
    BlockedByUser,
    /// <summary>As older tenants say it: in the other shape.</summary>
    WritesBlocked,
}

/// <summary>A conversation.</summary>
public sealed class TeamsRoom(string id, TeamsRoomKind kind, TeamsTenant tenant, string name)
{
    private bool _hasApp;
    private string? _graphId;

    public string Id => id;
    public TeamsRoomKind Kind => kind;
    public TeamsTenant Tenant => tenant;
    public string Name => name;

    /// <summary>The team that a channel is in.</summary>
    public TeamsCrew? Crew { get; init; }

    /// <summary>What Graph calls a personal chat; the Connector takes it too.</summary>
    public string GraphId { get => _graphId ?? id; init => _graphId = value; }
    public List<TeamsUser> Members { get; init; } = [];
    public TeamsBarrier Barrier { get; set; }
    public bool HasApp { get => Crew?.HasApp ?? _hasApp; set => _hasApp = value; }

    /// <summary>Oldest first.</summary>
    public List<TeamsPost> Posts { get; } = [];

    public string TypeName => kind switch { TeamsRoomKind.Personal => "personal", TeamsRoomKind.Group => "groupChat", _ => "channel" };
}

/// <summary>A team: its channels, of which General has the team's own id.</summary>
public sealed class TeamsCrew(TeamsWorld world, string id, string aadGroupId, string name, TeamsTenant tenant)
{
    public string Id => id;
    public string AadGroupId => aadGroupId;
    public string Name => name;
    public TeamsTenant Tenant => tenant;
    public List<TeamsUser> Members { get; } = [];
    public bool HasApp { get; set; }
    public TeamsRoom General { get; set; } = null!;

    public TeamsRoom AddChannel(string channelName) => world.AddChannel(this, channelName);
}
