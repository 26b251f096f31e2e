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
        };
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
