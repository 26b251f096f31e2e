using System.Globalization;
using System.Net;
using BotCoach.Admin;
using BotCoach.Api;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Recaps.Model;
using BotCoach.Storage;

namespace BotCoach;

/// <summary>
/// Every setting there is. Each can stand in <c>appsettings.json</c>, in the environment (<c>ConnectionStrings__BotCoach</c>) and on the
/// command line (<c>--ConnectionStrings:BotCoach …</c>).
/// </summary>
public sealed class Settings
{
    public ConnectionSettings ConnectionStrings { get; init; } = new();
    public PlaygroundSettings Playground { get; init; } = new();
    public SecretSettings Secrets { get; init; } = new();
    public SlackSettings Slack { get; init; } = new();
    public TeamsSettings Teams { get; init; } = new();
    public AdminSettings Admin { get; init; } = new();
    public ApiSettings Api { get; init; } = new();
    public AiSettings Ai { get; init; } = new();
    public TelemetrySettings Telemetry { get; init; } = new();

    /// <summary>Reads the settings that are ours; one that cannot be used is refused with a sentence that names key, value and what is allowed.</summary>
    public static Settings Read(IConfiguration configuration, bool isDevelopment = false)
    {
        RefuseUnknown(configuration);
        RefuseAddresses(configuration["urls"]);
        return new()
        {
            ConnectionStrings = new() { BotCoach = configuration["ConnectionStrings:BotCoach"] ?? "" },
            Playground = new() { Enabled = YesNo(configuration, "Playground:Enabled") },
            Secrets = new() { Key = configuration["Secrets:Key"] ?? "" },
            Slack = Slacks(configuration),
            Teams = TeamsOwn(configuration, isDevelopment),
            Admin = Console(configuration),
            Api = new() { PerMinute = Number(configuration, "Api:PerMinute", new ApiSettings().PerMinute, 1, 100_000) },
            Ai = Models(configuration),
            Telemetry = new() { Endpoint = configuration["Telemetry:Endpoint"] is { Length: > 0 } collector ? Address(configuration, "Telemetry:Endpoint", collector, allowsHttp: true) : "" },
        };
    }

    private static AiSettings Models(IConfiguration configuration)
    {
        var usual = new AiSettings();
        var ai = new AiSettings
        {
            Endpoint = Address(configuration, "Ai:Endpoint", AiSettings.OpenAis, allowsHttp: true), Model = configuration["Ai:Model"]?.Trim() ?? "", ApiKey = configuration["Ai:ApiKey"]?.Trim() ?? "",
            HideNames = YesNo(configuration, "Ai:HideNames") != false, TokensPerCall = Number(configuration, "Ai:TokensPerCall", usual.TokensPerCall, 1_000, 10_000_000),
            TimeoutSeconds = Number(configuration, "Ai:TimeoutSeconds", usual.TimeoutSeconds, 1, 300),
            CentsPerMillionIn = Number(configuration, "Ai:CentsPerMillionIn", 0, 0, 1_000_000), CentsPerMillionOut = Number(configuration, "Ai:CentsPerMillionOut", 0, 0, 1_000_000),
        };
        if (ai.ApiKey.Length > 0 && ai.Model.Length == 0) throw new SettingRefused("Ai:Model", "", "the model that is to draft recaps, by its name there, where Ai:ApiKey is set");
        return ai;
    }

