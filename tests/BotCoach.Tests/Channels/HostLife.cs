using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using BotCoach.CrashHost;

namespace BotCoach.Tests.Channels;

/// <summary>One life of the host: a process of its own, from its start until it is killed or told to end.</summary>
internal sealed class HostLife : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Channel<string> _said = Channel.CreateUnbounded<string>();
    private readonly Task<string> _errors;
    private Timer? _killer;
    private bool _wasKilled;

    private HostLife(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
        Gone = ListenAsync();
    }

    /// <summary>Ends when the process has.</summary>
    public Task Gone { get; }

    /// <summary>Where it died; null while it lives.</summary>
    public string? Death { get; private set; }

    /// <summary>What it logged as an error.</summary>
    public ConcurrentQueue<string> Faults { get; } = [];

    public static HostLife Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "BotCoach.CrashHost.dll"), .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        // It dies long before the compiler's second look at what runs often pays.
        start.Environment["DOTNET_TC_CallCounting"] = "0";
        return new HostLife(Process.Start(start)!);
    }

    /// <summary>Its address, once it listens; null when it died before.</summary>
    public async Task<Uri?> ReadyAsync() => await HearAsync() is { } line ? new Uri(line[HostRun.Listening.Length..]) : null;

    /// <summary>Has it do something; null when it died over it.</summary>
    public async Task<string?> AskAsync(string command)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(command);
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            return null;
        }
        return (await HearAsync())?[HostRun.Done.Length..];
    }

    /// <summary>Kills it from outside, so much later.</summary>
    public void KillAfter(TimeSpan time) => _killer = new Timer(_ => Kill(), null, time, Timeout.InfiniteTimeSpan);

    /// <summary>Says why it ended, when nobody had killed it.</summary>
    public async Task ComplainAsync()
    {
        if (Gone.IsCompleted && Death is null) throw new InvalidOperationException($"The host ended by itself: {await _errors}");
        if (!Faults.IsEmpty) throw new InvalidOperationException($"The host logged: {string.Join("\n", Faults)}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_killer is not null) await _killer.DisposeAsync();
        if (!_process.HasExited) _process.Kill();
        await Gone;
        _process.Dispose();
    }

    private void Kill()
    {
        if (_process.HasExited) return;
        _wasKilled = true;
        _process.Kill();
    }

    private async Task<string?> HearAsync() => await _said.Reader.WaitToReadAsync() && _said.Reader.TryRead(out var line) ? line : null;

    private async Task ListenAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(HostRun.Fault, StringComparison.Ordinal)) Faults.Enqueue(line);
            else if (line.StartsWith(HostRun.Died, StringComparison.Ordinal)) Death = line[HostRun.Died.Length..];
            else _said.Writer.TryWrite(line);
        }
        await _process.WaitForExitAsync();
        if (_wasKilled) Death ??= "at a moment from outside";
        _said.Writer.Complete();
    }
}
