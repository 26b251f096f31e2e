using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BotCoach.Benchmarks;

/// <summary>What stands on either side of a comparison: the product, and the least that can answer.</summary>
internal static class SlackHost
{
    public const string Secret = "test-signing-secret";
    public const string Team = "T01TEST";

    public static readonly string[] Settings = ["--Slack:SigningSecret", Secret, "--Slack:BotToken", "xoxb-bench", "--Slack:ApiBaseUrl", "http://127.0.0.1:9/"];

    /// <summary>Who clicks.</summary>
    public static readonly Company Company = new("slack", Team, rep => $"U{rep}", rep => $"D{rep}");

    /// <summary>The product: what a click costs until it is answered.</summary>
    public static Task<int> ServeAsync(string connection, int port) =>
        QuietHost.ServeAsync(connection, port, Settings);

    /// <summary>Verifies and reads, and nothing else.</summary>
    public static async Task<int> BareAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add($"http://127.0.0.1:{port}");
        var key = Encoding.UTF8.GetBytes(Secret);
        app.MapPost("/slack/{door}", async (HttpContext http) =>
        {
            var body = await BodyAsync(http.Request);
            if (!IsSigned(http.Request, key, body.Span))
            {
                http.Response.StatusCode = 401;
                return;
            }
            var json = http.Request.HasFormContentType ? Encoding.UTF8.GetBytes(Uri.UnescapeDataString(Encoding.UTF8.GetString(body.Span).Replace('+', ' ')["payload=".Length..])) : body;
            using var document = JsonDocument.Parse(json);
            if (!document.RootElement.TryGetProperty("type", out _)) http.Response.StatusCode = 400;
        });
        await app.RunAsync();
        return 0;
    }

    private static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpRequest request)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync();
            if (!read.IsCompleted)
            {
                request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }
            var body = read.Buffer.ToArray();
            request.BodyReader.AdvanceTo(read.Buffer.End);
            return body;
        }
    }

    private static bool IsSigned(HttpRequest request, byte[] key, ReadOnlySpan<byte> body)
    {
        var stamp = request.Headers["X-Slack-Request-Timestamp"].ToString();
        if (!long.TryParse(stamp, out var at) || Math.Abs(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - at) > 300) return false;
        var signed = new byte[Encoding.UTF8.GetByteCount(stamp) + 4 + body.Length];
        var prefix = Encoding.UTF8.GetBytes($"v0:{stamp}:", signed);
        body.CopyTo(signed.AsSpan(prefix));
        var expected = Encoding.ASCII.GetBytes($"v0={Convert.ToHexStringLower(HMACSHA256.HashData(key, signed))}");
        return CryptographicOperations.FixedTimeEquals(expected, Encoding.ASCII.GetBytes(request.Headers["X-Slack-Signature"].ToString()));
    }
}
