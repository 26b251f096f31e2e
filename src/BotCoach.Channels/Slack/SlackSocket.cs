using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace BotCoach.Channels.Slack;

/// <summary>
/// One connection of Socket Mode (https://docs.slack.dev/apis/events-api/using-socket-mode): reads envelopes, hands each to the desk, and acknowledges it
/// once what it caused is committed. An envelope that is not acknowledged comes again, so one that nobody here can read is acknowledged too.
/// </summary>
internal sealed class SlackSocket(SlackDesk desk, Afterwards later, TimeProvider clock, ILogger log) : IDisposable
{
    private const int LargestFrame = 4 * 1024 * 1024;
    private const int MostAtOnce = 32;
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly SemaphoreSlim _room = new(MostAtOnce, MostAtOnce);

    /// <summary>Ends when Slack asks for another connection in this one's place, or this one is over.</summary>
    internal Task Replaceable => _replaceable.Task;

    /// <summary>Why Slack ended it out of turn, in words; null where it did not.</summary>
    internal string? Unwanted { get; private set; }

    /// <summary>Somebody switched Socket Mode off, or the app.</summary>
    internal bool IsSwitchedOff { get; private set; }

    /// <summary>Slack asked for another connection, and this one still holds for a while.</summary>
    internal bool IsToBeReplaced { get; private set; }

    private readonly TaskCompletionSource _replaceable = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task ConnectAsync(Uri address, CancellationToken cancel)
    {
        // A line that died without a word is noticed by the answers that stop coming.
        (_socket.Options.KeepAliveInterval, _socket.Options.KeepAliveTimeout) = (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20));
        return _socket.ConnectAsync(address, cancel);
    }

    /// <summary>Reads until the connection is over, then waits for what is still being done.</summary>
    internal async Task ReadAsync(CancellationToken cancel)
    {
        try
        {
            while (await FrameAsync(cancel) is { } frame) await TakeAsync(frame, cancel);
        }
        catch (Exception over) when (over is WebSocketException or OperationCanceledException or IOException)
        {
        }
        catch (Exception fault) when (fault is not WebSocketException)
        {
            log.LogError(fault, "A connection to Slack ended by a fault");
        }
        _replaceable.TrySetResult();
        for (var i = 0; i < MostAtOnce; i++) await _room.WaitAsync(CancellationToken.None);
    }

    public void Dispose() => _socket.Dispose();

    private async Task TakeAsync(byte[] frame, CancellationToken cancel)
    {
        if (WireJson.Parse(frame) is not { } envelope) return;
        if (envelope.Words("type") == "disconnect")
        {
            IsToBeReplaced = envelope.Words("reason") is "warning" or "refresh_requested";
            IsSwitchedOff = envelope.Words("reason") == "link_disabled";
            if (!IsToBeReplaced) Unwanted = WhyNot(envelope.Words("reason"));
            _replaceable.TrySetResult();
        }
        if (envelope.Words("envelope_id") is not { } id) return;
        var post = Door(envelope) is { } door && envelope.At("payload") is { } payload ? new SlackPost(door, payload) { Arrival = clock.GetTimestamp() } : null;
        await _room.WaitAsync(cancel);
        _ = AnswerAsync(id, post, envelope.Flag("accepts_response_payload"));
    }

    private async Task AnswerAsync(string id, SlackPost? post, bool takesPayload)
    {
        try
        {
            var answer = post is null ? SlackAnswer.Empty : await desk.ReceiveAsync(post, CancellationToken.None);
            var ack = new JsonObject { ["envelope_id"] = id };
            if (takesPayload && answer.Body is { } body) ack["payload"] = body;
            if (answer.After is { } after) later.Begin(after);
            await SendAsync(ack);
        }
        catch (Exception fault) when (fault is HostUnavailableException or WebSocketException or InvalidOperationException)
        {
            // Not acknowledged: Slack sends it again, or its person is told that it failed.
            log.LogWarning("An envelope of Slack's was not acknowledged: {Why}", fault.Message);
        }
        catch (Exception fault) when (fault is not WebSocketException)
        {
            log.LogError(fault, "An envelope of Slack's was not acknowledged");
        }
        finally
        {
            _room.Release();
        }
    }

    private async Task SendAsync(JsonObject ack)
    {
        await _one.WaitAsync();
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(ack.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The next text frame; null when the connection is over.</summary>
    private async Task<byte[]?> FrameAsync(CancellationToken cancel)
    {
        using var whole = new MemoryStream();
        var part = new byte[16 * 1024];
        while (true)
        {
            var read = await _socket.ReceiveAsync(part.AsMemory(), cancel);
            if (read.MessageType == WebSocketMessageType.Close) return null;
            whole.Write(part, 0, read.Count);
            if (whole.Length > LargestFrame)
            {
                log.LogWarning("Slack sent more than {Most} MB in one frame. That connection is closed, and another takes its place", LargestFrame / 1024 / 1024);
                return null;
            }
            if (read.EndOfMessage) return whole.ToArray();
        }
    }

    private static string WhyNot(string? reason) => reason switch
    {
        "link_disabled" => SlackWords.SwitchedOff,
        "too_many_websockets" => "Slack takes no more connections for this app",
        _ => $"Slack ended a connection ({reason ?? "without a reason"})",
    };

    private static SlackDoor? Door(JsonElement envelope) => envelope.Words("type") switch
    {
        "events_api" => SlackDoor.Event,
        "slash_commands" => SlackDoor.Command,
        "interactive" => SlackDoor.Interaction,
        _ => null,
    };
}
