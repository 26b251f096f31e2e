namespace BotCoach.Admin;

/// <summary>The web console under <c>/admin</c>.</summary>
public sealed class AdminSettings
{
    /// <summary>
    /// Where people's browsers find this host: <c>https://coach.example.com</c>. Empty: the host's own address, while it listens on this machine alone; else
    /// there is no console.
    /// </summary>
    public string PublicUrl { get; init; } = "";

    public OpenIdConnectSettings OpenIdConnect { get; init; } = new();
}

/// <summary>The company's own sign-in, as the other way into the console.</summary>
public sealed class OpenIdConnectSettings
{
    public string Authority { get; init; } = "";
    public string ClientId { get; init; } = "";
    public string ClientSecret { get; init; } = "";
}
