using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BotCoach.Crm.Wire.HubSpot;

/// <summary>
/// HubSpot's third signature: HMAC-SHA256 by the app's secret over method, address, body and timestamp, in base64; five minutes old at the most
/// (https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation). Without a secret nothing is right.
/// </summary>
internal static class HubSpotSignature
{
    private static readonly TimeSpan Oldest = TimeSpan.FromMinutes(5);

    public static bool IsRight(SourceHook hook, string? secret, DateTimeOffset now) =>
        secret is { Length: > 0 } && hook.Header("X-HubSpot-Request-Timestamp") is { } at && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && IsFresh(ms, now)
        && hook.Header("X-HubSpot-Signature-v3") is { } said
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Of(secret, hook.Method, hook.Url, hook.Body, at)), Encoding.ASCII.GetBytes(said));

    public static string Of(string secret, string method, string url, string body, string at) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{method}{url}{body}{at}")));

    private static bool IsFresh(long ms, DateTimeOffset now) => ms is > 0 and < 253_402_300_800_000 && (now - DateTimeOffset.FromUnixTimeMilliseconds(ms)).Duration() <= Oldest;
}
