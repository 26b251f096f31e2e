using Microsoft.Identity.Client;

namespace BotCoach.Channels.Teams;

/// <summary>
/// How MSAL reaches the login. It takes https addresses alone: where a login that stands in for Microsoft's speaks plain http on this machine, and that is
/// allowed by name, what is meant for it is led there. Nothing follows a redirect, so that no secret is sent on.
/// </summary>
internal sealed class TeamsLoginWire : IMsalHttpClientFactory
{
    private const int LongestAnswer = 1024 * 1024;
    private readonly HttpClient _http;

    internal TeamsLoginWire(TeamsOptions options, HttpMessageHandler? wire)
    {
        wire ??= new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5) };
        var login = options.Safe(options.LoginBaseUrl) ?? new Uri(TeamsOptions.Entra);
        Login = new UriBuilder(login) { Scheme = Uri.UriSchemeHttps }.Uri;
        _http = new HttpClient(login.Scheme == Uri.UriSchemeHttp ? new Plain(login, wire) : wire) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LongestAnswer };
    }

    /// <summary>The login's address as MSAL takes it.</summary>
    internal Uri Login { get; }

    public HttpClient GetHttpClient() => _http;

    private sealed class Plain(Uri login, HttpMessageHandler wire) : DelegatingHandler(wire)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri is { } asked && asked.Authority == login.Authority) request.RequestUri = new UriBuilder(asked) { Scheme = login.Scheme }.Uri;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
