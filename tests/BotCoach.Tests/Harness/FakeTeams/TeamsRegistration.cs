namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>The app under test as it is registered with Microsoft: who it says it is, and what it may.</summary>
public sealed class TeamsRegistration
{
    public string AppId => TokenIssuer.App;

    /// <summary>The bot's own account in every conversation.</summary>
    public string BotId => $"28:{AppId}";

    public string Name => "BotCoach";

    /// <summary>What it signs in with; a test that rotates it sets another.</summary>
    public string Secret { get; set; } = "client-secret-of-the-tests";

    /// <summary>The tenant that it is registered in.</summary>
    public string TenantId => "99999999-aaaa-bbbb-cccc-000000000001";

    /// <summary>Registered the old way: it signs in at <c>botframework.com</c>, and at no tenant.</summary>
    public bool IsMultiTenant { get; set; }

    /// <summary>It is tried in an emulator, which asks for no token, has none, and is in no hurry.</summary>
    public bool IsEmulated { get; set; }

    /// <summary>The id in its manifest, which an organisation's catalog calls external: the app id, as ours is packed.</summary>
    public string ManifestId => AppId;

    /// <summary>Its id in the catalog; null: it is in none.</summary>
    public string? CatalogId { get; set; } = "88888888-2222-3333-4444-555555555555";

    /// <summary>What it wants of Graph; an admin consents to all of it.</summary>
    public HashSet<string> GraphRoles { get; } = [GraphApi.Installs, GraphApi.ReadsCatalog, GraphApi.ReadsUsers];

    /// <summary>An admin of each of these tenants let it install itself by Graph.</summary>
    public HashSet<string> ConsentedTenants { get; } = [];
}
