using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotCoach.Channels.Slack;

/// <summary>
/// Socket Mode: BotCoach goes to Slack, so that it needs no public address. Two connections, so that one is there while the other is exchanged; each
/// is replaced by a new one before Slack ends it. One that does not come about, or does not last, is waited for, longer each time; one that only an admin
/// can bring back, for minutes.
/// </summary>
internal sealed class SlackSocketMode(SlackApi api, SlackDesk desk, Afterwards after, IOptions<SlackOptions> options, TimeProvider clock, ILogger<SlackSocketMode> log) : BackgroundService
{
    private const int Connections = 2;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(5);

    // Not among what may stop a message (https://docs.slack.dev/apis/events-api/using-socket-mode).
    private static readonly HashSet<string> Gone = ["user_removed_from_team", "team_disabled"];

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
            if (IsAnAdmins(back)) return Rest(SlackWords.Unconnected(back.Error));
            if (!back.Ok || !Uri.TryCreate(back.Body.Words("url"), UriKind.Absolute, out var address) || !(address.Scheme == "wss" || address.IsLoopback))
            {
                Say($"Slack opens no connection for Slack:AppToken: {back.InWords}");
                return new Ended(false, back.RetryAfter ?? TimeSpan.Zero);
            }
            if (await ConnectAsync(address, stop) is not { } socket) return new Ended(false, TimeSpan.Zero);
            reading.Add(ReadAsync(socket, stop));
            await HeldAsync(socket, stop);
            if (socket.IsSwitchedOff) return Rest(SlackWords.SwitchedOff);
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
            return socket;
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException)
        {
            Say($"The connection to Slack did not come about: {fault.Message}");
            socket.Dispose();
            return null;
        }
    }

    /// <summary>Ends when another is wanted in its place. One that lasts has mended what was said before.</summary>
    private async Task HeldAsync(SlackSocket socket, CancellationToken stop)
    {
        if (await Task.WhenAny(socket.Replaceable, Waiting.ForAsync(Lasting, stop)) != socket.Replaceable) _said = "";
        await socket.Replaceable;
    }

    private static bool IsAnAdmins(SlackReturn back) => SlackErrors.IsInstallations(back) || (back.Reached == SlackReach.Answered && Gone.Contains(back.Error));

    private Ended Rest(string why)
    {
        var rest = options.Value.AdminsTime;
        Say(why, $"It is tried again every {rest.TotalMinutes:0} minutes.");
        return new Ended(false, rest);
    }

    private static async Task ReadAsync(SlackSocket socket, CancellationToken stop)
    {
        using (socket) await socket.ReadAsync(stop);
    }

    /// <summary>Once for each reason, not at every try.</summary>
    private void Say(string sentence, string andThen = "It is tried again.")
    {
        if (Interlocked.Exchange(ref _said, sentence) != sentence) log.LogWarning("{Sentence}. {AndThen}", sentence, andThen);
    }

    /// <summary>How one ended: in order, with another wanted in its place; and how long Slack wants to be left alone.</summary>
    private sealed record Ended(bool IsReplaced, TimeSpan NotBefore);
}
