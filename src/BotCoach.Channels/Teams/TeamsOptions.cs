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

    /// <summary>Where Microsoft Graph is; the government clouds have their own.</summary>
    public const string MicrosoftGraph = "https://graph.microsoft.com/";

    /// <summary>The bot's app id, a GUID: the audience of what is let in. A managed identity's is its client id.</summary>
    public string AppId { get; init; } = "";

    /// <summary>The tenant that the bot is registered in.</summary>
    public string TenantId { get; init; } = "";

    /// <summary>How the bot is registered, which says where it signs in.</summary>
    public TeamsAppType AppType { get; init; }

    /// <summary>A client secret of the registration; or <see cref="CertificatePath"/>, or neither with a managed identity.</summary>
    public string ClientSecret { get; init; } = "";

    /// <summary>A certificate of the registration with its private key: a file, PEM or PFX without a password. May be exchanged while we run.</summary>
    public string CertificatePath { get; init; } = "";

    /// <summary>Where the keys are described; the government clouds have their own.</summary>
    public string OpenIdMetadata { get; init; } = BotFrameworksOwn;

    /// <summary>Who signs; the government clouds have their own.</summary>
    public string Issuer { get; init; } = BotFramework;

    /// <summary>Where tokens are had from and, with <see cref="AllowsEmulator"/>, where the emulator's keys are described.</summary>
    public string LoginBaseUrl { get; init; } = Entra;

    /// <summary>Where the app is installed for people who have not got it yet, with a slash at the end.</summary>
    public string GraphBaseUrl { get; init; } = MicrosoftGraph;

    /// <summary>Install the app for people whom we are to write to and who have not got it.</summary>
    public bool InstallsForPeople { get; init; }

    /// <summary>Tenants whose people are let in; empty: every tenant that installed the app.</summary>
    public IReadOnlyList<string> AllowedTenants { get; init; } = [];

    /// <summary>
    /// Hosts that our token is ever sent to: the Connector's, of the public cloud and of the two government clouds
    /// (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages).
    /// </summary>
    public IReadOnlyList<string> AllowedServiceHosts { get; init; } = ["smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com", "smba.infra.gov.teams.microsoft.us"];

    /// <summary>Also the tokens of Microsoft's emulator and playground: while developing, never elsewhere.</summary>
    public bool AllowsEmulator { get; init; }

    /// <summary>Plain http to this machine itself, for what stands in for Microsoft there: keys, the login, Graph and the Connector.</summary>
    public bool AllowsHttpOnLoopback { get; init; }

    /// <summary>Lets in what comes without a token, and calls without one: for an emulator on this machine while developing, never elsewhere.</summary>
    public bool AllowsAnonymous { get; init; }

    /// <summary>Forms are cards in the chat: Microsoft's emulator opens no dialogs (https://github.com/OfficeDev/microsoft-365-agents-toolkit, "Agents Playground").</summary>
    internal bool HasNoDialogs => AllowsAnonymous;

    /// <summary>There is somebody to be.</summary>
    public bool IsSetUp => AppId.Length > 0 || AllowsAnonymous;

    /// <summary>How long a key that is described is believed to be one, unless an unknown one makes us look again.</summary>
    public TimeSpan KeysKept { get; set; } = TimeSpan.FromHours(24);

    /// <summary>An unknown key makes us look again at most this often.</summary>
    public TimeSpan BetweenLooks { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the Connector may take to answer a call. Shorter than the host waits before it takes a delivery for uncertain.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long fetching the files of one message may take, all together: shorter than the minute after which another instance tries it.</summary>
    public TimeSpan FilesTimeout { get; set; } = TimeSpan.FromSeconds(40);

    /// <summary>
    /// The largest body that is taken, in bytes: no activity has more than 100 KB of text, in which a character may take six bytes
    /// (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages).
    /// </summary>
    public int LargestBody { get; set; } = 768 * 1024;

    /// <summary>Which buttons open a form, by their wire ids: Teams wants to know before they are pressed.</summary>
    public Func<string, bool> OpensForm { get; init; } = _ => false;

    /// <summary>How long describing the keys may take.</summary>
    public TimeSpan KeysTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the login may take to give a token.</summary>
    public TimeSpan TokenTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The address, or null where it is none that Microsoft could be at: by https, or by http on this machine where that is allowed by name.</summary>
    internal Uri? Safe(string? address) => SafeAddress.Of(address) is { } safe && (safe.Scheme == Uri.UriSchemeHttps || AllowsHttpOnLoopback) ? safe : null;
}

/// <summary>How a bot is registered (https://learn.microsoft.com/azure/bot-service/bot-service-quickstart-registration).</summary>
public enum TeamsAppType
{
    /// <summary>In one tenant, where it signs in.</summary>
    SingleTenant,
    /// <summary>In many, and it signs in at the Bot Framework's; none are made anew since July 2025.</summary>
    MultiTenant,
    /// <summary>As an identity of the machine that it runs on, in Azure, without a secret.</summary>
    ManagedIdentity,
}
