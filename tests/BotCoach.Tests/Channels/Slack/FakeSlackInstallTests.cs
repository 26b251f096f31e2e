using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using BotCoach.Tests.Harness.FakeSlack;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>The fake Slack's OAuth, token rotation and files.</summary>
public sealed class FakeSlackInstallTests : IAsyncLifetime
{
    private const string Redirect = "https://coach.example/slack/oauth";
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private SlackStage _stage = null!;

    public async Task InitializeAsync() => _stage = await SlackStage.SetAsync();

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _stage.DisposeAsync();
    }

    [Fact]
    public async Task A_code_is_good_once_and_for_the_address_it_went_to()
    {
        var team = NewTeam();
        Assert.Equal("bad_redirect_uri", (await AccessAsync(("code", await ConsentAsync()), ("redirect_uri", "https://other.example")))["error"]!.ToString());
        var code = await ConsentAsync();
        var installed = await AccessAsync(("code", code), ("redirect_uri", Redirect));
        Assert.Equal((team.Id, "chat:write,commands"), (installed["team"]!["id"]!.ToString(), installed["scope"]!.ToString()));
        Assert.Equal("", await _stage.ErrorAsync("auth.test", [], installed["access_token"]!.ToString()));
        Assert.Equal("invalid_code", (await AccessAsync(("code", code), ("redirect_uri", Redirect)))["error"]!.ToString());
    }

    [Fact]
    public async Task A_person_may_say_no()
    {
        _stage.Slack.Installer = null;
        Assert.Equal("access_denied", (await SentBackAsync())["error"]);
    }

    [Fact]
    public async Task An_organisation_installs_for_all_its_workspaces()
    {
        _stage.Slack.Installer = _stage.Slack.World.AddTeam("T8", "One of many", "E1", false).AddUser("Org Admin");
        _stage.Slack.InstallsForOrg = true;
        var other = _stage.Slack.World.AddTeam("T9", "Another", "E1", false);
        var installed = await AccessAsync(("code", await ConsentAsync()), ("redirect_uri", Redirect));
        Assert.Null(installed["team"]);
        Assert.Equal(("E1", "true"), (installed["enterprise"]!["id"]!.ToString(), installed["is_enterprise_install"]!.ToString()));
        await _stage.Sender.SayAsync(other.AddUser("Rita Moss"), "Acme");
        var told = _stage.Sender.Last!.Payload;
        Assert.Equal("T9", told["team_id"]!.ToString());
        Assert.Null(told["authorizations"]![0]!["team_id"]);
    }

    [Fact]
    public async Task Tokens_rotate_one_refresh_each_and_two_live_at_most()
    {
        NewTeam();
        _stage.Slack.App.RotatesTokens = true;
        var first = await AccessAsync(("code", await ConsentAsync()), ("redirect_uri", Redirect));
        Assert.Equal("43200", first["expires_in"]!.ToString());
        var second = await RefreshAsync(first);
        Assert.Equal("invalid_refresh_token", (await RefreshAsync(first))["error"]!.ToString());
        Assert.Equal("", await TestAsync(first));
        var third = await RefreshAsync(second);
        Assert.Equal("token_revoked", await TestAsync(first));
        Assert.Equal("", await TestAsync(second));
        _stage.Clock.Advance(TimeSpan.FromHours(12));
        Assert.Equal("token_expired", await TestAsync(third));
    }

    [Fact]
    public async Task A_file_is_uploaded_in_three_steps_before_it_can_be_shown()
    {
        Assert.Equal("missing_scope", (await _stage.AskAsync("files.getUploadURLExternal", ("filename", "chart.png"), ("length", "3")))["error"]!.ToString());
        _stage.Team.Install!.Scopes.Add("files:write");
        var begun = await _stage.AskAsync("files.getUploadURLExternal", ("filename", "chart.png"), ("length", "3"));
        var id = begun["file_id"]!.ToString();
        JsonObject Message() => new() { ["channel"] = _stage.Maya.Id, ["text"] = "t", ["blocks"] = new JsonArray(new JsonObject { ["type"] = "image", ["alt_text"] = "A chart", ["slack_file"] = new JsonObject { ["id"] = id } }) };
        Assert.Equal("invalid_blocks", await _stage.ErrorAsync("chat.postMessage", Message()));
        var files = new JsonObject { ["files"] = new JsonArray(new JsonObject { ["id"] = id }) };
        Assert.Equal("file_not_found", await _stage.ErrorAsync("files.completeUploadExternal", files));
        using var sent = await _http.PostAsync(begun["upload_url"]!.ToString(), new ByteArrayContent([1, 2, 3]));
        Assert.Equal("OK - 3", await sent.Content.ReadAsStringAsync());
        Assert.Equal("", await _stage.ErrorAsync("files.completeUploadExternal", files));
        _stage.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("", await _stage.ErrorAsync("chat.postMessage", Message()));
    }

    [Fact]
    public async Task A_shared_file_is_given_to_the_token_and_the_sign_in_page_to_everybody_else()
    {
        await _stage.Sender.ShareAsync(_stage.Maya, ("deals.csv", Encoding.UTF8.GetBytes("Name\nAcme")));
        var address = _stage.Sender.Last!.Payload["event"]!["files"]![0]!["url_private_download"]!.ToString();
        using var stranger = await _http.GetAsync(address);
        Assert.Equal(HttpStatusCode.Redirect, stranger.StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _stage.Team.BotToken);
        using var given = await _http.SendAsync(request);
        Assert.Equal("Name\nAcme", await given.Content.ReadAsStringAsync());
    }

    private SlackTeam NewTeam()
    {
        var team = _stage.Slack.World.AddTeam("T7", "New here", null, false);
        _stage.Slack.Installer = team.AddUser("An Admin");
        return team;
    }

    private async Task<string> ConsentAsync() => (await SentBackAsync())["code"]!;

    private async Task<System.Collections.Specialized.NameValueCollection> SentBackAsync()
    {
        var address = $"{_stage.Slack.Url}oauth/v2/authorize?client_id={_stage.Slack.App.ClientId}&scope=chat:write,commands&state=s1&redirect_uri={Uri.EscapeDataString(Redirect)}";
        using var back = await _http.GetAsync(address);
        var query = HttpUtility.ParseQueryString(back.Headers.Location!.Query);
        Assert.Equal("s1", query["state"]);
        return query;
    }

    private Task<JsonObject> RefreshAsync(JsonObject old) => AccessAsync(("grant_type", "refresh_token"), ("refresh_token", old["refresh_token"]!.ToString()));

    private Task<string> TestAsync(JsonObject installed) => _stage.ErrorAsync("auth.test", [], installed["access_token"]!.ToString());

    private async Task<JsonObject> AccessAsync(params (string Key, string Value)[] args)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_stage.Slack.ApiUrl, "oauth.v2.access")) { Content = new FormUrlEncodedContent(args.Select(a => KeyValuePair.Create(a.Key, a.Value))) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_stage.Slack.App.ClientId}:{_stage.Slack.App.ClientSecret}")));
        using var response = await _http.SendAsync(request);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }
}
