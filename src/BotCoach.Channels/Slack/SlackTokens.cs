using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotCoach.Channels.Slack;

/// <summary>
/// The bot's tokens: the one that is set, and those of the workspaces and organisations that installed it, encrypted in the host's notes. A token
/// that runs out (after 12 hours, https://docs.slack.dev/authentication/using-token-rotation) is exchanged two hours before, by one instance at a time.
/// </summary>
internal sealed class SlackTokens(
    IOptions<SlackOptions> options, IChannelNotes notes, IDataProtectionProvider protection, SlackApi api, TimeProvider clock, ILogger<SlackTokens> log)
{
    private const string Prefix = "token/";
    private static readonly TimeSpan Early = TimeSpan.FromHours(2);
    private static readonly TimeSpan Exchange = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);
    private readonly IDataProtector _protector = protection.CreateProtector("slack.token");
    private readonly ConcurrentDictionary<string, (string? Token, DateTimeOffset Until)> _known = new();

    /// <summary>Where the token that is set belongs; null until Slack was asked.</summary>
    internal string? Own { get; set; }

    /// <summary>The token of an installation, or null where there is none.</summary>
    internal async Task<string?> OfAsync(string installed, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (_known.TryGetValue(installed, out var known) && now < known.Until) return known.Token;
        var token = await ReadAsync(installed, cancel) is var (note, kept) ? await FreshAsync(installed, note, kept, now, cancel) : OwnToken(installed);
        _known[installed] = (token, now + Remembered);
        return token;
    }

    /// <summary>The token of an installation as it is, without a word to Slack: for what somebody waits for.</summary>
    internal async Task<string?> HeldAsync(string installed, CancellationToken cancel) =>
        _known.TryGetValue(installed, out var known) && clock.GetUtcNow() < known.Until ? known.Token
            : await ReadAsync(installed, cancel) is var (_, kept) ? kept.Access : OwnToken(installed);

    /// <summary>Exchanges what runs out soon, whether anything is sent there or not.</summary>
    internal async Task FreshenAsync(CancellationToken cancel)
    {
        foreach (var (key, _) in await notes.ListAsync(SlackChannel.Slack, Prefix, int.MaxValue, cancel)) await OfAsync(key[Prefix.Length..], cancel);
    }

    /// <summary>Slack says that this token is over: reads it again, and exchanges it where it can be. Null where there is nothing better.</summary>
    internal async Task<string?> RenewAsync(string installed, string over, CancellationToken cancel)
    {
        _known.TryRemove(installed, out _);
        if (await ReadAsync(installed, cancel) is not var (note, kept)) return null;
        if (kept.Access != over) return kept.Access;
        var renewed = await FreshAsync(installed, note, kept with { ExpiresAt = clock.GetUtcNow() }, clock.GetUtcNow(), cancel);
        return renewed == over ? null : renewed;
    }

    /// <summary>Keeps what an installation was given. Stored before it is used.</summary>
    internal async Task KeepAsync(string installed, KeptToken token, CancellationToken cancel)
    {
        await notes.PutAsync(SlackChannel.Slack, Key(installed), Seal(token), cancel);
        _known.TryRemove(installed, out _);
    }

    /// <summary>The app was removed then, and what it was given before is over.</summary>
    internal async Task ForgetAsync(string installed, DateTimeOffset? removedAt, CancellationToken cancel)
    {
        if (await ReadAsync(installed, cancel) is var (_, kept) && kept.GivenAt > removedAt) return;
        await notes.RemoveAsync(SlackChannel.Slack, Key(installed), cancel);
        _known.TryRemove(installed, out _);
    }

    private string? OwnToken(string installed) => options.Value.BotToken is { Length: > 0 } token && (Own is null || Own == installed) ? token : null;

    /// <summary>
    /// Who swaps the note first exchanges the token; the others go on with the one that still holds. A refresh token works once.
    /// </summary>
    private async Task<string> FreshAsync(string installed, string note, KeptToken kept, DateTimeOffset now, CancellationToken cancel)
    {
        if (kept.Refresh is not { } refresh || kept.ExpiresAt - now > Early || kept.ExchangedUntil > now) return kept.Access;
        var claim = Seal(kept with { ExchangedUntil = now + Exchange });
        if (!await notes.SwapAsync(SlackChannel.Slack, Key(installed), note, claim, cancel)) return (await ReadAsync(installed, cancel))?.Kept.Access ?? kept.Access;
        var back = await api.OauthV2Access(options.Value.ClientId, options.Value.ClientSecret, ("grant_type", "refresh_token"), ("refresh_token", refresh));
        if (back.Ok && KeptToken.Of(back.Body, now) is { } fresh)
        {
            await notes.PutAsync(SlackChannel.Slack, Key(installed), Seal(fresh), cancel);
            return fresh.Access;
        }
        log.LogWarning("Slack did not exchange the token of {Installed}: {Error}", installed, back.Error);
        return kept.Access;
    }

    private async Task<(string Note, KeptToken Kept)?> ReadAsync(string installed, CancellationToken cancel)
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

    private string Seal(KeptToken token) => _protector.Protect(JsonSerializer.Serialize(token));

    private static string Key(string installed) => Prefix + installed;
}

/// <summary>A token as it is kept, encrypted.</summary>
internal sealed record KeptToken(string Access, string? Refresh, DateTimeOffset? ExpiresAt)
{
    /// <summary>Until then an instance is at exchanging it.</summary>
    public DateTimeOffset? ExchangedUntil { get; init; }

    public DateTimeOffset? GivenAt { get; init; }

    /// <summary>What <c>oauth.v2.access</c> gave (https://docs.slack.dev/reference/methods/oauth.v2.access), or null when it is none.</summary>
    internal static KeptToken? Of(JsonElement given, DateTimeOffset now) => given.Words("access_token") is { } access
        ? new KeptToken(access, given.Words("refresh_token"), given.Number("expires_in") is { } seconds ? now.AddSeconds(seconds) : null) { GivenAt = now }
        : null;
}
