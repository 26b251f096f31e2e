using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;

namespace BotCoach.Channels.Slack;

/// <summary>The tokens as they lie in the host's notes, encrypted: one note an installation.</summary>
internal sealed class SlackTokenNotes(IChannelNotes notes, IDataProtectionProvider protection, ILogger<SlackTokenNotes> log)
{
    /// <summary>Where what is wrong with an installation is kept.</summary>
    internal const string Ill = "ill/";

    private const string Prefix = "token/";
    private readonly IDataProtector _protector = protection.CreateProtector("slack.token");

    internal async Task<(string Note, KeptToken Kept)?> ReadAsync(string installed, CancellationToken cancel)
    {
        if (await notes.GetAsync(SlackChannel.Slack, Key(installed), cancel) is not { } note) return null;
        try
        {
            return (note, JsonSerializer.Deserialize<KeptToken>(_protector.Unprotect(note))!);
        }
        catch (CryptographicException)
        {
            log.LogError("The Slack token of {Installed} cannot be read: the ring of keys is another one. Install the app there again.", installed);
            return null;
        }
    }

    /// <summary>Where a token that is set belongs, for good; null until that was kept.</summary>
    internal Task<string?> WhereAsync(string set, CancellationToken cancel) => notes.GetAsync(SlackChannel.Slack, SetKey(set), cancel);

    internal Task KeepWhereAsync(string set, string installed, CancellationToken cancel) => notes.PutAsync(SlackChannel.Slack, SetKey(set), installed, cancel);

    internal async Task<IReadOnlyList<string>> InstalledAsync(CancellationToken cancel) =>
        [.. (await notes.ListAsync(SlackChannel.Slack, Prefix, int.MaxValue, cancel)).Select(n => n.Key[Prefix.Length..])];

    internal Task PutAsync(string installed, KeptToken token, CancellationToken cancel) => notes.PutAsync(SlackChannel.Slack, Key(installed), Seal(token), cancel);

    /// <summary>False when the note says something else by now, or is gone.</summary>
    internal Task<bool> SwapAsync(string installed, string note, KeptToken by, CancellationToken cancel) =>
        notes.SwapAsync(SlackChannel.Slack, Key(installed), note, Seal(by), cancel);

    internal Task RemoveAsync(string installed, CancellationToken cancel) => notes.RemoveAsync(SlackChannel.Slack, Key(installed), cancel);

    /// <summary>What was wrong with an installation is over: it is there anew, or not any more.</summary>
    internal Task MendedAsync(string installed, CancellationToken cancel) => notes.RemoveAsync(SlackChannel.Slack, Ill + installed, cancel);

    private string Seal(KeptToken token) => _protector.Protect(JsonSerializer.Serialize(token));

    private static string Key(string installed) => Prefix + installed;

    private static string SetKey(string set) => $"set/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(set)))}";
}

/// <summary>A token as it is kept.</summary>
internal sealed record KeptToken(string Access, string? Refresh, DateTimeOffset? ExpiresAt)
{
    /// <summary>Until then an instance is at exchanging it.</summary>
    public DateTimeOffset? ExchangedUntil { get; init; }

    /// <summary>Slack did not exchange it; it is not asked again before.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When the app was installed, and gave the first of these tokens.</summary>
    public DateTimeOffset? GivenAt { get; init; }

    /// <summary>What <c>oauth.v2.access</c> gave (https://docs.slack.dev/reference/methods/oauth.v2.access), or null when it is none.</summary>
    internal static KeptToken? Of(JsonElement given, DateTimeOffset now) => given.Words("access_token") is { } access
        ? new KeptToken(access, given.Words("refresh_token"), given.Number("expires_in") is { } seconds ? now.AddSeconds(seconds) : null) { GivenAt = now }
        : null;
}
