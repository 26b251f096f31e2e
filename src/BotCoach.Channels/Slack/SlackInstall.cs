using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotCoach.Channels.Slack;

/// <summary>
/// Installs the app in a workspace or a whole organisation by OAuth v2 (https://docs.slack.dev/authentication/installing-with-oauth). The state is
/// our own, sealed, bound to the browser by a cookie, good for ten minutes and once.
/// </summary>
internal sealed class SlackInstall(
    SlackApi api, SlackTokens tokens, IInbox inbox, IChannelNotes notes, IDataProtectionProvider protection, IOptions<SlackOptions> options, TimeProvider clock,
    ILogger<SlackInstall> log)
{
    /// <summary>What the bot asks for: the manifest's, word for word.</summary>
    internal static readonly IReadOnlyList<string> Scopes =
        ["app_mentions:read", "chat:write", "commands", "dnd:read", "files:read", "im:history", "im:write", "users:read", "users:read.email"];

    private const string Cookie = "botcoach-slack-install";
    private static readonly TimeSpan Good = TimeSpan.FromMinutes(10);

    private readonly IDataProtector _protector = protection.CreateProtector("slack.install");

    internal IResult Begin(HttpContext http)
    {
        // Nothing is written down for it: anybody may ask as often as they like.
        var state = _protector.Protect($"{(clock.GetUtcNow() + Good).ToUnixTimeSeconds()}");
        http.Response.Cookies.Append(Cookie, state, new CookieOptions
        {
            HttpOnly = true, Secure = IsSecure(http.Request), SameSite = SameSiteMode.Lax, Path = "/slack", MaxAge = Good, IsEssential = true,
        });
        var ask = new Uri(new Uri(options.Value.ApiBaseUrl), "/oauth/v2/authorize");
        return Results.Redirect($"{ask}?client_id={Uri.EscapeDataString(options.Value.ClientId)}&scope={Uri.EscapeDataString(string.Join(',', Scopes))}&state={state}");
    }

    internal async Task<IResult> EndAsync(HttpContext http)
    {
        try
        {
            return await ComeBackAsync(http);
        }
        catch (HostUnavailableException unavailable)
        {
            return Page(503, "Not installed", unavailable.Message);
        }
    }

    private async Task<IResult> ComeBackAsync(HttpContext http)
    {
        var query = http.Request.Query;
        var (state, cookie) = (query["state"].ToString(), http.Request.Cookies[Cookie] ?? "");
        http.Response.Cookies.Delete(Cookie, new CookieOptions { Path = "/slack" });
        if (query["error"].ToString() is { Length: > 0 } error)
            return Page(200, "Not installed", error == "access_denied" ? "You did not allow it, so nothing was installed." : $"Slack says: {error}.");
        if (!await IsOursAsync(state, cookie, http.RequestAborted))
            return Page(400, "Please begin again", "This link is not from your browser, was used already, or is older than ten minutes.");
        var now = clock.GetUtcNow();
        var back = await api.OauthV2Access(options.Value.ClientId, options.Value.ClientSecret, ("code", query["code"].ToString()));
        if (!back.Ok || KeptToken.Of(back.Body, now) is not { } token || Installed(back.Body) is not { } installed)
        {
            log.LogWarning("An installation in Slack did not come about: {Error}", back.InWords);
            return Page(502, "Not installed", $"Slack did not complete it ({back.Error}).");
        }
        // Slack has done its part: a browser that is closed now does not leave ours half done.
        await tokens.KeepAsync(installed, token, CancellationToken.None);
        var name = back.Body.Words("team", "name") ?? back.Body.Words("enterprise", "name") ?? installed;
        await inbox.ReceiveAsync(new BotAdded($"install-{Mark(state)}", await InstallerAsync(back.Body, installed, token.Access), name), CancellationToken.None);
        return Page(200, "Installed", $"BotCoach is in {name}. Open Slack and write to it, or type /coach.");
    }

    /// <summary>True once for a state that this browser was given.</summary>
    private async Task<bool> IsOursAsync(string state, string cookie, CancellationToken cancel)
    {
        if (state.Length == 0 || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state), Encoding.UTF8.GetBytes(cookie))) return false;
        return GoodUntil(state) is { } until && clock.GetUtcNow() < until
            && await notes.AddAsync(SlackChannel.Slack, $"install/{Mark(state)}", "used", until, cancel);
    }

    private DateTimeOffset? GoodUntil(string state)
    {
        try
        {
            return long.TryParse(_protector.Unprotect(state), out var until) ? DateTimeOffset.FromUnixTimeSeconds(until) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Behind a proxy that ends the encryption, the browser still goes by https.</summary>
    private static bool IsSecure(HttpRequest request) => request.IsHttps || request.Headers["X-Forwarded-Proto"].ToString().StartsWith("https", StringComparison.OrdinalIgnoreCase);

    /// <summary>Who installs it is the company's first person, its admin; unknown where Slack does not say who that is.</summary>
    private async Task<Caller> InstallerAsync(JsonElement given, string installed, string token)
    {
        var nobody = new Caller(SlackChannel.Slack, installed, "");
        if (given.Words("authed_user", "id") is not { } user) return nobody;
        var back = await api.UsersInfo(token, user);
        return back.Ok && back.Body.At("user") is { } found && SlackPeople.Read(found, installed) is { Guest: false } caller ? caller : nobody;
    }

    private static string? Installed(JsonElement given) => given.Flag("is_enterprise_install") ? given.Words("enterprise", "id") : given.Words("team", "id");

    private static string Mark(string state) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state)));

    private static IResult Page(int status, string title, string sentence) => Results.Text(
        $$"""
        <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>BotCoach: {{Text(title)}}</title>
        <style>body{font:17px/1.5 system-ui,sans-serif;max-width:34rem;margin:18vh auto;padding:0 1.25rem;color:#1d1c1d}h1{font-size:1.5rem}a{color:#1264a3}</style>
        <h1>{{Text(title)}}</h1><p>{{Text(sentence)}}</p>{{(status == 200 && title == "Installed" ? "" : "<p><a href=\"/slack/install\">Install BotCoach in Slack</a></p>")}}</html>
        """, "text/html; charset=utf-8", Encoding.UTF8, status);

    private static string Text(string words) => HtmlEncoder.Default.Encode(words);
}
