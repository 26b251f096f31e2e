namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary>The app under test as it is registered with the fake Slack: its secrets, and what its manifest switches on.</summary>
public sealed class SlackApp
{
    public string Id => "A0COACH";
    public string ClientId => "111.222";
    public string ClientSecret => "client-secret-of-the-tests";

    /// <summary>The manifest's one redirect URL: where people are sent back to when the app names none.</summary>
    public string RedirectUrl => "https://coach.example.com/slack/oauth";

    public string AppToken => "xapp-1-A0COACH-1-of-the-tests";

    /// <summary>What requests are signed with; a test that rotates it sets another.</summary>
    public string SigningSecret { get; set; } = "8f742231b10e8888abcd99yyyzzz85a5";

    public bool HomeTab { get; set; } = true;
    public bool MessagesTab { get; set; } = true;

    /// <summary>Tokens given out from now on live twelve hours and come with a refresh token.</summary>
    public bool RotatesTokens { get; set; }

    /// <summary>How long a used refresh token may be used again. Slack says "a short grace"; nobody should build on it.</summary>
    public TimeSpan RefreshGrace { get; set; }

    /// <summary>What a workspace grants unless a test says otherwise: what the app asks for, and nothing beyond.</summary>
    public HashSet<string> Scopes { get; } = [.. BotCoach.Channels.Slack.SlackInstall.Scopes];
}

/// <summary>The app in a workspace, or in a whole organisation.</summary>
public sealed class SlackInstall
{
    /// <summary>The workspace; null for an organisation.</summary>
    public required SlackTeam? Team { get; init; }
    public required string? Enterprise { get; init; }
    public required string BotUser { get; init; }
    public required string BotId { get; init; }
    public HashSet<string> Scopes { get; init; } = [];
    public List<SlackToken> Tokens { get; } = [];
    public bool Uninstalled { get; set; }

    public bool IsOrg => Team is null;

    /// <summary>What limits are counted by.</summary>
    public string Key => Team?.Id ?? Enterprise!;

    /// <summary>The newest token that lives.</summary>
    public string BotToken => Tokens.Last(t => !t.Revoked).Value;

    public bool Covers(SlackTeam team) => IsOrg ? team.Enterprise == Enterprise : team == Team;
}

/// <summary>A bot token, and with rotation the refresh token that came with it.</summary>
public sealed class SlackToken(string value, SlackInstall install)
{
    public string Value => value;
    public SlackInstall Install => install;
    public DateTimeOffset? ExpiresAt { get; init; }
    public string? Refresh { get; init; }
    public DateTimeOffset? RefreshedAt { get; set; }
    public bool Revoked { get; set; }
}

/// <summary>A workspace.</summary>
public sealed class SlackTeam(SlackWorld world, string id, string name)
{
    public string Id => id;
    public string Name => name;
    public string Domain => new([.. name.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)]);

    /// <summary>The organisation it belongs to.</summary>
    public string? Enterprise { get; init; }

    /// <summary>The app here, in its own right or through the organisation; null when it is not installed.</summary>
    public SlackInstall? Install => world.InstallFor(this);

    public string BotToken => Install!.BotToken;

    public SlackUser AddUser(string realName, string zone = "Etc/UTC", Action<SlackUser>? adjust = null) => world.AddUser(this, realName, zone, adjust);

    public SlackChannel AddChannel(string channelName, bool isPrivate, params SlackUser[] members) => world.AddChannel(this, channelName, isPrivate, members);
}

/// <summary>A person at Slack, with what is open on this person's screen.</summary>
public sealed class SlackUser
{
    public required string Id { get; init; }

    /// <summary>The home workspace.</summary>
    public required SlackTeam Team { get; init; }
    public required string Name { get; set; }
    public required string RealName { get; set; }
    public required string Zone { get; set; }
    public required string Email { get; set; }
    public string Locale { get; set; } = "en-US";
    public bool IsAdmin { get; set; }

    /// <summary>A guest of several channels.</summary>
    public bool IsRestricted { get; set; }

    /// <summary>A guest of one channel.</summary>
    public bool IsUltraRestricted { get; set; }
    public bool Deleted { get; set; }
    public bool IsBot { get; set; }

    /// <summary>Do not disturb: from, until.</summary>
    public (DateTimeOffset From, DateTimeOffset Until)? Quiet { get; set; }

    /// <summary>The open modals, lowest first.</summary>
    public List<SlackView> Modals { get; } = [];

    public SlackView? Modal => Modals.LastOrDefault();

    public SlackView? Home { get; set; }
}

public enum SlackRoom { Public, Private, Direct, Group }

/// <summary>A conversation.</summary>
public sealed class SlackChannel(string id, string name, SlackTeam team, SlackRoom kind)
{
    public string Id => id;
    public string Name => name;
    public SlackTeam Team => team;
    public SlackRoom Kind => kind;
    public HashSet<string> Members { get; } = [];
    public bool Archived { get; set; }

    /// <summary>Shared with another organisation: its members may have another home.</summary>
    public bool Shared { get; set; }

    /// <summary>What everybody sees, oldest first, and the ephemeral messages among it.</summary>
    public List<SlackMessage> Messages { get; } = [];

    public string TypeName => Kind switch { SlackRoom.Direct => "im", SlackRoom.Public => "channel", SlackRoom.Group => "mpim", _ => "group" };

    /// <summary>As it stands in a payload's <c>channel_name</c>.</summary>
    public string ShownName => Kind == SlackRoom.Direct ? "directmessage" : name;
}
