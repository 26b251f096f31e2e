using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotCoach.Channels.Slack;

/// <summary>
/// Socket Mode: BotCoach goes to Slack, so that it needs no public address. Two connections, so that one is there while the other is exchanged; each
/// is replaced by a new one before Slack ends it. One that does not come about, or does not last, is waited for, longer each time.
/// </summary>
internal sealed class SlackSocketMode(SlackApi api, SlackDesk desk, SlackAfter after, IOptions<SlackOptions> options, TimeProvider clock, ILogger<SlackSocketMode> log) : BackgroundService
{
    private const int Connections = 2;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(5);
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
            var lasted = Waiting.Began();
            var ended = await OnceAsync(reading, stop);
            if (lasted() >= Lasting) wait = TimeSpan.Zero;
            if (ended.IsReplaced && wait == TimeSpan.Zero) continue;
            wait = wait < Shortest ? Shortest : wait * 2 > Longest ? Longest : wait * 2;
            await Waiting.ForAsync(ended.NotBefore > wait ? ended.NotBefore : wait, stop);
        }
        await Task.WhenAll(reading);
    }

    /// <summary>Opens a connection, and ends when another is wanted in its place.</summary>
    private async Task<Ended> OnceAsync(List<Task> reading, CancellationToken stop)
    {
        try
        {
            var back = await api.AppsConnectionsOpen(options.Value.AppToken);
            if (!back.Ok || !Uri.TryCreate(back.Body.Words("url"), UriKind.Absolute, out var address) || !(address.Scheme == "wss" || address.IsLoopback))
            {
                Say($"Slack opens no connection for Slack:AppToken: {back.InWords}");
                return new Ended(false, back.RetryAfter ?? TimeSpan.Zero);
            }
            if (await ConnectAsync(address, stop) is not { } socket) return new Ended(false, TimeSpan.Zero);
            reading.Add(ReadAsync(socket, stop));
            await socket.Replaceable;
            if (socket.Unwanted is { } why) Say(why);
            return new Ended(socket.IsToBeReplaced, TimeSpan.Zero);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError(fault, "A connection to Slack failed. It is tried again.");
            return new Ended(false, TimeSpan.Zero);
        }
    }

    private async Task<SlackSocket?> ConnectAsync(Uri address, CancellationToken stop)
    {
        var socket = new SlackSocket(desk, after, clock, log);
        try
        {
            await socket.ConnectAsync(address, stop);
            _said = "";
            return socket;
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException)
        {
            Say($"The connection to Slack did not come about: {fault.Message}");
            socket.Dispose();
            return null;
        }
    }

    private static async Task ReadAsync(SlackSocket socket, CancellationToken stop)
    {
        using (socket) await socket.ReadAsync(stop);
    }

    /// <summary>Once for each reason, not at every try.</summary>
    private void Say(string sentence)
    {
        if (_said != sentence) log.LogWarning("{Sentence}. It is tried again.", sentence);
        _said = sentence;
    }

    /// <summary>How one ended: in order, with another wanted in its place; and how long Slack wants to be left alone.</summary>
    private sealed record Ended(bool IsReplaced, TimeSpan NotBefore);
}
