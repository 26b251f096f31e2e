using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary>OAuth v2: the consent page, <c>oauth.v2.access</c> with rotation, <c>apps.uninstall</c>, and the door to Socket Mode.</summary>
public sealed class OauthMethods(SlackServer slack)
{
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);
    private readonly Dictionary<string, Grant> _codes = [];

    public IReadOnlyDictionary<string, SlackMethod> All => new Dictionary<string, SlackMethod>
    {
        ["oauth.v2.access"] = new(SlackMethod.Special, null, Access) { Token = TokenKind.None, TakesJson = false },
        ["apps.uninstall"] = new(SlackMethod.Tier1, null, Uninstall) { TakesJson = false },
        ["apps.connections.open"] = new(SlackMethod.Tier3, null, Connect) { Token = TokenKind.App },
    };

    /// <summary>The consent page, and at once the click of whoever stands there: <see cref="SlackServer.Installer"/>.</summary>
    public Task AuthorizeAsync(HttpContext http)
    {
        var query = http.Request.Query;
        var (redirect, state, scope) = (query["redirect_uri"].ToString(), query["state"].ToString(), query["scope"].ToString());
        if (query["client_id"] != slack.App.ClientId || scope == "")
        {
            http.Response.StatusCode = 400;
            return http.Response.WriteAsync("invalid_client_id or bad_redirect_uri or no scopes");
        }
        var answer = new Dictionary<string, string?> { ["state"] = state };
        if (slack.Installer is not { } user) answer["error"] = "access_denied";
        else
        {
            answer["code"] = SlackWorld.Secret();
            lock (slack.World.Gate) _codes[answer["code"]!] = new Grant(user, redirect == "" ? null : redirect, scope.Split(','), slack.InstallsForOrg, slack.Clock.GetUtcNow());
        }
        http.Response.Redirect(QueryHelpers.AddQueryString(redirect == "" ? slack.App.RedirectUrl : redirect, answer));
        return Task.CompletedTask;
    }

    private JsonObject Access(SlackCall call)
    {
        KnowClient(call);
        return call.Text("grant_type") switch
        {
            null or "authorization_code" => Exchange(call),
            "refresh_token" => Refresh(call),
            _ => throw new Refused("invalid_grant_type"),
        };
    }

    private JsonObject Exchange(SlackCall call)
    {
        if (!_codes.Remove(call.Text("code") ?? "", out var grant) || slack.Clock.GetUtcNow() - grant.At > CodeLife) throw new Refused("invalid_code");
        if (call.Text("redirect_uri") != grant.Redirect) throw new Refused("bad_redirect_uri");
        var install = slack.World.Install(grant.IsOrg ? null : grant.User.Team, grant.User.Team.Enterprise, grant.Scopes);
        return Answer(install.Tokens.Last(t => !t.Revoked), grant.User.Id);
    }

    private JsonObject Refresh(SlackCall call)
    {
        var (old, now) = (slack.World.Refresh(call.Text("refresh_token") ?? ""), slack.Clock.GetUtcNow());
        if (old is null || old.Install.Uninstalled || old.RefreshedAt is { } at && now - at >= slack.App.RefreshGrace) throw new Refused("invalid_refresh_token");
        old.RefreshedAt ??= now;
        return Answer(slack.World.NewToken(old.Install), null);
    }

    private JsonObject Answer(SlackToken token, string? user)
    {
        var install = token.Install;
        var json = new JsonObject
        {
            ["ok"] = true, ["app_id"] = slack.App.Id, ["authed_user"] = user is null ? [] : new JsonObject { ["id"] = user }, ["scope"] = string.Join(',', install.Scopes),
            ["token_type"] = "bot", ["access_token"] = token.Value, ["bot_user_id"] = install.BotUser,
            ["team"] = install.Team is { } team ? new JsonObject { ["id"] = team.Id, ["name"] = team.Name } : null,
            ["enterprise"] = install.Enterprise is { } org ? new JsonObject { ["id"] = org, ["name"] = "Organisation" } : null, ["is_enterprise_install"] = install.IsOrg,
        };
        if (token.Refresh is not null) (json["refresh_token"], json["expires_in"]) = (token.Refresh, 43_200);
        return json;
    }

    private JsonObject Uninstall(SlackCall call)
    {
        if (call.Text("client_id") != slack.App.ClientId) throw new Refused("invalid_client_id");
        if (call.Text("client_secret") != slack.App.ClientSecret) throw new Refused("bad_client_secret");
        call.Install!.Uninstalled = true;
        return SlackMethod.Ok;
    }

    private JsonObject Connect(SlackCall call) => new() { ["ok"] = true, ["url"] = slack.Sockets.NewAddress() };

    // HTTP Basic, or both as arguments.
    private void KnowClient(SlackCall call)
    {
        var (id, secret) = (call.Text("client_id"), call.Text("client_secret"));
        if (call.Authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)
            && Encoding.UTF8.GetString(Convert.FromBase64String(call.Authorization[6..])).Split(':', 2) is [var user, var password]) (id, secret) = (user, password);
        if (id != slack.App.ClientId) throw new Refused("invalid_client_id");
        if (secret != slack.App.ClientSecret) throw new Refused("bad_client_secret");
    }

    private sealed record Grant(SlackUser User, string? Redirect, string[] Scopes, bool IsOrg, DateTimeOffset At);
}