    private static SlackSettings Slacks(IConfiguration configuration)
    {
        var slack = new SlackSettings
        {
            SigningSecret = configuration["Slack:SigningSecret"] ?? "",
            PreviousSigningSecret = configuration["Slack:PreviousSigningSecret"] ?? "",
            BotToken = Beginning(configuration, "Slack:BotToken", "xoxb-", BotTokenInstead),
            AppToken = Beginning(configuration, "Slack:AppToken", "xapp-", _ => "an app-level token: it begins with xapp-"),
            ClientId = configuration["Slack:ClientId"] ?? "",
            ClientSecret = configuration["Slack:ClientSecret"] ?? "",
            ApiBaseUrl = Address(configuration, "Slack:ApiBaseUrl", SlackSettings.SlacksOwn, allowsHttp: true) + "/",
        };
        if ((slack.ClientId.Length == 0) != (slack.ClientSecret.Length == 0)) throw new SettingRefused("Slack:ClientSecret", "…", "set together with Slack:ClientId, or neither");
        if (slack.ClientId.Length > 0 && string.IsNullOrEmpty(configuration["Secrets:Key"]))
            throw new SettingRefused("Secrets:Key", "", "32 bytes or more as base64 (openssl rand -base64 32) where Slack:ClientId is set: it keeps the workspaces' tokens unreadable in the database");
        if (slack.BotToken.Length + slack.ClientId.Length > 0 && slack.SigningSecret.Length + slack.AppToken.Length == 0)
            throw new SettingRefused("Slack:SigningSecret", "", "the signing secret from \"Basic Information\" of the app, or Slack:AppToken for Socket Mode: without one of them nothing of Slack is let in");
        if (slack.SigningSecret.Length + slack.AppToken.Length > 0 && slack.BotToken.Length + slack.ClientId.Length == 0)
            throw new SettingRefused("Slack:BotToken", "", "the bot's token, or Slack:ClientId and Slack:ClientSecret to install by OAuth: without them nothing can be answered");
        return slack;
    }

    // The value itself is a secret: it is never repeated.
    private static string Beginning(IConfiguration configuration, string key, string prefix, Func<string, string> instead) =>
        configuration[key] is not { Length: > 0 } value || value.StartsWith(prefix, StringComparison.Ordinal) ? configuration[key] ?? "" : throw new SettingRefused(key, "…", instead(value));

    private static string BotTokenInstead(string value) => "the bot's own token: it begins with xoxb-" + value.Split('-')[0] switch
    {
        "xoxp" => ". This one begins with xoxp-: it is a person's, and stands beside the bot's under \"OAuth & Permissions\" of the app",
        var rotating when rotating.StartsWith("xoxe", StringComparison.Ordinal) =>
            ". This one begins with xoxe: it belongs to an app whose tokens rotate, and ends within 12 hours. For such an app leave Slack:BotToken empty, set Slack:ClientId and Slack:ClientSecret, and install from /slack/install: then BotCoach renews the token",
        _ => "",
    };

    private static AdminSettings Console(IConfiguration configuration)
    {
        var admin = new AdminSettings
        {
            PublicUrl = configuration["Admin:PublicUrl"] is { Length: > 0 } url ? OwnAddress("Admin:PublicUrl", url) : "",
            OpenIdConnect = new()
            {
                Authority = configuration["Admin:OpenIdConnect:Authority"] is { Length: > 0 } authority ? Address(configuration, "Admin:OpenIdConnect:Authority", authority, allowsHttp: true) : "",
                ClientId = configuration["Admin:OpenIdConnect:ClientId"] ?? "",
                ClientSecret = configuration["Admin:OpenIdConnect:ClientSecret"] ?? "",
            },
        };
        var sign = admin.OpenIdConnect;
        if (new[] { sign.Authority, sign.ClientId, sign.ClientSecret }.Count(s => s.Length > 0) is 1 or 2)
            throw new SettingRefused("Admin:OpenIdConnect:ClientId", "…", "set together with Admin:OpenIdConnect:Authority and Admin:OpenIdConnect:ClientSecret, or none of the three");
        return admin;
    }

    private static string OwnAddress(string key, string value) => SafeAddress.Of(value) is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" } safe ? safe.GetLeftPart(UriPartial.Authority)
        : throw new SettingRefused(key, value, "an https address without a path, like https://coach.example.com (http on this machine alone)");

