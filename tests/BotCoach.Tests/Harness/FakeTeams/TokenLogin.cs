using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>
/// Who gives tokens to call Microsoft with, on a loopback port: checks what an app says of itself as https://login.microsoftonline.com does, and refuses in
/// its words. It also stands in for the identity of an Azure machine. It can be slow, busy, or say what it is told to.
/// </summary>
public sealed class TokenLogin : IAsyncDisposable
{
    public const string Tenant = "99999999-8888-7777-6666-555555555555";
    public const string Customer = "aaaaaaaa-8888-7777-6666-555555555555";
    public const string Secret = "s3cret~of.the-app";
    private const string Machine = "169.254.169.254";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _asked = [];
    private readonly ConcurrentQueue<string> _given = [];

    private TokenLogin()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/{tenant}/oauth2/v2.0/token", (HttpContext http, string tenant) => AnswerAsync(http, tenant));
        _app.MapGet("/metadata/identity/oauth2/token", (Delegate)IdentifyAsync);
    }

    public string App { get; } = $"{Guid.NewGuid()}";
    public Uri Url => new(_app.Urls.First());

    /// <summary>Where each was asked for, and for what: "tenant scope".</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    /// <summary>The tokens that were given.</summary>
    public IReadOnlyList<string> Given => [.. _given];

    /// <summary>What the app's registration knows in place of the secret.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>Where the app may sign in.</summary>
    public HashSet<string> Tenants { get; } = [Tenant];

    /// <summary>A code that it refuses with, whatever it is asked.</summary>
    public int? Refusal { get; set; }

    /// <summary>A status that it answers with, whatever it is asked.</summary>
    public int? Status { get; set; }

    /// <summary>Nothing is answered until this is over.</summary>
    public Task Held { get; set; } = Task.CompletedTask;

    /// <summary>The machine has this identity.</summary>
    public bool IsIdentity { get; set; } = true;

    public TimeSpan LivesFor { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The network, where the address at which an Azure machine asks for its identity leads here.</summary>
    public HttpMessageHandler Wire => new Led(this);

    public static async Task<TokenLogin> StartAsync()
    {
        var login = new TokenLogin();
        await login._app.StartAsync();
        return login;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> AnswerAsync(HttpContext http, string tenant)
    {
        var form = await http.Request.ReadFormAsync();
        _asked.Enqueue($"{tenant} {form["scope"]}");
        await Held.WaitAsync(http.RequestAborted);
        if (Status is { } status) return Results.Text("<html>Try again</html>", "text/html", statusCode: status);
        if ((Refusal ?? WrongWith(form, tenant)) is { } code) return Refused(code);
        return Results.Json(new { token_type = "Bearer", expires_in = (int)LivesFor.TotalSeconds, ext_expires_in = (int)LivesFor.TotalSeconds, access_token = Mint() });
    }

    private int? WrongWith(IFormCollection form, string tenant)
    {
        if (form["grant_type"] != "client_credentials") return 70003;
        if (tenant is not (Tenant or Customer or "botframework.com")) return 90002;
        if (form["client_id"] != App || !Tenants.Contains(tenant)) return 700016;
        if (form["scope"].ToString() is not ("https://api.botframework.com/.default" or "https://graph.microsoft.com/.default")) return 500011;
        if (Certificate is null) return form["client_secret"] == Secret ? null : 7000215;
        return form["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" && IsSigned(form["client_assertion"].ToString(), tenant) ? null : 700027;
    }

    private bool IsSigned(string assertion, string tenant)
    {
        if (assertion.Split('.') is not [var head, var body, var signature]) return false;
        var (said, claims) = (JsonNode.Parse(Base64UrlEncoder.Decode(head))!, JsonNode.Parse(Base64UrlEncoder.Decode(body))!);
        using var key = Certificate!.GetRSAPublicKey()!;
        return $"{said["alg"]}" == "PS256" && said["x5c"] is null && $"{said["x5t#S256"]}" == Base64UrlEncoder.Encode(Certificate!.GetCertHash(HashAlgorithmName.SHA256))
            && $"{claims["iss"]}" == App && $"{claims["sub"]}" == App && $"{claims["aud"]}" == $"https://{Url.Authority}/{tenant}/oauth2/v2.0/token"
            && key.VerifyData(Encoding.ASCII.GetBytes($"{head}.{body}"), Base64UrlEncoder.DecodeBytes(signature), HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
    }

    // As an Azure machine's own address answers: https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token
    private async Task<IResult> IdentifyAsync(HttpContext http)
    {
        var query = http.Request.Query;
        _asked.Enqueue($"{query["client_id"]} {query["resource"]}");
        await Held.WaitAsync(http.RequestAborted);
        if (Status is { } status) return Results.StatusCode(status);
        if (http.Request.Headers["Metadata"] != "true" || !IsIdentity || query["client_id"] != App)
            return Results.Json(new { error = "invalid_request", error_description = "Identity not found" }, statusCode: 400);
        var until = DateTimeOffset.UtcNow + LivesFor;
        return Results.Json(new { access_token = Mint(), client_id = App, expires_in = "3599", expires_on = $"{until.ToUnixTimeSeconds()}", resource = $"{query["resource"]}", token_type = "Bearer" });
    }

    private static IResult Refused(int code)
    {
        var (error, status, words) = code switch
        {
            7000215 => ("invalid_client", 401, "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID."),
            7000222 => ("invalid_client", 401, "The provided client secret keys are expired."),
            700027 => ("invalid_client", 401, "Client assertion contains an invalid signature. [Reason - The key was not found.]"),
            700024 => ("invalid_client", 401, "Client assertion is not within its valid time range."),
            7000229 => ("invalid_client", 401, "The client application is missing service principal in the tenant."),
            700016 => ("unauthorized_client", 400, "Application with identifier was not found in the directory."),
            500011 => ("invalid_resource", 400, "The resource principal was not found in the tenant."),
            _ => ("invalid_request", 400, "Tenant not found. Check to make sure you have the correct tenant ID."),
        };
        var (trace, at) = (Guid.NewGuid(), "2026-03-02 08:00:00Z");
        return Results.Json(new
        {
            error, error_description = $"AADSTS{code}: {words} Trace ID: {trace} Correlation ID: {trace} Timestamp: {at}", error_codes = new[] { code },
            timestamp = at, trace_id = trace, correlation_id = trace, error_uri = $"https://login.microsoftonline.com/error?code={code}",
        }, statusCode: status);
    }

    private string Mint()
    {
        var token = $"t0ken-{Guid.NewGuid():n}";
        _given.Enqueue(token);
        return token;
    }

    private sealed class Led(TokenLogin login) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.Host == Machine) request.RequestUri = new Uri(login.Url, request.RequestUri.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
