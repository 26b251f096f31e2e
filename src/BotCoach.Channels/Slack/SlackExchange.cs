using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotCoach.Channels.Slack;

/// <summary>
/// Exchanges a token that runs out for a new pair (https://docs.slack.dev/authentication/using-token-rotation). A refresh token works once: who swaps
/// the note first exchanges it, and what Slack gave for it is stored whatever else happens, and used meanwhile.
/// </summary>
internal sealed class SlackExchange(SlackTokenNotes notes, SlackApi api, Afterwards after, IOptions<SlackOptions> options, TimeProvider clock, ILogger<SlackExchange> log)
{
    private const int Looks = 20;
    private const int StoreTries = 30;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Claimed = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan StoreAgain = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, (KeptToken Old, KeptToken Fresh)> _unstored = new();

    /// <summary>The token of an installation as it is.</summary>
    internal async Task<KeptToken?> HeldAsync(string installed, CancellationToken cancel) =>
        _unstored.TryGetValue(installed, out var unstored) ? unstored.Fresh : (await notes.ReadAsync(installed, cancel))?.Kept;

    /// <summary>
    /// What is there in the place of a token that is over or soon will be; the same where it cannot be exchanged. <paramref name="isOver"/>: an exchange
    /// that is under way elsewhere is worth waiting for.
    /// </summary>
    internal async Task<KeptToken?> FreshAsync(string installed, string old, bool isOver, CancellationToken cancel)
    {
        for (var look = 1; ; look++)
        {
            if (_unstored.TryGetValue(installed, out var unstored)) return unstored.Fresh;
            if (await notes.ReadAsync(installed, cancel) is not var (note, kept)) return null;
            var now = clock.GetUtcNow();
            if (kept.Access != old || kept.Refresh is null || kept.NotBefore > now) return kept;
            if (kept.ExchangedUntil > now)
            {
                if (!isOver || look == Looks) return kept;
                await Waiting.ForAsync(Look, cancel);
            }
            else if (await notes.SwapAsync(installed, note, kept with { ExchangedUntil = now + Claimed }, cancel)) return await AskAsync(installed, kept, kept.Refresh);
        }
    }

    /// <summary>Stores what could not be stored when Slack gave it.</summary>
    internal async Task StoreLeftAsync()
    {
        foreach (var installed in _unstored.Keys) await StoreAsync(installed);
    }

    /// <summary>The app was removed, or installed again: what it was given before is nobody's any more.</summary>
    internal void Forget(string installed) => _unstored.TryRemove(installed, out _);

    // From here on nobody's impatience ends it: the refresh token is used up.
    private async Task<KeptToken?> AskAsync(string installed, KeptToken old, string refresh)
    {
        var now = clock.GetUtcNow();
        var back = await RefreshAsync(refresh);
        // Slack may have given a pair that never came here. For a short grace it takes the same once more, and no longer.
        if (back.Reached == SlackReach.NoAnswer) back = await RefreshAsync(refresh);
        if (!back.Ok || KeptToken.Of(back.Body, now) is not { } fresh)
        {
            log.LogWarning("Slack did not exchange the token of {Installed}: {Error}", installed, back.Error);
            return await PlaceAsync(installed, old, old with { NotBefore = now + Again, Refresh = back.Error == "invalid_refresh_token" ? null : refresh });
        }
        _unstored[installed] = (old, fresh with { GivenAt = old.GivenAt });
        try
        {
            return await StoreAsync(installed);
        }
        catch (HostUnavailableException)
        {
            after.Begin(() => StoreSoonAsync(installed));
            return fresh;
        }
    }

    private Task<SlackReturn> RefreshAsync(string refresh) =>
        api.OauthV2Access(options.Value.ClientId, options.Value.ClientSecret, ("grant_type", "refresh_token"), ("refresh_token", refresh));

    private async Task StoreSoonAsync(string installed)
    {
        for (var left = StoreTries; left > 0; left--)
        {
            await Waiting.ForAsync(StoreAgain, default);
            try
            {
                await StoreAsync(installed);
                return;
            }
            catch (HostUnavailableException)
            {
                // The next try may reach it.
            }
        }
        log.LogError("Slack gave {Installed} a new token, and the database does not take it. It is tried again as long as this host runs; should it stop before, install the app there again.", installed);
    }

    private async Task<KeptToken?> StoreAsync(string installed)
    {
        if (!_unstored.TryGetValue(installed, out var pair)) return (await notes.ReadAsync(installed, default))?.Kept;
        var there = await PlaceAsync(installed, pair.Old, pair.Fresh);
        _unstored.TryRemove(KeyValuePair.Create(installed, pair));
        return there;
    }

    /// <summary>Puts a token in the place of the old one; where something else is there by now, or nothing, that stands.</summary>
    private async Task<KeptToken?> PlaceAsync(string installed, KeptToken old, KeptToken token)
    {
        while (true)
        {
            if (await notes.ReadAsync(installed, default) is not var (note, there)) return null;
            if (there.Access != old.Access) return there;
            if (await notes.SwapAsync(installed, note, token, default)) return token;
        }
    }
}
