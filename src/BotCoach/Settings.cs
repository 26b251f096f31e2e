using BotCoach.Channels;
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

    /// <summary>Reads the settings that are ours; one that cannot be used is refused with a sentence that names key, value and what is allowed.</summary>
    public static Settings Read(IConfiguration configuration)
    {
        RefuseUnknown(configuration);
        RefuseAddresses(configuration["urls"]);
        return new()
        {
            ConnectionStrings = new() { BotCoach = configuration["ConnectionStrings:BotCoach"] ?? "" },
            Playground = new() { Enabled = YesNo(configuration, "Playground:Enabled") },
            Secrets = new() { Key = configuration["Secrets:Key"] ?? "" },
            Slack = Slacks(configuration),
        };
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
            ApiBaseUrl = Address(configuration, "Slack:ApiBaseUrl") ?? SlackSettings.SlacksOwn,
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

    private static string? Address(IConfiguration configuration, string key)
    {
        if (configuration[key] is not { Length: > 0 } value) return null;
        return SafeAddress.Of(value) is not null ? value.TrimEnd('/') + "/" : throw new SettingRefused(key, value, "an https address, like https://slack.com/api/");
    }

    /// <summary>A mistyped key in a section of ours would otherwise pass, and the default would stand in silence.</summary>
    private static void RefuseUnknown(IConfiguration configuration)
    {
        foreach (var section in typeof(Settings).GetProperties())
        {
            var known = section.PropertyType.GetProperties().Select(p => p.Name).ToList();
            foreach (var given in configuration.GetSection(section.Name).GetChildren().Where(c => !known.Contains(c.Key, StringComparer.OrdinalIgnoreCase)))
                throw new SettingRefused(given.Path, section.Name is "Playground" ? given.Value ?? "" : "…", $"only {string.Join(", ", known.Select(k => $"{section.Name}:{k}"))} in this section");
        }
    }

    private static void RefuseAddresses(string? urls)
    {
        foreach (var url in (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (!Uri.TryCreate(url.Replace("://*", "://any").Replace("://+", "://any"), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                throw new SettingRefused("urls", urls!, "addresses like http://localhost:5080, several joined by a semicolon");
    }

    private static bool? YesNo(IConfiguration configuration, string key) => configuration[key] switch
    {
        null or "" => null,
        var value when bool.TryParse(value, out var yes) => yes,
        var value => throw new SettingRefused(key, value, "true, false, or nothing"),
    };
}

public sealed class ConnectionSettings
{
    /// <summary><c>Data Source=…</c> is SQLite, <c>Host=…</c> is PostgreSQL; empty is SQLite in <c>data/botcoach.db</c>.</summary>
    public string BotCoach { get; init; } = "";
}

public sealed class PlaygroundSettings
{
    /// <summary>The same bot in a page on this machine. Empty: on while no real channel is set up.</summary>
    public bool? Enabled { get; init; }
}

public sealed class SecretSettings
{
    /// <summary>Wraps the ring of keys that protects cookies and stored secrets: 32 bytes or more as base64. Empty: the ring stands unwrapped in the database.</summary>
    public string Key { get; init; } = "";
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
