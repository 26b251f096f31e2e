using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotCoach.Channels.Slack;

/// <summary>
/// Socket Mode: BotCoach goes to Slack, so that it needs no public address. Two connections, so that one is there while the other is exchanged; each
/// is replaced by a new one before Slack ends it.
/// </summary>
internal sealed class SlackSocketMode(SlackApi api, SlackDesk desk, SlackAfter after, IOptions<SlackOptions> options, ILogger<SlackSocketMode> log) : BackgroundService
{
    private const int Connections = 2;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private string _said = "";

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => KeepOneAsync(stoppingToken)));

    /// <summary>Keeps one connection open: the next is there before the one that is to go has gone.</summary>
    private async Task KeepOneAsync(CancellationToken stop)
    {
        var (wait, reading) = (TimeSpan.Zero, new List<Task>());
        while (!stop.IsCancellationRequested)
        {
            reading.RemoveAll(r => r.IsCompleted);
            if (await OpenAsync(stop) is { } socket)
            {
                reading.Add(ReadAsync(socket, stop));
                await socket.Replaceable;
                wait = TimeSpan.Zero;
                if (socket.IsToBeReplaced) continue;
                if (socket.IsDisabled) Say("link_disabled", "Socket Mode is switched off for this app");
                if (socket.IsDisabled) wait = Longest;
            }
            wait = wait < Shortest ? Shortest : wait * 2 > Longest ? Longest : wait * 2;
            await Waiting.ForAsync(wait, stop);
        }
        await Task.WhenAll(reading);
    }

    private static async Task ReadAsync(SlackSocket socket, CancellationToken stop)
    {
        using (socket) await socket.ReadAsync(stop);
    }

    private async Task<SlackSocket?> OpenAsync(CancellationToken stop)
    {
        var back = await api.AppsConnectionsOpen(options.Value.AppToken);
        if (!back.Ok || !Uri.TryCreate(back.Body.Words("url"), UriKind.Absolute, out var address) || !(address.Scheme == "wss" || address.IsLoopback))
        {
            Say(back.Error, $"Slack opens no connection for Slack:AppToken: {back.InWords}");
            return null;
        }
        var socket = new SlackSocket(desk, after, log);
        try
        {
            await socket.ConnectAsync(address, stop);
            _said = "";
            return socket;
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException)
        {
            Say("connect", $"The connection to Slack did not come about: {fault.Message}");
            socket.Dispose();
            return null;
        }
    }

    /// <summary>Once for each reason, not at every try.</summary>
    private void Say(string reason, string sentence)
    {
        if (_said != reason) log.LogWarning("{Sentence}. It is tried again.", sentence);
        _said = reason;
    }
}
