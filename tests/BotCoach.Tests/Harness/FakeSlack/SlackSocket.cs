using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary>One connection of Socket Mode, from Slack's end.</summary>
public sealed class SlackSocket(HttpContext http, WebSocket socket)
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the app is at its other end no more.</summary>
    public Task Over => _over.Task;

    /// <summary>How many envelopes went over it.</summary>
    public int Envelopes { get; private set; }

    public async Task SendAsync(JsonObject frame)
    {
        await _one.WaitAsync();
        try
        {
            if (frame.ContainsKey("envelope_id")) Envelopes++;
            await socket.SendAsync(Encoding.UTF8.GetBytes(frame.ToJsonString()), WebSocketMessageType.Text, true, default);
        }
        catch (Exception why) when (why is WebSocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // It is gone; whoever listens to it sees that too.
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Hears frames until the connection ends, whichever way.</summary>
    public async Task ListenAsync(Action<JsonObject> hear)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (socket.State is WebSocketState.Open or WebSocketState.CloseSent)
            {
                var frame = new MemoryStream();
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer.AsMemory(), http.RequestAborted);
                    frame.Write(buffer, 0, part.Count);
                }
                while (!part.EndOfMessage);
                if (part.MessageType == WebSocketMessageType.Close) break;
                if (JsonNode.Parse(frame.ToArray()) is JsonObject json) hear(json);
            }
            if (socket.State == WebSocketState.CloseReceived) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
        }
        catch (Exception why) when (why is WebSocketException or OperationCanceledException or IOException)
        {
            // Cut off.
        }
        _over.TrySetResult();
    }

    public async Task CloseAsync()
    {
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
        }
        catch (Exception why) when (why is WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It was closed already.
        }
    }

    /// <summary>As when a cable is pulled.</summary>
    public void Kill() => http.Abort();
}

/// <summary>What goes over a socket, until it is acked.</summary>
public sealed class Envelope(Delivery delivery)
{
    public string Id { get; } = Guid.NewGuid().ToString();
    public Delivery Delivery => delivery;
    public SlackSocket? Socket { get; set; }
    public TaskCompletionSource<Answer> Ack { get; private init; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool TakesPayload => delivery.Kind is DeliveryKind.Command or DeliveryKind.Options || delivery.Payload["type"]?.ToString() == "view_submission";

    /// <summary>The same, in a new envelope.</summary>
    public Envelope Again() => new(delivery with { Attempt = delivery.Attempt + 1, Reason = "timeout" }) { Ack = Ack };

    public void Acked(JsonNode? payload) => Ack.TrySetResult(new Answer(200, payload?.ToJsonString() ?? "", "application/json", TimeSpan.Zero));

    public void Lose(string why) => Ack.TrySetResult(new Answer(0, why, "", TimeSpan.Zero));

    public JsonObject ToJson()
    {
        var type = delivery.Kind switch { DeliveryKind.Event => "events_api", DeliveryKind.Command => "slash_commands", _ => "interactive" };
        var json = new JsonObject { ["envelope_id"] = Id, ["payload"] = delivery.Payload.DeepClone(), ["type"] = type, ["accepts_response_payload"] = TakesPayload };
        if (delivery.Kind == DeliveryKind.Event) (json["retry_attempt"], json["retry_reason"]) = (delivery.Attempt, delivery.Reason);
        return json;
    }
}
