using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>
/// What of Graph an app installs itself with
/// (https://learn.microsoft.com/microsoftteams/platform/graph-api/proactive-bots-and-messages/graph-proactive-bots-and-messages).
/// Whoever it was installed for is told to the app by <see cref="TeamsSender.TellInstallsAsync"/>.
/// </summary>
public sealed partial class GraphApi(TeamsServer teams)
{
    public const string Installs = "TeamsAppInstallation.ReadWriteSelfForUser.All";

    /// <summary>https://learn.microsoft.com/graph/api/appcatalogs-list-teamsapps</summary>
    public const string ReadsCatalog = "AppCatalog.Read.All";

    /// <summary>Whether somebody is a guest stands in no smaller set (https://learn.microsoft.com/graph/api/user-list).</summary>
    public const string ReadsUsers = "User.Read.All";

    private const string Apps = "v1.0/appCatalogs/teamsApps/";

    public Task AnswerAsync(HttpContext http, string[] parts) => (http.Request.Method, parts) switch
    {
        ("GET", ["users"]) => teams.Door.AnswerAsync(http, "graph.users", c => Users(c, Admitted(c, ReadsUsers))),
        ("GET", ["appCatalogs", "teamsApps"]) => teams.Door.AnswerAsync(http, "graph.catalog", c => Catalog(c, Admitted(c, ReadsCatalog))),
        ("POST", ["users", var user, "teamwork", "installedApps"]) => teams.Door.AnswerAsync(http, "graph.install", c => Install(c, Named(Admitted(c, Installs), user))),
        ("GET", ["users", var user, "teamwork", "installedApps"]) => teams.Door.AnswerAsync(http, "graph.installed", c => Installed(c, Named(Admitted(c, Installs), user))),
        ("GET", ["users", var user, "teamwork", "installedApps", var install, "chat"]) => teams.Door.AnswerAsync(http, "graph.chat", c => Chat(Named(Admitted(c, Installs), user), install)),
        _ => TeamsServer.NotFoundAsync(http),
    };

    /// <summary>The tenant that the token is of.</summary>
    private TeamsTenant Admitted(TeamsCall call, string role)
    {
        var token = teams.Entra.Find(call.Token, EntraLogin.Graph) ?? throw new TeamsRefusal(401, "InvalidAuthenticationToken", "Access token is empty, expired or for another audience.");
        if (!teams.App.ConsentedTenants.Contains(token.Authority) || !teams.App.GraphRoles.Contains(role)) throw new TeamsRefusal(403, "Forbidden", $"Missing role permissions on the request. API requires one of '{role}'.");
        return teams.World.Tenants.Single(t => t.Id == token.Authority);
    }

    private TeamsUser Named(TeamsTenant tenant, string id) => !id.StartsWith("29:", StringComparison.Ordinal) && teams.World.User(id) is { } user && user.Tenant == tenant ? user
        : throw new TeamsRefusal(404, "NotFound", $"The user '{id}' could not be found.");

    /// <summary>https://learn.microsoft.com/graph/api/user-list</summary>
    private TeamsReply Users(TeamsCall call, TeamsTenant tenant)
    {
        var asked = Mailed().Match(call.Query.GetValueOrDefault("$filter", ""));
        if (!asked.Success) throw TeamsRefusal.Bug("BadRequest", "a filter by mail or userPrincipalName is expected");
        bool Is(string? own, int group) => string.Equals(own, asked.Groups[group].Value.Replace("''", "'"), StringComparison.OrdinalIgnoreCase);
        var found = teams.World.Users.Where(u => u.Tenant == tenant && (Is(u.Mail, 1) || Is(u.Upn, 2))).Select(u => (JsonNode)new JsonObject
        {
            ["id"] = u.AadObjectId, ["displayName"] = u.Name, ["mail"] = u.Mail, ["userType"] = u.IsGuest ? "Guest" : "Member",
        });
        return new TeamsReply(200, new JsonObject { ["value"] = new JsonArray([.. found]) });
    }

