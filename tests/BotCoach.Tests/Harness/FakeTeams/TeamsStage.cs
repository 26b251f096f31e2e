using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>A fake Teams with one company and two people, a tiny app on its other side, and a caller of the Connector: for tests of the fake itself.</summary>
public sealed class TeamsStage : IAsyncDisposable
{
    private readonly HttpClient _http = new();

    private TeamsStage(TeamsServer teams, TeamsTinyApp app, FakeClock clock)
    {
        (Teams, App, Clock) = (teams, app, clock);
        Tenant = teams.World.AddTenant("Testing Ltd");
        (Maya, Jonas) = (Tenant.AddUser("Maya Chen", "Europe/London"), Tenant.AddUser("Jonas Weber", "Europe/Berlin"));
        Sender = new TeamsSender(teams, app.Url);
        Token = teams.Entra.Give().Value;
        teams.World.Install(Chat);
    }

    public TeamsServer Teams { get; }
    public TeamsTinyApp App { get; }
    public FakeClock Clock { get; }
    public TeamsTenant Tenant { get; }
    public TeamsUser Maya { get; }
    public TeamsUser Jonas { get; }
    public TeamsSender Sender { get; }
    public string Token { get; set; }

    /// <summary>Maya's chat with the bot, where the app is installed.</summary>
    public TeamsRoom Chat => Teams.World.Personal(Maya);

    public static async Task<TeamsStage> SetAsync()
    {
        var clock = new FakeClock();
        return new TeamsStage(await TeamsServer.StartAsync(clock), await TeamsTinyApp.StartAsync(), clock);
    }

    /// <summary>Calls the Connector; the path is below <c>v3/</c>.</summary>
    public Task<Returned> CallAsync(string method, string path, JsonNode? body = null) => AskAsync(method, $"{Teams.ServiceUrl}v3/{path}", body, Token);

    public async Task<Returned> AskAsync(string method, string url, JsonNode? body, string? token)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), url) { Content = body is null ? null : JsonContent.Create(body) };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request);
        return await Returned.OfAsync(response);
    }

    public async Task<Returned> SignInAsync(string authority, params (string Key, string Value)[] form)
    {
        using var response = await _http.PostAsync(new Uri($"{Teams.LoginUrl}{authority}/oauth2/v2.0/token"), new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Key, f.Value))));
        return await Returned.OfAsync(response);
    }

    public Task<Returned> PostAsync(JsonObject activity, TeamsRoom? room = null) => CallAsync("POST", $"conversations/{Uri.EscapeDataString((room ?? Chat).Id)}/activities", activity);

    public Task<Returned> UpdateAsync(string id, JsonObject activity) => CallAsync("PUT", $"conversations/{Uri.EscapeDataString(Chat.Id)}/activities/{id}", activity);

    /// <summary>The message that was sent last, after the app sent this card.</summary>
    public async Task<TeamsPost> ShowAsync(JsonObject card, TeamsRoom? room = null)
    {
        await PostAsync(Carrying(card), room);
        return (room ?? Chat).Posts[^1];
    }

    public async Task<TeamsDriver> DriverAsync(string name = "Maya Chen")
    {
        var driver = new TeamsDriver(Teams, Sender, () => Task.CompletedTask);
        await driver.AsAsync(name);
        return driver;
    }

    public static JsonObject Say(string text) => new() { ["type"] = "message", ["text"] = text };

    public static JsonObject Carrying(JsonObject card) => new()
    {
        ["type"] = "message", ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = CardWalk.ContentType, ["content"] = card }),
    };

    /// <summary>A card of this body, given as JSON.</summary>
    public static JsonObject Card(string body, string more = "") => JsonNode.Parse($$$"""{"type":"AdaptiveCard","version":"1.5","body":[{{{body}}}]{{{(more == "" ? "" : $",{more}")}}} }""")!.AsObject();

    /// <summary>A button that is executed.</summary>
    public static string Execute(string title, string verb = "deal.open", string data = """{"v":"1"}""") => $$$"""{"type":"Action.Execute","title":"{{{title}}}","verb":"{{{verb}}}","data":{{{data}}} }""";

    /// <summary>A button that opens a dialog.</summary>
    public static string Fetch(string title, string style = "default") => $$$"""{"type":"Action.Submit","title":"{{{title}}}","style":"{{{style}}}","data":{"a":"deal.next","v":"1","msteams":{"type":"task/fetch"} } }""";

    /// <summary>An answer that opens a dialog, or shows another in its place.</summary>
    public static JsonObject Dialog(string body, string title = "A deal") => new()
    {
        ["task"] = new JsonObject { ["type"] = "continue", ["value"] = new JsonObject { ["title"] = title, ["card"] = new JsonObject { ["contentType"] = CardWalk.ContentType, ["content"] = Card(body, """ "actions":[{"type":"Action.Submit","title":"Save","data":{"f":"deal.save"}}]""") } } },
    };

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        Sender.Dispose();
        await App.DisposeAsync();
        await Teams.DisposeAsync();
    }

    /// <summary>What came back from a call.</summary>
    public sealed record Returned(int Status, JsonObject? Json, TimeSpan? RetryAfter)
    {
        public string Code => (Json?["error"] is JsonObject error ? error["code"] : Json?["error"])?.ToString() ?? "";

        public static async Task<Returned> OfAsync(HttpResponseMessage response)
        {
            var text = await response.Content.ReadAsStringAsync();
            return new Returned((int)response.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text)!.AsObject() : null, response.Headers.RetryAfter?.Delta);
        }
    }
}
