using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BotCoach.Channels.Slack;

/// <summary>
/// Slack's signature over the raw body: <c>v0=</c> and the hex HMAC-SHA256 of <c>v0:{timestamp}:{body}</c>, no older and no younger than five minutes
/// (https://docs.slack.dev/authentication/verifying-requests-from-slack). Two secrets may hold at once, so that one can be exchanged.
/// </summary>
internal sealed class SlackSignature(string? secret, string? previous, TimeProvider clock)
{
    private const int MostSkew = 300;
    private const int Hex = 64;
    private readonly byte[][] _secrets = [.. new[] { secret, previous }.Where(s => !string.IsNullOrEmpty(s)).Select(s => Encoding.UTF8.GetBytes(s!))];

    /// <summary>False also where there is no secret: nothing is ever let in for want of one.</summary>
    internal bool Holds(string timestamp, string signature, ReadOnlySpan<byte> body)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var at)) return false;
        if (Math.Abs(clock.GetUtcNow().ToUnixTimeSeconds() - at) > MostSkew) return false;
        if (signature.Length != 3 + Hex || !signature.StartsWith("v0=", StringComparison.Ordinal)) return false;
        Span<byte> given = stackalloc byte[Hex];
        if (Encoding.ASCII.GetBytes(signature.AsSpan(3), given) != Hex) return false;
        var holds = false;
        foreach (var key in _secrets) holds |= CryptographicOperations.FixedTimeEquals(given, Expected(key, timestamp, body));
        return holds;
    }

    private static byte[] Expected(byte[] key, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData("v0:"u8);
        hmac.AppendData(Encoding.ASCII.GetBytes(timestamp));
        hmac.AppendData(":"u8);
        hmac.AppendData(body);
        Span<byte> mac = stackalloc byte[32];
        hmac.GetHashAndReset(mac);
        var hex = new byte[Hex];
        Convert.TryToHexStringLower(mac, hex, out _);
        return hex;
    }
}