    private static TeamsSettings TeamsOwn(IConfiguration configuration, bool isDevelopment)
    {
        var http = YesNo(configuration, "Teams:DangerouslyAllowHttpOnLoopback") == true;
        var teams = new TeamsSettings
        {
            AppId = Secretly(configuration, "Teams:AppId", IsId, "the app id of the bot's registration, a GUID like 11111111-2222-3333-4444-555555555555").ToLowerInvariant(),
            TenantId = Secretly(configuration, "Teams:TenantId", v => IsId(v) || (v.Contains('.') && IsHost(v)), "the id (a GUID) or the domain of the tenant that the bot is registered in"),
            AppType = OneOf(configuration, "Teams:AppType", TeamsSettings.AppTypes),
            ClientSecret = configuration["Teams:ClientSecret"] ?? "",
            CertificatePath = configuration["Teams:CertificatePath"] ?? "",
            AllowedTenants = [.. Many(configuration, "Teams:AllowedTenants", [], IsId, "ids of tenants (GUIDs), several joined by a comma").Select(t => t.ToLowerInvariant())],
            AllowedServiceHosts = Many(configuration, "Teams:AllowedServiceHosts", TeamsSettings.ServiceHosts, IsHost, "names of hosts like smba.trafficmanager.net, without https:// and port, several joined by a comma"),
            OpenIdMetadata = Address(configuration, "Teams:OpenIdMetadata", TeamsSettings.BotFrameworksKeys, http),
            Issuer = Address(configuration, "Teams:Issuer", TeamsSettings.BotFramework, http),
            LoginBaseUrl = Address(configuration, "Teams:LoginBaseUrl", TeamsSettings.Entra, http) + "/",
            GraphBaseUrl = Address(configuration, "Teams:GraphBaseUrl", TeamsSettings.Graph, http) + "/",
            InstallForPeople = YesNo(configuration, "Teams:InstallForPeople") == true,
            DangerouslyAllowHttpOnLoopback = http,
            DangerouslyAllowAnonymous = YesNo(configuration, "Teams:DangerouslyAllowAnonymous") == true,
        };
        if (teams.DangerouslyAllowAnonymous) RefuseOpenDoor(configuration, isDevelopment);
        else if (teams.AppId.Length == 0 && FirstSet(teams) is { } set) throw new SettingRefused("Teams:AppId", "", $"the app id of the bot's registration, a GUID, where {set} is set");
        RefuseHalfIdentity(teams);
        return teams;
    }

    private static void RefuseHalfIdentity(TeamsSettings teams)
    {
        var isManaged = teams.AppType == TeamsSettings.ManagedIdentity;
        if (teams.ClientSecret.Length > 0 && (isManaged || teams.CertificatePath.Length > 0))
            throw new SettingRefused("Teams:ClientSecret", "…", isManaged ? "empty where Teams:AppType is ManagedIdentity: the machine is known without it" : "set, or Teams:CertificatePath is, but not both");
        if (teams.CertificatePath.Length > 0 && (isManaged ? "empty where Teams:AppType is ManagedIdentity: the machine is known without it" : CertificateFile.Read(teams.CertificatePath).Why) is { Length: > 0 } why)
            throw new SettingRefused("Teams:CertificatePath", teams.CertificatePath.Contains("-----") ? "…" : teams.CertificatePath, isManaged ? why : $"a file with a certificate and its private key, PEM or PFX without a password; {why}");
        if (teams.AppId.Length == 0 || teams.DangerouslyAllowAnonymous) return;
        if (teams.TenantId.Length == 0 && teams.AppType != TeamsSettings.MultiTenant)
            throw new SettingRefused("Teams:TenantId", "", $"the id (a GUID) or the domain of the tenant that the bot is registered in, where Teams:AppType is {teams.AppType}");
        if (!isManaged && teams.ClientSecret.Length + teams.CertificatePath.Length == 0)
            throw new SettingRefused("Teams:ClientSecret", "", "a client secret from \"Certificates & secrets\" of the app, or Teams:CertificatePath: without one of them nothing can be answered");
    }

    /// <summary>Whoever comes is let in, so nobody may come but from this machine. Kestrel takes any name but these for every address that the machine has.</summary>
    private static void RefuseOpenDoor(IConfiguration configuration, bool isDevelopment)
    {
        if (!isDevelopment) throw new SettingRefused("Teams:DangerouslyAllowAnonymous", "true", "true in the Development environment alone (DOTNET_ENVIRONMENT=Development): it lets in whoever comes");
        if (!ListensHereAlone(configuration))
            throw new SettingRefused("Teams:DangerouslyAllowAnonymous", "true", "true where every address in urls is this machine's own (localhost, 127.0.0.1, [::1]) and Kestrel:Endpoints has none: it lets in whoever comes");
    }