    private TeamsReply Catalog(TeamsCall call, TeamsTenant tenant)
    {
        var asked = External().Match(call.Query.GetValueOrDefault("$filter", ""));
        if (!asked.Success) throw TeamsRefusal.Bug("BadRequest", "a filter by externalId is expected");
        var isOurs = teams.App.CatalogId is not null && asked.Groups[1].Value == teams.App.ManifestId;
        var found = new JsonObject { ["id"] = teams.App.CatalogId, ["externalId"] = teams.App.ManifestId, ["displayName"] = teams.App.Name, ["distributionMethod"] = "organization" };
        return new TeamsReply(200, new JsonObject { ["@odata.context"] = $"{tenant.Id}/teamsApps", ["value"] = isOurs ? new JsonArray(found) : [] });
    }

    private TeamsReply Install(TeamsCall call, TeamsUser user)
    {
        var bind = call.Body?["teamsApp@odata.bind"]?.ToString() ?? "";
        var app = ((string[])[$"https://graph.microsoft.com/{Apps}", $"{teams.GraphUrl}{Apps}"]).Where(start => bind.StartsWith(start, StringComparison.Ordinal)).Select(start => bind[start.Length..]).FirstOrDefault();
        if (app is null) throw TeamsRefusal.Bug("BadRequest", "teamsApp@odata.bind names no app of the catalog");
        if (app != teams.App.CatalogId) throw new TeamsRefusal(404, "NotFound", "The app is not in the catalog.");
        var room = teams.World.Personal(user);
        if (room.HasApp) throw new TeamsRefusal(409, "Conflict", "App is already installed in the user's personal scope.");
        teams.World.Install(room);
        Untold.Enqueue(user);
        return new TeamsReply(201);
    }

    /// <summary>Whom it was installed for, and the app has not heard of it.</summary>
    public Queue<TeamsUser> Untold { get; } = [];

    private TeamsReply Installed(TeamsCall call, TeamsUser user)
    {
        if (call.Query.GetValueOrDefault("$filter") is { } filter && !Names(filter) || !teams.World.Personal(user).HasApp) return new TeamsReply(200, new JsonObject { ["value"] = new JsonArray() });
        var install = new JsonObject { ["id"] = InstallId(user) };
        var expands = call.Query.GetValueOrDefault("$expand", "").Contains("teamsApp", StringComparison.Ordinal);
        if (expands) install["teamsApp"] = new JsonObject { ["id"] = teams.App.CatalogId, ["externalId"] = teams.App.ManifestId, ["displayName"] = teams.App.Name };
        return new TeamsReply(200, new JsonObject { ["value"] = new JsonArray(install) });
    }

    private bool Names(string filter)
    {
        var asked = Filter().Match(filter);
        if (!asked.Success) throw TeamsRefusal.Bug("BadRequest", $"Invalid filter clause: {filter}");
        return asked.Groups[2].Value == (asked.Groups[1].Value == "id" ? teams.App.CatalogId : teams.App.ManifestId);
    }

    private TeamsReply Chat(TeamsUser user, string install)
    {
        var room = teams.World.Personal(user);
        if (!room.HasApp || install != InstallId(user)) throw new TeamsRefusal(404, "NotFound", "The installation could not be found.");
        return new TeamsReply(200, new JsonObject { ["id"] = room.GraphId, ["chatType"] = "oneOnOne", ["tenantId"] = user.Tenant.Id });
    }

    private string InstallId(TeamsUser user) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{user.AadObjectId}##{teams.App.CatalogId}"));

    [GeneratedRegex("^teamsApp/(id|externalId) eq '([^']*)'$")]
    private static partial Regex Filter();

    [GeneratedRegex("^mail eq '((?:[^']|'')*)' or userPrincipalName eq '((?:[^']|'')*)'$")]
    private static partial Regex Mailed();

    [GeneratedRegex("^externalId eq '([^']*)'$")]
    private static partial Regex External();
}
