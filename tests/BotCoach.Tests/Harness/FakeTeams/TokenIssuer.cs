using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>
/// Who signs what Teams sends, on a loopback port: describes its keys as https://login.botframework.com does, with what each endorses, and signs with them.
/// Keys can be exchanged, and the description can be out of reach.
/// </summary>
public sealed class TokenIssuer : IAsyncDisposable
{
    public const string Name = "https://api.botframework.com";
    public const string App = "11111111-2222-3333-4444-555555555555";
    public const string Service = "https://smba.trafficmanager.net/emea/";

    // Making a key takes longer than all else that a test does: the first one of every issuer is the same.
    private static readonly RSAParameters First = RSA.Create(2048).ExportParameters(true);

    private readonly WebApplication _app;
    private readonly TimeProvider _clock;
    private readonly List<SigningKey> _keys = [];

    private TokenIssuer(TimeProvider clock)
    {
        _clock = clock;
        _keys.Add(new SigningKey($"key-{Guid.NewGuid():n}", ["msteams", "webchat"], First));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/.well-known/openidconfiguration", () => Described(new JsonObject { ["issuer"] = Name, ["jwks_uri"] = $"{_app.Urls.First()}/keys" }));
        _app.MapGet("/keys", () => Described(Listed));
    }

    public string Metadata => $"{_app.Urls.First()}/.well-known/openidconfiguration";

    /// <summary>The keys, as they are listed.</summary>
    public JsonObject Listed => new() { ["keys"] = new JsonArray([.. _keys.Select(k => k.Listed())]) };

    /// <summary>How often the list of keys was read.</summary>
    public int Looks { get; private set; }

    public bool IsAway { get; set; }

    /// <summary>The key that is signed with.</summary>
    public SigningKey Key => _keys[^1];

    public static async Task<TokenIssuer> StartAsync(TimeProvider clock)
    {
        var issuer = new TokenIssuer(clock);
        await issuer._app.StartAsync();
        return issuer;
    }

    /// <summary>A new key is signed with from now on; the old ones are listed no more unless told so.</summary>
    public SigningKey Rotate(bool keepOld = false, params string[] endorsements)
    {
        if (!keepOld) _keys.Clear();
        _keys.Add(new SigningKey($"key-{Guid.NewGuid():n}", endorsements.Length == 0 ? ["msteams", "webchat"] : endorsements));
        return Key;
    }

    /// <summary>A token as Teams sends it; <paramref name="adjust"/> makes it another.</summary>
    public string Mint(Action<Token>? adjust = null)
    {
        var token = new Token { Key = Key, IssuedAt = _clock.GetUtcNow() };
        adjust?.Invoke(token);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token.Described());
    }

    /// <summary>A token for another bot, or another Connector.</summary>
    public string MintFor(string app, string service) => Mint(t => (t.Audience, t.ServiceUrl) = (app, service));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Described(JsonObject document)
    {
        if (IsAway) return Results.StatusCode(503);
        if (document.ContainsKey("keys")) Looks++;
        return Results.Text(document.ToJsonString(), "application/json");
    }
}

/// <summary>A token in the making.</summary>
public sealed class Token
{
    public required SigningKey Key { get; set; }
    public required DateTimeOffset IssuedAt { get; set; }
    public string Issuer { get; set; } = TokenIssuer.Name;
    public string Audience { get; set; } = TokenIssuer.App;

    /// <summary>Claims besides: an emulator's token says by them whose it is.</summary>
    public Dictionary<string, object> More { get; } = [];

    /// <summary>Whom it is about: set where a client signs for itself.</summary>
    public string? Subject { get; set; }
    public string? ServiceUrl { get; set; } = TokenIssuer.Service;
    public TimeSpan LivesFor { get; set; } = TimeSpan.FromHours(1);
    public string Algorithm { get; set; } = SecurityAlgorithms.RsaSha256;

    internal SecurityTokenDescriptor Described() => new()
    {
        Issuer = Issuer, Audience = Audience, NotBefore = IssuedAt.UtcDateTime, Expires = (IssuedAt + LivesFor).UtcDateTime,
        Claims = Claims(),
        SigningCredentials = new SigningCredentials(Key.Signs, Algorithm),
    };

    private Dictionary<string, object> Claims()
    {
        var claims = new Dictionary<string, object>(More);
        if (ServiceUrl is not null) claims["serviceurl"] = ServiceUrl;
        if (Subject is not null) claims["sub"] = Subject;
        return claims;
    }
}

/// <summary>An RSA key with a name, and what it endorses.</summary>
public sealed class SigningKey(string id, IReadOnlyList<string> endorsements, RSAParameters? made = null)
{
    private readonly RSA _rsa = made is { } known ? RSA.Create(known) : RSA.Create(2048);

    public string Id => id;

    internal RsaSecurityKey Signs => new(_rsa) { KeyId = id };

    internal JsonNode Listed()
    {
        var part = _rsa.ExportParameters(false);
        return new JsonObject
        {
            ["kty"] = "RSA", ["use"] = "sig", ["kid"] = id, ["x5t"] = id, ["n"] = Base64UrlEncoder.Encode(part.Modulus), ["e"] = Base64UrlEncoder.Encode(part.Exponent),
            ["endorsements"] = new JsonArray([.. endorsements.Select(e => (JsonNode)e)]),
        };
    }
}