    /// <summary>Every address that the host listens on is this machine's own.</summary>
    public static bool ListensHereAlone(IConfiguration configuration) => !configuration.GetSection("Kestrel:Endpoints").GetChildren().Any()
        && (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).All(IsLoopback);

    // As Kestrel reads it: a Uri takes "loopback" for localhost.
    private static bool IsLoopback(string url) => url.Contains("://") && BindingAddress.Parse(url).Host is var host
        && (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip)));

    private static string? FirstSet(TeamsSettings teams) => typeof(TeamsSettings).GetProperties()
        .Where(p => InWords(p.GetValue(teams)) != InWords(p.GetValue(new TeamsSettings()))).Select(p => $"Teams:{p.Name}").FirstOrDefault();

    private static string InWords(object? value) => value is IReadOnlyList<string> many ? string.Join(',', many) : $"{value}";

    private static bool IsId(string value) => Guid.TryParseExact(value, "D", out _);

    private static bool IsHost(string value) => Uri.CheckHostName(value) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6;

    // A secret that got into the place of an id is not repeated either.
    private static string Secretly(IConfiguration configuration, string key, Func<string, bool> isOne, string allowed) =>
        configuration[key] is not { Length: > 0 } value || isOne(value) ? configuration[key] ?? "" : throw new SettingRefused(key, "…", allowed);

    private static string OneOf(IConfiguration configuration, string key, IReadOnlyList<string> allowed) => configuration[key] is not { Length: > 0 } value ? allowed[0]
        : allowed.FirstOrDefault(a => a.Equals(value, StringComparison.OrdinalIgnoreCase)) ?? throw new SettingRefused(key, value, string.Join(", ", allowed));

    /// <summary>A list, or words with commas or semicolons between them.</summary>
    private static IReadOnlyList<string> Many(IConfiguration configuration, string key, IReadOnlyList<string> otherwise, Func<string, bool> isOne, string allowed)
    {
        var given = configuration.GetSection(key).GetChildren().Select(c => c.Value ?? "").Append(configuration[key] ?? "")
            .SelectMany(v => v.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        return given.Find(v => !isOne(v)) is { } wrong ? throw new SettingRefused(key, wrong, allowed) : given.Count > 0 ? given : otherwise;
    }

    private static string Address(IConfiguration configuration, string key, string otherwise, bool allowsHttp)
    {
        var value = configuration[key] is { Length: > 0 } given ? given : otherwise;
        if (SafeAddress.Of(value) is { } safe && (allowsHttp || safe.Scheme == Uri.UriSchemeHttps)) return value.TrimEnd('/');
        throw new SettingRefused(key, value, $"an https address, like {otherwise}{(key.StartsWith("Teams:", StringComparison.Ordinal) ? " (http on this machine alone, and only with Teams:DangerouslyAllowHttpOnLoopback)" : "")}");
    }

    /// <summary>A mistyped key in a section of ours would otherwise pass, and the default would stand in silence.</summary>
    private static void RefuseUnknown(IConfiguration configuration)
    {
        foreach (var section in typeof(Settings).GetProperties())
        {
            var known = section.PropertyType.GetProperties().Select(p => p.Name).ToList();
            foreach (var given in configuration.GetSection(section.Name).GetChildren().Where(c => !known.Contains(c.Key, StringComparer.OrdinalIgnoreCase)))
                throw new SettingRefused(given.Path, section.Name is "Playground" or "Api" ? given.Value ?? "" : "…", $"only {string.Join(", ", known.Select(k => $"{section.Name}:{k}"))} in this section");
        }
    }

    private static void RefuseAddresses(string? urls)
    {
        foreach (var url in (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (!Uri.TryCreate(url.Replace("://*", "://any").Replace("://+", "://any"), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                throw new SettingRefused("urls", urls!, "addresses like http://localhost:5080, several joined by a semicolon");
    }

    private static int Number(IConfiguration configuration, string key, int otherwise, int least, int most) => configuration[key] is not { Length: > 0 } value ? otherwise
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw new SettingRefused(key, value, $"a whole number from {least} to {most:#,0}");

    private static bool? YesNo(IConfiguration configuration, string key) => configuration[key] switch
    {
        null or "" => null,
        var value when bool.TryParse(value, out var yes) => yes,
        var value => throw new SettingRefused(key, value, "true, false, or nothing"),
    };
}

/// <summary>Set up with (SigningSecret or AppToken) and (BotToken, or ClientId with ClientSecret). README says where each is found.</summary>
public sealed class SlackSettings
{
    public const string SlacksOwn = "https://slack.com/api/";

    /// <summary>"Basic Information" of the app. Without it nothing is mapped that Slack posts to.</summary>
    public string SigningSecret { get; init; } = "";

    /// <summary>The one before it, while it is exchanged.</summary>
    public string PreviousSigningSecret { get; init; } = "";

    /// <summary>For one workspace: <c>xoxb-…</c>.</summary>
    public string BotToken { get; init; } = "";

    /// <summary><c>xapp-…</c>: set, BotCoach comes to Slack (Socket Mode) and needs no public address.</summary>
    public string AppToken { get; init; } = "";

    /// <summary>For many workspaces: the app is installed from <c>/slack/install</c>.</summary>
    public string ClientId { get; init; } = "";
    public string ClientSecret { get; init; } = "";

    /// <summary>Slack's Web API; GovSlack's is <c>https://slack-gov.com/api/</c>.</summary>
    public string ApiBaseUrl { get; init; } = SlacksOwn;
}

/// <summary>Set up with AppId and, by AppType, TenantId and (ClientSecret or CertificatePath). README says where each is found.</summary>
public sealed class TeamsSettings
{
    public const string MultiTenant = "MultiTenant";
    public const string ManagedIdentity = "ManagedIdentity";
    public const string BotFrameworksKeys = "https://login.botframework.com/v1/.well-known/openidconfiguration";
    public const string BotFramework = "https://api.botframework.com";
    public const string Entra = "https://login.microsoftonline.com/";
    public const string Graph = "https://graph.microsoft.com/";
    public static readonly IReadOnlyList<string> AppTypes = ["SingleTenant", MultiTenant, ManagedIdentity];
    public static readonly IReadOnlyList<string> ServiceHosts = ["smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com", "smba.infra.gov.teams.microsoft.us"];

    /// <summary>The bot's registration. Without it nothing is mapped that Teams posts to.</summary>
    public string AppId { get; init; } = "";
    public string TenantId { get; init; } = "";
    public string AppType { get; init; } = AppTypes[0];
    public string ClientSecret { get; init; } = "";

    /// <summary>In place of the secret: PEM or PFX without a password. It may be exchanged while BotCoach runs.</summary>
    public string CertificatePath { get; init; } = "";

    /// <summary>Whose people are let in; empty: those of every tenant that installed the app.</summary>
    public IReadOnlyList<string> AllowedTenants { get; init; } = [];

    /// <summary>The Connector's hosts: our token goes nowhere else.</summary>
    public IReadOnlyList<string> AllowedServiceHosts { get; init; } = ServiceHosts;

    /// <summary>These four are others in Microsoft's government clouds.</summary>
    public string OpenIdMetadata { get; init; } = BotFrameworksKeys;
    public string Issuer { get; init; } = BotFramework;
    public string LoginBaseUrl { get; init; } = Entra;
    public string GraphBaseUrl { get; init; } = Graph;

    /// <summary>Install the app, by Graph, for people whom there is something to say to and who have not got it.</summary>
    public bool InstallForPeople { get; init; }

    /// <summary>Plain http for the addresses above, on this machine alone: for what stands in for Microsoft's there.</summary>
    public bool DangerouslyAllowHttpOnLoopback { get; init; }

    /// <summary>Whoever comes is let in, without a token: for Microsoft's emulator, while developing, on this machine alone.</summary>
    public bool DangerouslyAllowAnonymous { get; init; }
}
