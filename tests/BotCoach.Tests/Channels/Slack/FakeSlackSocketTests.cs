using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using BotCoach.Tests.Harness.FakeSlack;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>The fake Slack's Socket Mode.</summary>
public sealed class FakeSlackSocketTests : IAsyncLifetime
{
    private SlackStage _stage = null!;
    private SlackSender _sender = null!;

    private SlackSockets Sockets => _stage.Slack.Sockets;

    public async Task InitializeAsync()
    {
        _stage = await SlackStage.SetAsync();
        _sender = new SlackSender(_stage.Slack, Sockets);
    }

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task An_address_is_good_for_one_connection_and_only_the_apps_own_token_gets_one()
    {
        Assert.Equal("not_allowed_token_type", await _stage.ErrorAsync("apps.connections.open", []));
        var address = await AddressAsync();
        using var first = await ConnectAsync(address);
        Assert.Equal("hello", (await HearAsync(first))["type"]!.ToString());
        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(address));
    }

    [Fact]
    public async Task A_command_is_acked_with_what_is_shown()
    {
        using var app = await ConnectedAsync();
        var telling = _sender.CommandAsync(_stage.Maya, "help");
        var envelope = await HearAsync(app);
        Assert.Equal(("slash_commands", "true"), (envelope["type"]!.ToString(), envelope["accepts_response_payload"]!.ToString()));
        await AckAsync(app, envelope, new JsonObject { ["text"] = "Here you are" });
        Assert.True((await telling).IsOk);
        Assert.Equal("Here you are", Assert.Single(_stage.Slack.World.Messages).Words);
    }

    [Fact]
    public async Task A_payload_where_none_is_taken_is_our_bug()
    {
        using var app = await ConnectedAsync();
        var telling = _sender.SayAsync(_stage.Maya, "Acme");
        await AckAsync(app, await HearAsync(app), new JsonObject { ["text"] = "x" });
        await telling;
        Assert.Single(_stage.Slack.OurBugs);
    }

    [Fact]
    public async Task An_event_that_nobody_acked_comes_again_over_another_connection()
    {
        using var app = await ConnectedAsync();
        var telling = _sender.SayAsync(_stage.Maya, "Acme");
        var first = await HearAsync(app);
        Assert.Equal("0", first["retry_attempt"]!.ToString());
        Sockets.KillAll();
        using var next = await ConnectedAsync();
        var second = await HearAsync(next);
        Assert.Equal("1", second["retry_attempt"]!.ToString());
        Assert.Equal(first["payload"]!["event_id"]!.ToString(), second["payload"]!["event_id"]!.ToString());
        await AckAsync(next, second);
        Assert.True((await telling).IsOk);
    }

    [Fact]
    public async Task A_click_whose_connection_ends_is_lost()
    {
        using var app = await ConnectedAsync();
        var telling = _sender.ShortcutAsync(_stage.Maya, "coach");
        await HearAsync(app);
        Sockets.KillAll();
        Assert.Equal(0, (await telling).Status);
    }

    [Fact]
    public async Task Each_envelope_goes_to_one_of_several_connections()
    {
        using var one = await ConnectedAsync();
        using var other = await ConnectedAsync();
        var (first, second) = (_sender.SayAsync(_stage.Maya, "1"), _sender.SayAsync(_stage.Maya, "2"));
        await AckAsync(one, await HearAsync(one));
        await AckAsync(other, await HearAsync(other));
        Assert.All(await Task.WhenAll(first, second), answer => Assert.True(answer.IsOk));
        Assert.Equal([1, 1], Sockets.Open.Select(s => s.Envelopes));
    }

    [Fact]
    public async Task A_connection_is_told_before_it_ends()
    {
        using var app = await ConnectedAsync();
        await Sockets.DisconnectAsync(Sockets.Open[0], "warning");
        Assert.Equal("warning", (await HearAsync(app))["reason"]!.ToString());
        Assert.Single(Sockets.Open);
        await Sockets.DisconnectAsync(Sockets.Open[0], "refresh_requested");
        Assert.Equal("refresh_requested", (await HearAsync(app))["reason"]!.ToString());
        Assert.Equal(WebSocketMessageType.Close, (await app.ReceiveAsync(new byte[100].AsMemory(), default)).MessageType);
    }

    private async Task<ClientWebSocket> ConnectedAsync()
    {
        var count = Sockets.Open.Count;
        var socket = await ConnectAsync(await AddressAsync());
        Assert.Equal("hello", (await HearAsync(socket))["type"]!.ToString());
        await Sockets.OpenedAsync(count + 1);
        return socket;
    }

    private async Task<string> AddressAsync() => (await _stage.CallAsync("apps.connections.open", [], _stage.Slack.App.AppToken))["url"]!.ToString();

    private static async Task<ClientWebSocket> ConnectAsync(string address)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(address), default);
        return socket;
    }

    private static async Task<JsonObject> HearAsync(ClientWebSocket socket)
    {
        var (frame, buffer) = (new MemoryStream(), new byte[16 * 1024]);
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(), default);
            frame.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(frame.ToArray())!.AsObject();
    }

    private static async Task AckAsync(ClientWebSocket socket, JsonObject envelope, JsonObject? payload = null)
    {
        var ack = new JsonObject { ["envelope_id"] = envelope["envelope_id"]!.DeepClone() };
        if (payload is not null) ack["payload"] = payload;
        await socket.SendAsync(Encoding.UTF8.GetBytes(ack.ToJsonString()), WebSocketMessageType.Text, true, default);
    }
}
