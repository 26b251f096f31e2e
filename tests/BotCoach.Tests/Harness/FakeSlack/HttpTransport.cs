using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary>Signed requests to the app's addresses. Each delivery is signed afresh, also when it is tried again.</summary>
public sealed class HttpTransport(SlackServer slack, Uri app) : ISlackTransport, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = app, Timeout = Patience };

    public string EventsPath { get; init; } = "slack/events";
    public string InteractionsPath { get; init; } = "slack/interactions";
    public string CommandsPath { get; init; } = "slack/commands";

    public Task<Answer> DeliverAsync(Delivery delivery) => DeliverAsync(delivery, null);

    /// <summary>As it was signed <paramref name="at"/> another time: the same bytes once more.</summary>
    public Task<Answer> DeliverAsync(Delivery delivery, DateTimeOffset? at) => delivery.Kind switch
    {
        DeliveryKind.Event => SendAsync(EventsPath, delivery.Payload.ToJsonString(), "application/json", delivery, at: at),
        DeliveryKind.Command => SendAsync(CommandsPath, Form(delivery.Payload), "application/x-www-form-urlencoded", delivery, at: at),
        _ => SendAsync(InteractionsPath, $"payload={Encode(delivery.Payload.ToJsonString())}", "application/x-www-form-urlencoded", delivery, at: at),
    };

    /// <summary>A request as it stands, signed now, or as a test that means harm would have it.</summary>
    public async Task<Answer> SendAsync(string path, string body, string type, Delivery? delivery = null, string? secret = null, DateTimeOffset? at = null)
    {
        var stamp = (at ?? slack.Clock.GetUtcNow()).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Headers.TryAddWithoutValidation("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)");
        request.Headers.Add("X-Slack-Request-Timestamp", stamp);
        request.Headers.Add("X-Slack-Signature", Sign(secret ?? slack.App.SigningSecret, stamp, body));
        if (delivery is { Attempt: > 0, Kind: DeliveryKind.Event })
        {
            request.Headers.Add("X-Slack-Retry-Num", delivery.Attempt.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("X-Slack-Retry-Reason", delivery.Reason);
        }
        var (start, began) = (Stopwatch.GetTimestamp(), slack.Clock.GetUtcNow());
        try
        {
            using var response = await _http.SendAsync(request);
            var answer = await response.Content.ReadAsStringAsync();
            var kind = response.Content.Headers.ContentType?.ToString() ?? "";
            return slack.Measured(new Answer((int)response.StatusCode, answer, kind, Stopwatch.GetElapsedTime(start)) { NoRetry = response.Headers.Contains("X-Slack-No-Retry") }, began);
        }
        catch (Exception why) when (why is HttpRequestException or TaskCanceledException or IOException)
        {
            return slack.Measured(new Answer(0, why.Message, "", Stopwatch.GetElapsedTime(start)), began);
        }
    }

    public static string Sign(string secret, string stamp, string body) =>
        $"v0={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"v0:{stamp}:{body}")))}";

    public void Dispose() => _http.Dispose();

    private static string Form(JsonObject fields) => string.Join('&', fields.Select(f => $"{f.Key}={Encode(f.Value?.ToString() ?? "")}"));

    // As browsers and Slack do: a blank is a plus.
    private static string Encode(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
