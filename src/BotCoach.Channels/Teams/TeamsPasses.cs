using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BotCoach.Channels.Teams;

/// <summary>
/// Checks the token that comes with an activity: who signed it, before a key is chosen; then key, audience and lifetime
/// (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication). Teams sends the same token for about an hour, so what
/// was checked is remembered by its hash until it runs out, or until other keys are read.
/// </summary>
internal sealed class TeamsPasses(TeamsOptions options, TeamsKeys channel, TeamsKeys? emulator, TimeProvider clock)
{
    private const int MostKept = 1_000;
    private const int LongestToken = 8_000;
    private const string Bearer = "Bearer ";
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512];

    // Tenants of Microsoft's in which its emulators are (botbuilder-dotnet, EmulatorValidation).
    private static readonly string[] EmulatorTenants = ["d6d49420-f39b-4df7-a1dc-d59a935871db", "f8cdef31-a31e-4b4a-93e4-5f571e91255a"];

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly ConcurrentDictionary<UInt128, (TeamsPass Pass, int Generation)> _kept = new();

    /// <summary>How many tokens were checked, and how many of them had been before.</summary>
    internal (long All, long Remembered) Counts => (Interlocked.Read(ref _all), Interlocked.Read(ref _remembered));

    private long _all;
    private long _remembered;

    /// <summary>The pass, or why there is none: then the answer is a 401.</summary>
    internal async ValueTask<(TeamsPass? Pass, string? Why)> CheckAsync(string? authorization, CancellationToken cancel)
    {
        if (authorization is null || !authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return (null, TeamsWords.NoToken);
        var token = authorization[Bearer.Length..].Trim();
        if (token.Length is 0 or > LongestToken || !Ascii.IsValid(token)) return (null, TeamsWords.NotAToken);
        Interlocked.Increment(ref _all);
        var hash = Hash(token);
        if (_kept.TryGetValue(hash, out var kept) && kept.Generation == Generation && clock.GetUtcNow() < kept.Pass.Until)
        {
            Interlocked.Increment(ref _remembered);
            return (kept.Pass, null);
        }
        var (pass, why) = await ValidateAsync(token, cancel);
        if (pass is not null) Keep(hash, pass);
        return (pass, why);
    }

    private int Generation => channel.Generation + (emulator?.Generation ?? 0);

    private void Keep(UInt128 hash, TeamsPass pass)
    {
        if (_kept.Count >= MostKept) _kept.Clear();
        _kept[hash] = (pass, Generation);
    }

    private async Task<(TeamsPass?, string?)> ValidateAsync(string token, CancellationToken cancel)
    {
        if (Read(token) is not { } read) return (null, TeamsWords.NotAToken);
        var isChannels = read.Issuer == options.Issuer;
        if ((isChannels ? channel : IsEmulators(read.Issuer) ? emulator : null) is not { } keys) return (null, TeamsWords.OtherIssuer);
        if (read.Kid is not { Length: > 0 } id || await keys.OfAsync(id, cancel) is not { } key) return (null, TeamsWords.Forged);
        var result = await _handler.ValidateTokenAsync(token, Parameters(read.Issuer, key));
        if (!result.IsValid) return (null, Why(result.Exception));
        if (isChannels) return (new TeamsPass(read.TryGetPayloadValue<string>("serviceurl", out var url) ? url : null, key.Endorsements, read.ValidTo), null);
        return AppOf(read) == options.AppId ? (new TeamsPass(null, null, read.ValidTo), null) : (null, TeamsWords.OtherAudience);
    }

    private JsonWebToken? Read(string token)
    {
        try
        {
            return _handler.CanReadToken(token) ? _handler.ReadJsonWebToken(token) : null;
        }
        catch (Exception none) when (none is SecurityTokenException or ArgumentException or FormatException)
        {
            return null;
        }
    }

    private TokenValidationParameters Parameters(string issuer, TeamsKey key) => new()
    {
        ValidIssuer = issuer,
        ValidAudience = options.AppId,
        IssuerSigningKey = key.Key,
        ValidAlgorithms = Algorithms,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        LifetimeValidator = (from, until, _, _) => clock.GetUtcNow() is var now && (from is null || now >= from - Skew) && until is not null && now <= until + Skew,
    };

    private static string Why(Exception? fault) => fault switch
    {
        SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException or SecurityTokenNotYetValidException or SecurityTokenNoExpirationException => TeamsWords.Stale,
        SecurityTokenInvalidAudienceException => TeamsWords.OtherAudience,
        _ => TeamsWords.Forged,
    };

    private bool IsEmulators(string issuer)
    {
        if (emulator is null) return false;
        return EmulatorTenants.Append(options.TenantId).Where(t => t.Length > 0)
            .Any(t => issuer == $"https://sts.windows.net/{t}/" || issuer == $"https://login.microsoftonline.com/{t}/v2.0");
    }

    /// <summary>Whose token it is: in its first version it says <c>appid</c>, in its second <c>azp</c>.</summary>
    private static string? AppOf(JsonWebToken read) =>
        read.TryGetPayloadValue<string>(read.TryGetPayloadValue<string>("ver", out var version) && version == "2.0" ? "azp" : "appid", out var app) ? app : null;

    private static UInt128 Hash(string token)
    {
        Span<byte> bytes = stackalloc byte[LongestToken];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..Encoding.ASCII.GetBytes(token, bytes)], hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
