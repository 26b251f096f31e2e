using System.Text.Json.Nodes;
using BotCoach.Tests.Harness.FakeSlack;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>What the fake Slack sends has the keys of real payloads: all that every real one has, and none that no real one has.</summary>
public sealed class FakeSlackPayloadTests : IAsyncLifetime
{
    // What people wrote, and pictures of files: another thing in every payload.
    private static readonly string[] Leaves = ["blocks", "values", "thumb", "original_"];

    // Documented, and in no payload that we have of every kind.
    private static readonly string[] Documented = [".context_team_id", ".context_enterprise_id", ".enterprise", ".is_enterprise_install", ".event.event_ts"];

    private SlackStage _stage = null!;

    public async Task InitializeAsync() => _stage = await SlackStage.SetAsync();

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [SharedSlackFact]
    public async Task A_message_event() =>
        await CompareAsync(() => _stage.Sender.SayAsync(_stage.Maya, "Acme"), p => IsEvent(p, "message") && p["event"]!["subtype"] is null && p["event"]!["bot_id"] is null, "events/MessagePayload");

    [SharedSlackFact]
    public async Task A_message_event_with_a_file() =>
        await CompareAsync(() => _stage.Sender.ShareAsync(_stage.Maya, ("deals.csv", [1])), p => IsEvent(p, "message") && p["event"]!["subtype"]?.ToString() == "file_share", "events/MessageFileSharePayload");

    [SharedSlackFact]
    public async Task An_opened_home() =>
        await CompareAsync(() => _stage.Sender.OpenHomeAsync(_stage.Maya), p => IsEvent(p, "app_home_opened"), "events/AppHomeOpenedPayload");

    [SharedSlackFact]
    public async Task A_removed_app()
    {
        await CompareAsync(() => _stage.Sender.UninstallAsync(_stage.Team), p => IsEvent(p, "app_uninstalled"), "events/AppUninstalledPayload");
        var other = _stage.Slack.World.AddTeam("T2", "Elsewhere Ltd");
        await CompareAsync(() => _stage.Sender.UninstallAsync(other, false), p => IsEvent(p, "tokens_revoked"), "events/TokensRevokedPayload");
    }

    [SharedSlackFact]
    public async Task A_changed_user() => await CompareAsync(() => _stage.Sender.UserChangedAsync(_stage.Maya), p => IsEvent(p, "user_change"), "events/UserChangePayload");

    [SharedSlackFact]
    public async Task A_pressed_button_on_a_message()
    {
        await _stage.CallAsync("chat.postMessage", new JsonObject { ["channel"] = _stage.Maya.Id, ["text"] = "t", ["blocks"] = SlackStage.Buttons("Acme", "Open") });
        var message = _stage.Slack.World.Messages[0];
        await CompareAsync(() => _stage.Sender.PressAsync(_stage.Maya, message, Pressable.Find(message.Blocks, "Open", null)!.Element),
            p => Is(p, "block_actions") && p["container"]?["type"]?.ToString() == "message" && p["message"] is not null, "app-backend/interactive-components/BlockActionPayload");
    }

    [SharedSlackFact]
    public async Task A_submitted_modal_and_a_closed_one()
    {
        await OpenAsync();
        await CompareAsync(() => _stage.Sender.CloseAsync(_stage.Maya), p => Is(p, "view_closed"), "app-backend/views/ViewClosedPayload");
        await OpenAsync();
        _stage.Maya.Modal!.Values["words"]!["v"]!["value"] = "Call them";
        await CompareAsync(() => _stage.Sender.SubmitAsync(_stage.Maya, _stage.Maya.Modal), p => Is(p, "view_submission"), "app-backend/views/ViewSubmissionPayload");
    }

    [SharedSlackFact]
    public async Task A_question_for_options()
    {
        await OpenAsync();
        await CompareAsync(() => _stage.Sender.SuggestAsync(_stage.Maya, _stage.Maya.Modal!, "words", "v", "acm"), p => Is(p, "block_suggestion"), null);
    }

