using System.Buffers;
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

    /// <summary>Null where it is good; else why not. Also where there is no secret: nothing is ever let in for want of one.</summary>
    internal string? Refusal(string timestamp, string signature, ReadOnlySpan<byte> body)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || !IsSigned(timestamp, signature, body)) return SlackWords.Forged;
        var age = clock.GetUtcNow().ToUnixTimeSeconds() - at;
        return Math.Abs(age) > MostSkew ? SlackWords.Stale(age) : null;
    }

    private bool IsSigned(string timestamp, string signature, ReadOnlySpan<byte> body)
    {
        if (signature.Length != 3 + Hex || !signature.StartsWith("v0=", StringComparison.Ordinal)) return false;
        var signed = ArrayPool<byte>.Shared.Rent(Prefix.Length + timestamp.Length + 1 + body.Length);
        try
        {
            var length = Write(signed, timestamp, body);
            Span<byte> given = stackalloc byte[Hex];
            Encoding.ASCII.GetBytes(signature.AsSpan(3), given);
            var holds = false;
            foreach (var key in _secrets) holds |= IsBy(key, signed.AsSpan(0, length), given);
            return holds;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(signed);
        }
    }

    private static int Write(Span<byte> to, string timestamp, ReadOnlySpan<byte> body)
    {
        Prefix.CopyTo(to);
        var at = Prefix.Length + Encoding.ASCII.GetBytes(timestamp, to[Prefix.Length..]);
        to[at++] = (byte)':';
        body.CopyTo(to[at..]);
        return at + body.Length;
    }

    private static bool IsBy(byte[] key, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> given)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> hex = stackalloc byte[Hex];
        HMACSHA256.HashData(key, signed, mac);
        Convert.TryToHexStringLower(mac, hex, out _);
        return CryptographicOperations.FixedTimeEquals(given, hex);
    }

    private static ReadOnlySpan<byte> Prefix => "v0:"u8;
}
