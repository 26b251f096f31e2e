using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary>
/// Socket Mode: hands out one-time addresses, says hello, sends each envelope to any one of the open connections, and waits for its ack.
/// An event that nobody acked when its connection ended goes out again, over another one or over the next that comes.
/// </summary>
public sealed class SlackSockets(SlackServer slack) : ISlackTransport
{
    private const int MostConnections = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Lock _gate = new();
    private readonly HashSet<string> _tickets = [];
    private readonly List<SlackSocket> _open = [];
    private readonly Dictionary<string, Envelope> _sent = [];
    private readonly List<Envelope> _waiting = [];
    private readonly List<(int Count, TaskCompletionSource Comes)> _awaited = [];
    private TaskCompletionSource? _closed;
    private int _turn;

    /// <summary>The connections, oldest first.</summary>
    public IReadOnlyList<SlackSocket> Open { get { lock (_gate) return [.. _open]; } }

    /// <summary>How many connections there have been.</summary>
    public int Opened { get; private set; }

    /// <summary>Envelopes that were sent and not acked yet.</summary>
    public IReadOnlyList<string> Unacked { get { lock (_gate) return [.. _sent.Keys]; } }

    /// <summary>False: what comes now waits, as on a connection that is alive and does not get through.</summary>
    public Func<Delivery, bool> Sends { get; set; } = _ => true;

    /// <summary>What another year's Slack makes of an envelope.</summary>
    public Func<JsonObject, JsonObject> Wraps { get; set; } = envelope => envelope;

    public string NewAddress()
    {
        lock (_gate)
        {
            var ticket = SlackWorld.Secret();
            _tickets.Add(ticket);
            return $"ws://{slack.Url.Authority}/socket?ticket={ticket}&app_id={slack.App.Id}";
        }
    }

    public async Task AcceptAsync(HttpContext http)
    {
        bool isGood;
        lock (_gate) isGood = http.WebSockets.IsWebSocketRequest && _tickets.Remove(http.Request.Query["ticket"].ToString());
        if (!isGood)
        {
            http.Response.StatusCode = 401;
            return;
        }
        var socket = new SlackSocket(http, await http.WebSockets.AcceptWebSocketAsync());
        if (!await WelcomeAsync(socket, http.Request.Query["debug_reconnects"] == "true")) return;
        await socket.ListenAsync(Hear);
        await EndAsync(socket);
    }

    /// <summary>Ends when so many connections are open.</summary>
    public Task OpenedAsync(int count = 1)
    {
        lock (_gate)
        {
            if (_open.Count >= count) return Task.CompletedTask;
            var comes = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((count, comes));
            return comes.Task.WaitAsync(Patience);
        }
    }

    /// <summary>Ends when no connection is open.</summary>
    public Task ClosedAsync()
    {
        lock (_gate)
        {
            if (_open.Count == 0) return Task.CompletedTask;
            _closed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _closed.Task.WaitAsync(Patience);
        }
    }

    public async Task<Answer> DeliverAsync(Delivery delivery)
    {
        var (start, began) = (Stopwatch.GetTimestamp(), slack.Clock.GetUtcNow());
        var envelope = new Envelope(delivery);
        await SendAsync(envelope);
        try
        {
            var answer = await envelope.Ack.Task.WaitAsync(Patience);
            return slack.Measured(answer with { Took = Stopwatch.GetElapsedTime(start) }, began);
        }
        catch (TimeoutException)
        {
            return slack.Measured(new Answer(0, "nobody acked", "", Patience), began);
        }
    }

    /// <summary>Slack's three seconds are over: every event that nobody acked goes out again.</summary>
    public async Task RetryUnackedAsync()
    {
        List<Envelope> again;
        lock (_gate)
        {
            again = [.. _sent.Values.Where(e => e.Delivery.Kind == DeliveryKind.Event)];
            foreach (var envelope in again) _sent.Remove(envelope.Id);
        }
        foreach (var envelope in again) await SendAsync(envelope.Again());
    }

    /// <summary>Tells a connection that it will end: <c>warning</c>, or with <c>refresh_requested</c> and <c>link_disabled</c> that this is its end.</summary>
    public async Task DisconnectAsync(SlackSocket socket, string reason)
    {
        await socket.SendAsync(new JsonObject { ["type"] = "disconnect", ["reason"] = reason, ["debug_info"] = new JsonObject { ["host"] = "applink-tests" } });
        if (reason != "warning") await socket.CloseAsync();
    }

    /// <summary>Ends all connections without a word.</summary>
    public void KillAll()
    {
        List<SlackSocket> dead;
        lock (_gate)
        {
            dead = [.. _open];
            _open.Clear();
        }
        foreach (var socket in dead) socket.Kill();
    }

    private async Task<bool> WelcomeAsync(SlackSocket socket, bool isShort)
    {
        int count;
        lock (_gate) count = _open.Count + 1;
        if (count > MostConnections)
        {
            await DisconnectAsync(socket, "too_many_websockets");
            return false;
        }
        await socket.SendAsync(new JsonObject
        {
            ["type"] = "hello", ["num_connections"] = count, ["connection_info"] = new JsonObject { ["app_id"] = slack.App.Id },
            ["debug_info"] = new JsonObject { ["host"] = "applink-tests", ["build_number"] = 999, ["approximate_connection_time"] = isShort ? 360 : 18_060 },
        });
        List<Envelope> waited;
        lock (_gate)
        {
            _open.Add(socket);
            Opened++;
            waited = [.. _waiting];
            _waiting.Clear();
            foreach (var (_, comes) in _awaited.Where(a => a.Count <= _open.Count)) comes.TrySetResult();
        }
        foreach (var envelope in waited) await SendAsync(envelope);
        return true;
    }

    private async Task SendAsync(Envelope envelope)
    {
        SlackSocket? socket = null;
        lock (_gate)
        {
            if (_open.Count > 0 && Sends(envelope.Delivery)) socket = _open[_turn++ % _open.Count];
            if (socket is not null) (_sent[envelope.Id], envelope.Socket) = (envelope, socket);
            else if (envelope.Delivery.Kind == DeliveryKind.Event) _waiting.Add(envelope);
        }
        if (socket is not null) await socket.SendAsync(Wraps(envelope.ToJson()));
        else if (envelope.Delivery.Kind != DeliveryKind.Event) envelope.Lose("no connection");
    }

    private void Hear(JsonObject frame)
    {
        Envelope? envelope;
        lock (_gate)
            if (frame["envelope_id"]?.ToString() is not { } id || !_sent.Remove(id, out envelope)) return;
        if (frame["payload"] is { } payload && !envelope.TakesPayload) slack.Blame($"an ack with a payload for {envelope.Delivery.Kind}: {payload.ToJsonString()}");
        envelope.Acked(frame["payload"]);
    }

    private async Task EndAsync(SlackSocket socket)
    {
        List<Envelope> left;
        lock (_gate)
        {
            _open.Remove(socket);
            if (_open.Count == 0) _closed?.TrySetResult();
            if (_open.Count == 0) _closed = null;
            left = [.. _sent.Values.Where(e => e.Socket == socket)];
            foreach (var envelope in left) _sent.Remove(envelope.Id);
        }
        foreach (var envelope in left)
        {
            if (envelope.Delivery.Kind == DeliveryKind.Event) await SendAsync(envelope.Again());
            else envelope.Lose("the connection ended");
        }
    }
}