    [SharedSlackFact]
    public async Task A_shortcut_and_an_action_on_a_message()
    {
        await CompareAsync(() => _stage.Sender.ShortcutAsync(_stage.Maya, "coach"), p => Is(p, "shortcut"), null);
        await _stage.Sender.SayAsync(_stage.Maya, "They asked for a quote");
        await CompareAsync(() => _stage.Sender.MessageActionAsync(_stage.Maya, _stage.Slack.World.Messages[0], "recap"), p => Is(p, "message_action"),
            "app-backend/interactive-components/MessageShortcutPayload");
    }

    [SharedSlackFact]
    public async Task A_slash_command() =>
        await CompareAsync(() => _stage.Sender.CommandAsync(_stage.Maya, "help"), p => p["command"] is not null, "app-backend/slash-commands/SlashCommandPayload");

    [Fact]
    public async Task Each_of_them_is_signed_and_goes_where_it_belongs()
    {
        await _stage.Sender.SayAsync(_stage.Maya, "Acme & Söhne");
        await _stage.Sender.CommandAsync(_stage.Maya, "a+b = ü");
        await _stage.Sender.ShortcutAsync(_stage.Maya, "coach");
        Assert.All(_stage.App.Heard, told => Assert.True(told.IsSigned));
        Assert.Equal(["/slack/events", "/slack/commands", "/slack/interactions"], _stage.App.Heard.Select(t => t.Path));
        Assert.Contains("&text=a%2Bb+%3D+%C3%BC&", _stage.App.Heard[1].Body);
    }

    [Fact]
    public void The_signature_is_the_one_of_Slacks_example()
    {
        const string body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
            + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
            + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
        Assert.Equal("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", HttpTransport.Sign("8f742231b10e8888abcd99yyyzzz85a5", "1531420618", body));
    }

    private async Task OpenAsync() => await _stage.CallAsync("views.open", new JsonObject { ["trigger_id"] = await _stage.TriggerAsync(), ["view"] = SlackStage.Modal() });

    private async Task CompareAsync(Func<Task> act, Func<JsonObject, bool> isSuch, string? blank)
    {
        await act();
        var ours = Keys(_stage.Sender.Last!.Payload).ToHashSet();
        var real = SharedSlack.Files("real-payloads/bolt-python").Concat(SharedSlack.Files("real-payloads/java-tests")).Select(Read).OfType<JsonObject>().Where(isSuch).Select(p => Keys(p).ToHashSet()).ToList();
        var known = real.SelectMany(k => k).Concat(blank is null ? [] : Keys(Read(Path.Combine(SharedSlack.Folder!, "java-json-logs", blank + ".json")))).ToHashSet();
        Assert.NotEmpty(known);
        var always = real.Count == 0 ? [] : real.Aggregate((a, b) => [.. a.Intersect(b)]);
        Assert.Equal([], always.Except(ours).Where(k => !k.Contains(".enterprise_", StringComparison.Ordinal)).Order());
        Assert.Equal([], ours.Except(known).Except(Documented).Order());
    }

    // A payload of Socket Mode stands in its envelope.
    private static JsonNode? Read(string file)
    {
        var json = JsonNode.Parse(File.ReadAllText(file));
        return json is JsonObject o && o["envelope_id"] is not null && o["payload"] is { } inner ? inner : json;
    }

    private static bool Is(JsonObject payload, string type) => payload["type"] is JsonValue value && value.ToString() == type;

    private static bool IsEvent(JsonObject payload, string type) => Is(payload, "event_callback") && payload["event"]!["type"]!.ToString() == type;

    private static IEnumerable<string> Keys(JsonNode? node, string path = "") => node switch
    {
        JsonObject json => json.Where(p => !Leaves.Any(l => p.Key.StartsWith(l, StringComparison.Ordinal)))
            .SelectMany(p => p.Value is null ? [$"{path}.{p.Key}"] : Keys(p.Value, $"{path}.{p.Key}").Append($"{path}.{p.Key}")),
        JsonArray array => array.SelectMany(item => Keys(item, path)),
        _ => [],
    };
}
