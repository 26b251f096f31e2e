using System.Text.Json.Nodes;
using BotCoach.Tests.Harness.FakeTeams;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>The fake Teams' login, its Graph and its files.</summary>
public sealed class FakeTeamsLoginTests : IAsyncLifetime
{
    private TeamsStage _stage = null!;

    private TeamsServer Teams => _stage.Teams;

    public async Task InitializeAsync() => _stage = await TeamsStage.SetAsync();

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task The_bots_secret_gets_a_token_at_the_bots_own_tenant()
    {
        var token = await SignInAsync(Teams.App.TenantId, Teams.App.Secret);
        Assert.Equal((200, "Bearer", 3_599), (token.Status, token.Json!["token_type"]!.ToString(), token.Json["expires_in"]!.GetValue<int>()));
        _stage.Token = token.Json["access_token"]!.ToString();
        Assert.Equal(201, (await _stage.PostAsync(TeamsStage.Say("x"))).Status);
        Assert.Equal((401, "invalid_client"), Of(await SignInAsync(Teams.App.TenantId, "guessed")));
        Assert.Equal((400, "unauthorized_client"), Of(await SignInAsync("botframework.com", Teams.App.Secret)));
        Assert.Equal(200, (await SignInAsync(_stage.Tenant.Id, Teams.App.Secret, $"{Teams.GraphUrl}.default")).Status);
        Assert.Equal((400, "invalid_scope"), Of(await SignInAsync(Teams.App.TenantId, Teams.App.Secret, "https://vault.azure.net/.default")));
        Teams.App.IsMultiTenant = true;
        Assert.Equal(200, (await SignInAsync("botframework.com", Teams.App.Secret)).Status);
    }

    [Fact]
    public async Task An_assertion_is_as_good_as_a_secret_if_it_is_for_this_login_and_in_time()
    {
        async Task<int> TryAsync(Action<Token> adjust) => (await _stage.SignInAsync(Teams.App.TenantId, ("grant_type", "client_credentials"), ("client_id", Teams.App.AppId), ("scope", EntraLogin.Connector),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"), ("client_assertion", Teams.Issuer.Mint(adjust)))).Status;
        void Right(Token t) => (t.Issuer, t.Subject, t.Audience) = (Teams.App.AppId, Teams.App.AppId, $"{Teams.LoginUrl}{Teams.App.TenantId}/oauth2/v2.0/token");
        Assert.Equal(200, await TryAsync(Right));
        Assert.Equal(401, await TryAsync(t => { Right(t); t.Audience = "elsewhere"; }));
        Assert.Equal(401, await TryAsync(t => { Right(t); t.Issuer = "another"; }));
        Assert.Equal(401, await TryAsync(t => { Right(t); t.IssuedAt = new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero); }));
    }

    [Fact]
    public async Task Where_to_ask_is_described()
    {
        var described = await _stage.AskAsync("GET", $"{Teams.LoginUrl}{Teams.App.TenantId}/v2.0/.well-known/openid-configuration", null, null);
        Assert.Equal($"{Teams.LoginUrl}{Teams.App.TenantId}/oauth2/v2.0/token", described.Json!["token_endpoint"]!.ToString());
        Assert.NotNull((await _stage.AskAsync("GET", $"{Teams.LoginUrl}common/discovery/instance", null, null)).Json!["metadata"]);
    }

    [Fact]
    public async Task The_app_installs_itself_by_Graph_where_an_admin_let_it()
    {
        var apps = $"users/{_stage.Jonas.AadObjectId}/teamwork/installedApps";
        var body = new JsonObject { ["teamsApp@odata.bind"] = $"https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/{Teams.App.CatalogId}" };
        Assert.Equal((403, "Forbidden"), Of(await GraphAsync("POST", apps, body)));
        Teams.App.ConsentedTenants.Add(_stage.Tenant.Id);
        var found = (await GraphAsync("GET", $"appCatalogs/teamsApps?$filter=externalId eq '{Teams.App.ManifestId}'")).Json!["value"]!.AsArray();
        Assert.Equal(Teams.App.CatalogId, Assert.Single(found)!["id"]!.ToString());
        Assert.Equal((201, 409), ((await GraphAsync("POST", apps, body)).Status, (await GraphAsync("POST", apps, body)).Status));
        var install = (await GraphAsync("GET", $"{apps}?$expand=teamsApp&$filter=teamsApp/externalId eq '{Teams.App.ManifestId}'")).Json!["value"]![0]!;
        var chat = (await GraphAsync("GET", $"{apps}/{Uri.EscapeDataString(install["id"]!.ToString())}/chat")).Json!["id"]!.ToString();
        Assert.Same(Teams.World.Personal(_stage.Jonas), Teams.World.Room(chat));
        Assert.Equal(404, (await GraphAsync("POST", "users/29:1abc/teamwork/installedApps", body)).Status);
        await _stage.Sender.TellInstallsAsync();
        Assert.Equal(["conversationUpdate", "installationUpdate"], _stage.App.Heard.Select(h => h.Activity["type"]!.ToString()));
        Assert.Equal(401, (await _stage.AskAsync("POST", $"{Teams.GraphUrl}v1.0/{apps}", body, _stage.Token)).Status);
    }

    [Fact]
    public async Task A_shared_file_is_fetched_without_our_token_and_not_for_ever()
    {
        await _stage.Sender.ShareAsync(_stage.Maya, ("deals.csv", [65, 66]));
        var attachment = _stage.App.Last["attachments"]![0]!;
        Assert.Equal(("application/vnd.microsoft.teams.file.download.info", "deals.csv", "csv"), (attachment["contentType"]!.ToString(), attachment["name"]!.ToString(), attachment["content"]!["fileType"]!.ToString()));
        var url = attachment["content"]!["downloadUrl"]!.ToString();
        Assert.Equal(200, (await _stage.AskAsync("GET", url, null, null)).Status);
        Assert.Empty(Teams.OurBugs);
        await _stage.AskAsync("GET", url, null, _stage.Token);
        Assert.Single(Teams.OurBugs);
        _stage.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(401, (await _stage.AskAsync("GET", url, null, null)).Status);
    }

    private Task<TeamsStage.Returned> SignInAsync(string authority, string secret, string scope = EntraLogin.Connector) =>
        _stage.SignInAsync(authority, ("grant_type", "client_credentials"), ("client_id", Teams.App.AppId), ("client_secret", secret), ("scope", scope));

    private Task<TeamsStage.Returned> GraphAsync(string method, string path, JsonNode? body = null) =>
        _stage.AskAsync(method, $"{Teams.GraphUrl}v1.0/{path}", body, Teams.Entra.Give(EntraLogin.Graph, _stage.Tenant.Id).Value);

    private static (int, string) Of(TeamsStage.Returned back) => (back.Status, back.Code);
}
