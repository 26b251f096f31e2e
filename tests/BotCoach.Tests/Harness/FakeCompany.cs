using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BotCoach.Tests.Harness;

/// <summary>A company's own sign-in on a loopback port: OpenID Connect by code with PKCE, whose user is whoever the test says, signed in already.</summary>
public sealed class FakeCompany : IAsyncDisposable
{
    public const string Client = "botcoach";
    public const string Secret = "very secret";
    private const string Access = "opaque";
    private const string User = "user-1";

    private readonly WebApplication _app;
    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "one" };
    private readonly Dictionary<string, (string Nonce, string Challenge, string Redirect)> _codes = [];

    private FakeCompany()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = Url, authorization_endpoint = $"{Url}/authorize", token_endpoint = $"{Url}/token", jwks_uri = $"{Url}/keys", userinfo_endpoint = $"{Url}/userinfo",
        }));
        _app.MapGet("/keys", () => Results.Json(new { keys = new[] { Listed() } }));
        _app.MapGet("/authorize", Authorize);
        _app.MapPost("/token", TokenAsync);
        _app.MapGet("/userinfo", (HttpRequest request) => request.Headers.Authorization == $"Bearer {Access}"
            ? Results.Json(EmailBeside is { } beside ? new { sub = User, email = beside, email_verified = true } : new { sub = User, email = Email, email_verified = IsVerified }) : Results.Unauthorized());
    }

    public string Url => _app.Urls.First();

    /// <summary>What the sign-in says of its user.</summary>
    public string Email { get; set; } = "";
    public bool IsVerified { get; set; } = true;

    /// <summary>Whether the token itself names the address, verified or not; else what is said beside it does.</summary>
    public bool SaysInToken { get; set; } = true;

    /// <summary>What is said beside the token, where it differs.</summary>
    public string? EmailBeside { get; set; }

    /// <summary>Another key than the listed one signs.</summary>
    public bool Forges { get; set; }

    public static async Task<FakeCompany> StartAsync()
    {
        var company = new FakeCompany();
        await company._app.StartAsync();
        return company;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Authorize(string client_id, string redirect_uri, string response_type, string scope, string code_challenge, string code_challenge_method, string nonce, string state)
    {
        if (client_id != Client || response_type != "code" || code_challenge_method != "S256" || !scope.Split(' ').Contains("openid")) return Results.BadRequest();
        var code = Guid.NewGuid().ToString("n");
        _codes[code] = (nonce, code_challenge, redirect_uri);
        return Results.Redirect(QueryHelpers.AddQueryString(redirect_uri, new Dictionary<string, string?> { ["code"] = code, ["state"] = state }));
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var proof = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (!_codes.Remove(form["code"].ToString(), out var kept) || proof != kept.Challenge || form["redirect_uri"] != kept.Redirect || form["client_secret"] != Secret)
            return Results.BadRequest(new { error = "invalid_grant" });
        return Results.Json(new { access_token = Access, token_type = "Bearer", id_token = Signed(kept.Nonce) });
    }

    private string Signed(string nonce) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Url, Audience = Client, IssuedAt = DateTime.UtcNow, NotBefore = DateTime.UtcNow.AddMinutes(-1), Expires = DateTime.UtcNow.AddMinutes(5),
        Claims = SaysInToken ? new Dictionary<string, object> { ["sub"] = User, ["nonce"] = nonce, ["email"] = Email, ["email_verified"] = IsVerified } : new Dictionary<string, object> { ["sub"] = User, ["nonce"] = nonce },
        SigningCredentials = new SigningCredentials(Forges ? new RsaSecurityKey(RSA.Create(2048)) { KeyId = "one" } : _key, SecurityAlgorithms.RsaSha256),
    });

    private object Listed()
    {
        var open = _key.Rsa.ExportParameters(false);
        return new { kty = "RSA", use = "sig", kid = "one", alg = "RS256", n = WebEncoders.Base64UrlEncode(open.Modulus!), e = WebEncoders.Base64UrlEncode(open.Exponent!) };
    }
}
