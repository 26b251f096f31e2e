namespace BotCoach.Channels.Teams;

/// <summary>What the Teams channel is set up with. Without an app id, nothing is mapped that Teams would post to.</summary>
public sealed class TeamsOptions
{
    /// <summary>Where the Bot Framework says by which keys it signs (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication).</summary>
    public const string BotFrameworksOwn = "https://login.botframework.com/v1/.well-known/openidconfiguration";

    /// <summary>Who the Bot Framework says that it is.</summary>
    public const string BotFramework = "https://api.botframework.com";

    /// <summary>Where Microsoft Entra signs in; the government clouds have their own.</summary>
    public const string Entra = "https://login.microsoftonline.com/";

    /// <summary>The bot's app id, a GUID: the audience of what is let in.</summary>
    public string AppId { get; init; } = "";

    /// <summary>The tenant that the bot is registered in.</summary>
    public string TenantId { get; init; } = "";

    /// <summary>Where the keys are described; the government clouds have their own.</summary>
    public string OpenIdMetadata { get; init; } = BotFrameworksOwn;

    /// <summary>Who signs; the government clouds have their own.</summary>
    public string Issuer { get; init; } = BotFramework;

    /// <summary>Where tokens are had from and, with <see cref="AllowsEmulator"/>, where the emulator's keys are described.</summary>
    public string LoginBaseUrl { get; init; } = Entra;

    /// <summary>Tenants whose people are let in; empty: every tenant that installed the app.</summary>
    public IReadOnlyList<string> AllowedTenants { get; init; } = [];

    /// <summary>
    /// Hosts that our token is ever sent to: the Connector's, of the public cloud and of the two government clouds
    /// (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages).
    /// </summary>
    public IReadOnlyList<string> AllowedServiceHosts { get; init; } = ["smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com", "smba.infra.gov.teams.microsoft.us"];

    /// <summary>Also the tokens of Microsoft's emulator and playground: while developing, never elsewhere.</summary>
    public bool AllowsEmulator { get; init; }

    /// <summary>There is somebody to be.</summary>
    public bool IsSetUp => AppId.Length > 0;

    /// <summary>How long a key that is described is believed to be one, unless an unknown one makes us look again.</summary>
    public TimeSpan KeysKept { get; set; } = TimeSpan.FromHours(24);

    /// <summary>An unknown key makes us look again at most this often.</summary>
    public TimeSpan BetweenLooks { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the Connector may take to answer a call. Shorter than the host waits before it takes a delivery for uncertain.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long describing the keys may take.</summary>
    public TimeSpan KeysTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
