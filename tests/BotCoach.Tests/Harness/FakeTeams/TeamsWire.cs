using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>How the app hears of what people do.</summary>
public interface ITeamsTransport
{
    /// <summary>The way to the one that is there now.</summary>
    TeamsWire Wire { get; }

    Task<TeamsAnswer> DeliverAsync(JsonObject activity);
}

/// <summary>The way from Teams to the app: one address, and a token that is used again for most of its hour.</summary>
public sealed class TeamsWire(TeamsServer teams, Uri app) : ITeamsTransport, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan TokenKept = TimeSpan.FromMinutes(50);
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = app, Timeout = Patience };
    private (string Token, string Service, SigningKey Key, DateTimeOffset At)? _kept;

    public string Path { get; init; } = "api/messages";

    TeamsWire ITeamsTransport.Wire => this;

    /// <summary>With a token for the address that stands in the activity.</summary>
    public Task<TeamsAnswer> DeliverAsync(JsonObject activity) => SendAsync(activity.ToJsonString(), $"Bearer {Token(activity["serviceUrl"]!.ToString())}");

    /// <summary>A request as it stands, for a test that means harm.</summary>
    public async Task<TeamsAnswer> SendAsync(string body, string? authorization, string type = "application/json; charset=utf-8")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Headers.TryAddWithoutValidation("User-Agent", "Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)");
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        var (start, began) = (Stopwatch.GetTimestamp(), teams.Clock.GetUtcNow());
        try
        {
            using var response = await _http.SendAsync(request);
            var answer = await response.Content.ReadAsStringAsync();
            return teams.Measured(new TeamsAnswer((int)response.StatusCode, answer, response.Content.Headers.ContentType?.ToString() ?? "", Stopwatch.GetElapsedTime(start)), began);
        }
        catch (Exception why) when (why is HttpRequestException or TaskCanceledException or IOException)
        {
            return teams.Measured(new TeamsAnswer(0, why.Message, "", Stopwatch.GetElapsedTime(start)), began);
        }
    }

    public void Dispose() => _http.Dispose();

    private string Token(string service)
    {
        var now = teams.Clock.GetUtcNow();
        if (_kept is { } kept && kept.Service == service && kept.Key == teams.Issuer.Key && now - kept.At < TokenKept && now >= kept.At) return kept.Token;
        _kept = (teams.Issuer.MintFor(teams.App.AppId, service), service, teams.Issuer.Key, now);
        return _kept.Value.Token;
    }
}
