using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>A token that the app got: of which tenant, for whom, until when.</summary>
public sealed record EntraToken(string Value, string Authority, string Scope, DateTimeOffset ExpiresAt);

/// <summary>
/// Microsoft Entra's login: tokens for a client that shows its secret, or an assertion that it signed; and the documents that describe where to ask
/// (https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow).
/// </summary>
public sealed class EntraLogin(TeamsServer teams)
{
    public const string Connector = "https://api.botframework.com/.default";
    public const string Graph = "https://graph.microsoft.com/.default";
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(3_599);
    private readonly Dictionary<string, EntraToken> _tokens = [];

    /// <summary>Whether the Connector, or Graph, would let this token in now.</summary>
    public EntraToken? Find(string value, string scope) =>
        _tokens.TryGetValue(value, out var token) && token.Scope == scope && token.ExpiresAt > teams.Clock.GetUtcNow() ? token : null;

    /// <summary>A token without asking for it.</summary>
    public EntraToken Give(string scope = Connector, string? authority = null)
    {
        var token = new EntraToken($"eyJ.{TeamsWorld.Secret(24)}.of-the-tests", authority ?? teams.App.TenantId, scope, teams.Clock.GetUtcNow() + Life);
        lock (teams.World.Gate) _tokens[token.Value] = token;
        return token;
    }

    /// <summary>What was given so far is of no use any more.</summary>
    public void RevokeAll()
    {
        lock (teams.World.Gate) _tokens.Clear();
    }

    public Task AnswerAsync(HttpContext http, string authority, string[] parts) => parts switch
    {
        ["oauth2", "v2.0", "token"] => teams.Door.AnswerAsync(http, "token", call => Token(call, authority)),
        ["v2.0", ".well-known", "openid-configuration"] or [".well-known", "openid-configuration"] => teams.Door.AnswerAsync(http, "openid", _ => Described(authority)),
        // An emulator signs by keys that are described here; in this house they are the same.
        ["discovery", "v2.0", "keys"] => teams.Door.AnswerAsync(http, "keys", _ => new TeamsReply(200, teams.Issuer.Listed)),
        ["discovery", "instance"] => teams.Door.AnswerAsync(http, "discovery", _ => Discovered(http, authority)),
        _ => TeamsServer.NotFoundAsync(http),
    };

    private TeamsReply Token(TeamsCall call, string authority)
    {
        string Of(string field) => call.Form.GetValueOrDefault(field, "");
        if (Of("grant_type") != "client_credentials") throw No(400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type.");
        if (Of("client_id") != teams.App.AppId) throw No(400, "unauthorized_client", 700016, $"Application with identifier '{Of("client_id")}' was not found in the directory.");
        // Graph is asked for by the address that it has here.
        var scope = Of("scope") == $"{teams.GraphUrl}.default" ? Graph : Of("scope");
        if (scope is not (Connector or Graph)) throw No(400, "invalid_scope", 70011, $"The provided value for the input parameter 'scope' is not valid: {scope}");
        Prove(Of("client_secret"), Of("client_assertion_type"), Of("client_assertion"), authority);
        if (!IsKnownAt(authority, scope)) throw No(400, "unauthorized_client", 700016, $"Application with identifier '{teams.App.AppId}' was not found in the directory '{authority}'.");
        return new TeamsReply(200, new JsonObject
        {
            ["token_type"] = "Bearer", ["expires_in"] = (int)Life.TotalSeconds, ["ext_expires_in"] = (int)Life.TotalSeconds, ["access_token"] = Give(scope, authority).Value,
        });
    }

    // For Graph it is the customer's tenant that is asked; for the Connector the bot's own.
    private bool IsKnownAt(string authority, string scope) => scope == Graph ? teams.World.Tenants.Any(t => t.Id == authority)
        : authority == (teams.App.IsMultiTenant ? "botframework.com" : teams.App.TenantId);

    private void Prove(string secret, string type, string assertion, string authority)
    {
        if (assertion == "")
        {
            if (secret != teams.App.Secret) throw No(401, "invalid_client", 7000215, "Invalid client secret provided.");
            return;
        }
        if (type != AssertionType || !new JsonWebTokenHandler().CanReadToken(assertion)) throw No(401, "invalid_client", 50027, "The client assertion is malformed.");
        var read = new JsonWebToken(assertion);
        if (read.Issuer != teams.App.AppId || read.Subject != teams.App.AppId) throw No(401, "invalid_client", 700021, "The assertion's issuer and subject must be the client's id.");
        if (!read.Audiences.Any(a => a.Contains(authority, StringComparison.Ordinal))) throw No(401, "invalid_client", 700212, "The assertion is for another audience.");
        // Microsoft's library signs by the machine's clock, which is not the test's.
        if (read.ValidTo < teams.Clock.GetUtcNow() && read.ValidTo < TimeProvider.System.GetUtcNow()) throw No(401, "invalid_client", 700024, "The client assertion is not within its valid time range.");
    }

    private TeamsReply Described(string authority) => new(200, new JsonObject
    {
        ["issuer"] = $"{teams.LoginUrl}{authority}/v2.0", ["token_endpoint"] = $"{teams.LoginUrl}{authority}/oauth2/v2.0/token", ["authorization_endpoint"] = $"{teams.LoginUrl}{authority}/oauth2/v2.0/authorize",
        ["jwks_uri"] = $"{teams.LoginUrl}{authority}/discovery/v2.0/keys", ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post", "private_key_jwt"),
    });

    private static TeamsReply Discovered(HttpContext http, string authority) => new(200, new JsonObject
    {
        ["tenant_discovery_endpoint"] = $"{http.Request.Scheme}://{http.Request.Host}/{authority}/v2.0/.well-known/openid-configuration", ["api-version"] = "1.1",
        ["metadata"] = new JsonArray(new JsonObject { ["preferred_network"] = http.Request.Host.Value, ["preferred_cache"] = http.Request.Host.Value, ["aliases"] = new JsonArray(http.Request.Host.Value) }),
    });

    private static TeamsRefusal No(int status, string error, int number, string why) => new(status, error, why)
    {
        Other = new JsonObject { ["error"] = error, ["error_description"] = $"AADSTS{number}: {why}", ["error_codes"] = new JsonArray(number) },
    };
}
