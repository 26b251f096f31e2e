using System.Text.Json;
using BotCoach.Channels;
using BotCoach.Channels.Slack;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>Payloads as Slack really sends them, from its own SDKs' tests: each is read or politely ignored, none is a fault.</summary>
public sealed class SlackPayloadTests
{
    [SharedSlackFact]
    public async Task Every_real_payload_and_every_sample_is_answered_with_a_200()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var http = new HttpTransport(house.Slack, house.Host.Url);
        var posted = 0;
        foreach (var file in Directory.GetFiles(SharedSlack.Folder!, "*.json", SearchOption.AllDirectories).Where(IsPayload).Order(StringComparer.Ordinal))
        {
            if (Read(file) is not { } payload) continue;
            var answer = await SendAsync(http, payload);
            Assert.True(answer.Status == 200, $"{file}: {answer.Status} {answer.Body}");
            posted++;
        }
        Assert.True(posted > 150, $"only {posted} payloads were found");
        house.Host.Faults.ThrowIfAny();
    }

    [Fact]
    public void A_byte_that_is_no_text_becomes_the_sign_for_that() =>
        Assert.Equal("a\ufffdb", WireJson.Parse([.. "{\"text\":\"a"u8, 0xff, .. "b\"}"u8])!.Value.Words("text"));

    [SharedSlackFact]
    public void What_people_did_in_the_real_payloads_is_read()
    {
        var read = Directory.GetFiles(Path.Combine(SharedSlack.Folder!, "real-payloads"), "*.json", SearchOption.AllDirectories)
            .Select(f => (File: Path.GetFileName(f), Payload: Read(f))).Where(f => f.Payload is not null)
            .Select(f => (f.File, Inbound: SlackReader.Read(new SlackPost(Door(f.Payload!.Value), f.Payload!.Value)))).Where(r => r.Inbound is not null).ToList();
        foreach (var kind in (string[])["ButtonPressed", "FormSubmitted", "FormClosed", "OptionsAsked", "MessageActioned", "TextSaid", "BotRemoved"])
            Assert.Contains(read, r => r.Inbound!.GetType().Name == kind);
        Assert.DoesNotContain(read, r => r.File.StartsWith("message_bot", StringComparison.Ordinal) || r.File.StartsWith("message_changed", StringComparison.Ordinal)
            || r.File.StartsWith("message_deleted", StringComparison.Ordinal) || r.File.StartsWith("events_ignore_self", StringComparison.Ordinal));
        Assert.All(read.Where(r => r.Inbound is not BotCoach.Channels.OptionsAsked), r => Assert.NotEmpty(r.Inbound!.DedupeId));
    }

    [Fact]
    public async Task A_payload_whose_every_value_is_of_another_kind_is_answered_with_a_200()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var http = new HttpTransport(house.Slack, house.Host.Url);
        foreach (var strange in (string[])["null", "1", "\"x\"", "[]", "{}", "[1,{}]", "{\"id\":[]}", "\"\\ud83d\"", "{\"id\":\"\\udead U\"}"])
            foreach (var type in (string[])["block_actions", "view_submission", "view_closed", "shortcut", "message_action", "block_suggestion", "event_callback"])
            {
                var body = $$"""{"type":"{{type}}","user":{{strange}},"team":{{strange}},"actions":{{strange}},"view":{{strange}},"container":{{strange}},"event":{{strange}},"authorizations":{{strange}},"trigger_id":{{strange}},"event_id":"Ev1","message":{{strange}}}""";
                var answer = await SendAsync(http, JsonElement.Parse(body));
                Assert.True(answer.Status == 200, $"{body}: {answer.Status}");
            }
        house.Host.Faults.ThrowIfAny();
    }

    private static Task<Answer> SendAsync(HttpTransport http, JsonElement payload) => Door(payload) switch
    {
        SlackDoor.Event => http.SendAsync("slack/events", payload.GetRawText(), "application/json"),
        SlackDoor.Command => http.SendAsync("slack/commands", string.Join('&', payload.EnumerateObject().Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value.ToString())}")), "application/x-www-form-urlencoded"),
        _ => http.SendAsync("slack/interactions", "payload=" + Uri.EscapeDataString(payload.GetRawText()), "application/x-www-form-urlencoded"),
    };

    private static SlackDoor Door(JsonElement payload) =>
        payload.TryGetProperty("event", out _) || (payload.TryGetProperty("type", out var type) && type.ToString() is "event_callback" or "url_verification" or "app_rate_limited") ? SlackDoor.Event
        : payload.TryGetProperty("command", out _) ? SlackDoor.Command : SlackDoor.Interaction;

    private static bool IsPayload(string file) =>
        file.Contains("real-payloads", StringComparison.Ordinal) || file.Contains($"java-json-logs{Path.DirectorySeparatorChar}events", StringComparison.Ordinal) || file.Contains("app-backend", StringComparison.Ordinal);

    private static JsonElement? Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        if (document.RootElement.ValueKind != JsonValueKind.Object) return null;
        // An envelope of Socket Mode: what is in it.
        return document.RootElement.TryGetProperty("envelope_id", out _) && document.RootElement.TryGetProperty("payload", out var inner) ? inner.Clone() : document.RootElement.Clone();
    }
}
