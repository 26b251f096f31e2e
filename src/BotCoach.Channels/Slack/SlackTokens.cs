using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace BotCoach.Channels.Slack;

/// <summary>
/// The bot's tokens: the one that is set, and those of the workspaces and organisations that installed it. A token that runs out (after 12 hours) is
/// exchanged two hours before.
/// </summary>
internal sealed class SlackTokens(IOptions<SlackOptions> options, SlackTokenNotes notes, SlackExchange exchange, SlackApi api, TimeProvider clock)
{
    internal const string Uninstalled = "BotCoach is not installed there (any more).";
    private static readonly TimeSpan Early = TimeSpan.FromHours(2);
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);
    private static readonly SlackReturn NotInstalled = new(SlackReach.Answered, "not_authed");
    private static readonly GaveUp Nowhere = new(FaultKind.Token, Uninstalled);
    private readonly ConcurrentDictionary<string, (string Token, DateTimeOffset Until)> _known = new();

    private string? _own;
    private SlackReturn? _unasked;

    /// <summary>Calls with the installation's token; once more with a newer one where Slack says that it is over.</summary>
    internal async Task<SlackReturn> CallAsync(string installed, Func<string, Task<SlackReturn>> call, CancellationToken cancel)
    {
        if (await OfAsync(installed, cancel) is not { } token) return NotInstalled;
        var back = await call(token);
        if (!SlackErrors.IsToken(back)) return back;
        var now = await RenewedAsync(installed, token, cancel);
        if (now is not null && now.Access != token) return await call(now.Access);
        // Over for good, and not only until the exchange that is under way is done.
        return SlackErrors.IsExpired(back) && now?.Refresh is null ? SlackReturn.Unrenewable : back;
    }

    /// <summary>The token of an installation, or null where there is none.</summary>
    internal async Task<string?> OfAsync(string installed, CancellationToken cancel)
    {
        if (Known(installed) is { } known) return known;
        if (await exchange.HeldAsync(installed, cancel) is not { } kept)
        {
            if (IsSet && await OwnAsync(cancel) is null) await AskAsync(cancel);
            return IsSet && _own == installed ? Set : null;
        }
        var now = clock.GetUtcNow();
        var token = kept.ExpiresAt - now <= Early ? await exchange.FreshAsync(installed, kept.Access, kept.ExpiresAt <= now, cancel) : kept;
        return Remember(installed, token?.Access);
    }

    /// <summary>The token of an installation as it is, without a word to Slack: for what somebody waits for.</summary>
    internal async Task<string?> HeldAsync(string installed, CancellationToken cancel) =>
        Known(installed) ?? (await exchange.HeldAsync(installed, cancel))?.Access ?? (IsSet && await OwnAsync(cancel) == installed ? Set : null);

    /// <summary>What becomes of a message to an installation that has no token: one that Slack has not spoken of yet may be the one that is set.</summary>
    internal SendResult WhyNone() => IsSet && _own is null && _unasked is { } back ? SlackErrors.OfEdit(back) : Nowhere;

    /// <summary>Asks Slack where the token that is set belongs. Nobody else is ever answered with it.</summary>
    internal async Task<SlackReturn> AskAsync(CancellationToken cancel)
    {
        var back = await api.AuthTest(Set);
        _unasked = back.Ok ? null : back;
        if (!back.Ok || back.Body.Words("team_id") is not { } team) return back;
        var own = back.Body.Flag("is_enterprise_install") ? back.Body.Words("enterprise_id") ?? team : team;
        await notes.KeepWhereAsync(Set, own, cancel);
        _own = own;
        return back;
    }

    /// <summary>Where the token that is set belongs; null until Slack said.</summary>
    internal async Task<string?> OwnAsync(CancellationToken cancel) => _own ??= await notes.WhereAsync(Set, cancel);

    /// <summary>Where there is a token for.</summary>
    internal async Task<IReadOnlyList<string>> InstalledAsync(CancellationToken cancel)
    {
        var installed = await notes.InstalledAsync(cancel);
        return IsSet && await OwnAsync(cancel) is { } own && !installed.Contains(own) ? [.. installed, own] : installed;
    }

    /// <summary>Exchanges what runs out soon, whether anything is sent there or not.</summary>
    internal async Task FreshenAsync(CancellationToken cancel)
    {
        await exchange.StoreLeftAsync();
        foreach (var installed in await notes.InstalledAsync(cancel)) await OfAsync(installed, cancel);
    }

    /// <summary>Keeps what an installation was given. Stored before it is used.</summary>
    internal async Task KeepAsync(string installed, KeptToken token, CancellationToken cancel)
    {
        await notes.PutAsync(installed, token, cancel);
        await notes.MendedAsync(installed, cancel);
        Forget(installed);
    }

    /// <summary>The app was removed then, and what it was given before is over.</summary>
    internal async Task ForgetAsync(string installed, DateTimeOffset? removedAt, CancellationToken cancel)
    {
        if (await notes.ReadAsync(installed, cancel) is var (_, kept) && kept.GivenAt > removedAt) return;
        await notes.RemoveAsync(installed, cancel);
        await notes.MendedAsync(installed, cancel);
        Forget(installed);
    }

    /// <summary>Slack says that this token is over: what there is in its place.</summary>
    private async Task<KeptToken?> RenewedAsync(string installed, string over, CancellationToken cancel)
    {
        _known.TryRemove(installed, out _);
        var token = await exchange.FreshAsync(installed, over, isOver: true, cancel);
        Remember(installed, token?.Access);
        return token;
    }

    internal bool IsSet => Set.Length > 0;

    private string Set => options.Value.BotToken;

    private string? Known(string installed) => _known.TryGetValue(installed, out var known) && clock.GetUtcNow() < known.Until ? known.Token : null;

    private string? Remember(string installed, string? token)
    {
        if (token is not null) _known[installed] = (token, clock.GetUtcNow() + Remembered);
        return token;
    }

    private void Forget(string installed)
    {
        exchange.Forget(installed);
        _known.TryRemove(installed, out _);
    }
}
