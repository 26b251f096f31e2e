using BotCoach.Storage;

namespace BotCoach.People;

/// <summary>
/// A key by which another system speaks to the API in a company's name. The key itself is kept nowhere, only its hash; what is done by it stands in the history
/// under its name, which no other key of the company ever gets.
/// </summary>
public sealed class ApiKey : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid Id { get; init; }
    public required string Name { get; init; }

    /// <summary>SHA-256 of the key, hex.</summary>
    public required string Hash { get; init; }

    /// <summary>What it may do, joined by a blank: see <see cref="ApiScopes"/>.</summary>
    public required string Scopes { get; init; }

    /// <summary>The key once more, protected, where what it sends is signed by it instead of carrying it; null for all others.</summary>
    public string? Signing { get; set; }

    public required Guid MadeBy { get; init; }
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>To the hour.</summary>
    public DateTimeOffset? UsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public bool May(string scope) => Scopes.Split(' ').Contains(scope);

    /// <summary>Who acts by it: nobody, for the company, by this key.</summary>
    public Actor Actor => new(null, Role.Admin, Channel + Name, By.ApiKey);

    /// <summary>What the channel of such an actor begins with; the key's name follows.</summary>
    public const string Channel = "api:";

    /// <summary>The key's name of an actor's channel, or null.</summary>
    public static string? NameIn(string channel) => channel.StartsWith(Channel, StringComparison.Ordinal) ? channel[Channel.Length..] : null;
}
