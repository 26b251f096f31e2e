using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary>A fake Slack with one workspace and two people, a tiny app on its other side, and a caller of the Web API: for tests of the fake itself.</summary>
public sealed class SlackStage : IAsyncDisposable
{
    private readonly HttpClient _http = new();

    private SlackStage(SlackServer slack, TinyApp app, FakeClock clock)
    {
        (Slack, App, Clock) = (slack, app, clock);
        Team = slack.World.AddTeam("T1", "Testing Ltd");
        (Maya, Jonas) = (Team.AddUser("Maya Chen"), Team.AddUser("Jonas Weber"));
        Sender = new SlackSender(slack, new HttpTransport(slack, app.Url));
    }

    public SlackServer Slack { get; }
    public TinyApp App { get; }
    public FakeClock Clock { get; }
    public SlackTeam Team { get; }
    public SlackUser Maya { get; }
    public SlackUser Jonas { get; }
    public SlackSender Sender { get; }

    public static async Task<SlackStage> SetAsync()
    {
        var clock = new FakeClock();
        var slack = await SlackServer.StartAsync(clock);
        return new SlackStage(slack, await TinyApp.StartAsync(slack), clock);
    }

    /// <summary>A call with JSON and the workspace's token.</summary>
    public async Task<JsonObject> CallAsync(string method, JsonObject args, string? token = null)
    {
        using var response = await SendAsync(method, JsonContent.Create(args), token ?? Team.BotToken);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }

    /// <summary>A call with a form, as the methods that read want it.</summary>
    public async Task<JsonObject> AskAsync(string method, params (string Key, string Value)[] args)
    {
        using var response = await SendAsync(method, new FormUrlEncodedContent(args.Select(a => KeyValuePair.Create(a.Key, a.Value))), Team.BotToken);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }

    public async Task<HttpResponseMessage> SendAsync(string method, HttpContent content, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Slack.ApiUrl, method)) { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await _http.SendAsync(request);
    }

    public Task<JsonObject> PostAsync(string channel, string text) => CallAsync("chat.postMessage", new JsonObject { ["channel"] = channel, ["text"] = text });

    public async Task<string> ErrorAsync(string method, JsonObject args, string? token = null) => (await CallAsync(method, args, token))["error"]?.ToString() ?? "";

    /// <summary>Somebody runs a shortcut: the trigger id that comes with it.</summary>
    public async Task<string> TriggerAsync()
    {
        await Sender.ShortcutAsync(Maya, "coach");
        return Sender.Last!.Payload["trigger_id"]!.ToString();
    }

    public Task<HttpResponseMessage> HookAsync(string url, string json) => _http.PostAsync(url, new StringContent(json, MediaTypeHeaderValue.Parse("application/json")));

    public static JsonObject Modal(string title = "A deal", string block = "words") => JsonNode.Parse(
        $$$"""
        {"type":"modal","callback_id":"deal.save","title":{"type":"plain_text","text":"{{{title}}}"},"submit":{"type":"plain_text","text":"Save"},"close":{"type":"plain_text","text":"Cancel"},"notify_on_close":true,
         "blocks":[{"type":"input","block_id":"{{{block}}}","label":{"type":"plain_text","text":"Next step"},"element":{"type":"plain_text_input","action_id":"v"}}]}
        """)!.AsObject();

    public static JsonArray Buttons(string text, string label) => JsonNode.Parse(
        $$$"""
        [{"type":"section","block_id":"s","text":{"type":"mrkdwn","text":"{{{text}}}"}},
         {"type":"actions","block_id":"a","elements":[{"type":"button","action_id":"deal.open","value":"1","text":{"type":"plain_text","text":"{{{label}}}"}}]}]
        """)!.AsArray();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await App.DisposeAsync();
        await Slack.DisposeAsync();
    }
}
