using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace BotCoach.People;

/// <summary>
/// The secrets by which recorders sign what they send: kept, since a signature cannot be checked by a hash, and unreadable without the host's ring of keys.
/// A signature is that of Standard Webhooks (https://www.standardwebhooks.com): HMAC-SHA256 over id, time and body.
/// </summary>
public sealed class SigningSecrets(IDataProtectionProvider protection)
{
    private const string Prefix = "whsec_";
    private const string Version = "v1,";
    private readonly IDataProtector _protector = protection.CreateProtector("api.signing");

    /// <summary>A new one, as the standard writes it.</summary>
    public static string New() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public string Protect(string secret) => _protector.Protect(secret);

    /// <summary>One of the signatures, which a blank parts, is of this body under this id at this time (seconds since 1970).</summary>
    public bool IsSigned(string kept, string id, string seconds, string body, string signatures)
    {
        var right = Encoding.ASCII.GetBytes(Of(_protector.Unprotect(kept), id, seconds, body));
        var found = false;
        foreach (var one in signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries)) found |= CryptographicOperations.FixedTimeEquals(right, Encoding.ASCII.GetBytes(one));
        return found;
    }

    /// <summary>The signature as it is sent.</summary>
    public static string Of(string secret, string id, string seconds, string body) =>
        Version + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[Prefix.Length..]), Encoding.UTF8.GetBytes($"{id}.{seconds}.{body}")));
}
